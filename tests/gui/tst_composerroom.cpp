// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/composer/composerpane.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>

using namespace Pushscope;

/// How much room the composer takes where there is nothing to compose.
class TestComposerRoom : public QObject
{
    Q_OBJECT

private slots:
    void takesOneLineWhereNothingCanBeSent();
};

void TestComposerRoom::takesOneLineWhereNothingCanBeSent()
{
    ComposerPane pane;
    pane.resize(700, 260);
    pane.show();
    auto *tabs = pane.findChild<QTabBar *>(QStringLiteral("kindTabs"));
    auto *why = pane.findChild<QLabel *>(QStringLiteral("receiveOnlyLabel"));
    QVERIFY(tabs->isVisible());
    QVERIFY(!why->isVisible());
    QSignalSpy compact(&pane, &ComposerPane::compactChanged);
    SessionStatus feed;
    feed.session = 7;
    feed.technique = Technique::Sse;
    feed.state = SessionState::Open;
    pane.setSessions({ feed }, 7);
    QCOMPARE(compact.size(), 1);
    QVERIFY(compact.last().first().toBool());
    QVERIFY(!tabs->isVisible());
    QVERIFY(!pane.findChild<QPushButton *>(QStringLiteral("sendButton"))->isVisible());
    QVERIFY(why->isVisible());
    QVERIFY(why->text().contains(QLatin1String("connect a WebSocket")));
    QVERIFY(pane.isCompact());
    QVERIFY2(pane.minimumSizeHint().height() < 60,
             qPrintable(QString::number(pane.minimumSizeHint().height())));
    QVERIFY(!pane.canSend());
    // Another session can be sent to: it is offered, and gives the room back.
    SessionStatus socket = feed;
    socket.session = 8;
    socket.technique = Technique::WebSocket;
    socket.canSend = true;
    pane.setSessions({ feed, socket }, 7);
    QVERIFY(why->text().contains(QLatin1String("only receives")));
    auto *target = pane.findChild<QComboBox *>(QStringLiteral("targetCombo"));
    QVERIFY(target->isVisible());
    target->setCurrentIndex(0);
    QVERIFY(tabs->isVisible());
    QVERIFY(!why->isVisible());
    QVERIFY(pane.minimumSizeHint().height() > 80);
    QCOMPARE(compact.size(), 2);
}

QTEST_MAIN(TestComposerRoom)
#include "tst_composerroom.moc"
