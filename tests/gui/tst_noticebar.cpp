// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/window/noticebar.h"

#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace Pushscope;

class TestNoticeBar : public QObject
{
    Q_OBJECT

private slots:
    void showsOneSentenceAndTakesItBack();
    void informationLeavesByItself();
    void choiceActsAndDismisses();
    void lastingStaysUntilItEnds();
    void lastingChoicesAreReachedByKeyboard();
    void whatCameMeanwhileIsSeenAfterwards();
    void longWordsDoNotWidenTheWindow();
};

namespace {

QPushButton *button(const NoticeBar &bar, const char *name)
{
    return bar.findChild<QPushButton *>(QString::fromLatin1(name));
}

} // namespace

void TestNoticeBar::showsOneSentenceAndTakesItBack()
{
    NoticeBar bar;
    QVERIFY(!bar.isVisible());
    bar.showNotice(NoticeBar::Kind::Failure, QStringLiteral("It broke."));
    QVERIFY(bar.isVisible());
    QCOMPARE(bar.text(), QStringLiteral("It broke."));
    QCOMPARE(bar.accessibleName(), QStringLiteral("It broke."));
    QVERIFY(!button(bar, "actionButton")->isVisible());
    QTest::keyClick(&bar, Qt::Key_Escape);
    QVERIFY(!bar.isVisible());
    QVERIFY(bar.text().isEmpty());
}

void TestNoticeBar::informationLeavesByItself()
{
    NoticeBar bar;
    bar.setInformationTime(std::chrono::milliseconds(1));
    bar.showNotice(NoticeBar::Kind::Information, QStringLiteral("Copied."));
    QVERIFY(bar.isVisible());
    QTRY_VERIFY(!bar.isVisible());
    bar.showNotice(NoticeBar::Kind::Information, QStringLiteral("Copied."));
    bar.showNotice(NoticeBar::Kind::Failure, QStringLiteral("It broke."));
    QVERIFY(!bar.isLeaving()); // That has to be seen.
    bar.showNotice(NoticeBar::Kind::Information, QStringLiteral("Copied."));
    QTest::keyClick(&bar, Qt::Key_Escape);
    QVERIFY(!bar.isLeaving());
}

void TestNoticeBar::choiceActsAndDismisses()
{
    NoticeBar bar;
    int acted = 0;
    bar.showNotice(NoticeBar::Kind::Warning, QStringLiteral("It waits."), QStringLiteral("Go on"),
                   [&] {
                       ++acted;
                       QVERIFY(!bar.isVisible()); // So that it can show what comes of it.
                   });
    QCOMPARE(button(bar, "actionButton")->text(), QStringLiteral("Go on"));
    button(bar, "actionButton")->click();
    QCOMPARE(acted, 1);
    QVERIFY(!bar.isVisible());
}

void TestNoticeBar::lastingStaysUntilItEnds()
{
    NoticeBar bar;
    int acted = 0;
    bar.showLasting(NoticeBar::Kind::Failure, QStringLiteral("The disk is full."),
                    { { QStringLiteral("One"), [&] { acted += 1; } },
                      { QStringLiteral("Two"), [&] { acted += 10; } },
                      { QStringLiteral("Three"), [&] { acted += 100; } } });
    QVERIFY(!bar.findChild<QToolButton *>(QStringLiteral("closeButton"))->isVisible());
    QTest::keyClick(&bar, Qt::Key_Escape);
    QVERIFY(bar.isVisible());
    for (const char *name : { "actionButton", "secondButton", "thirdButton" })
        button(bar, name)->click();
    QCOMPARE(acted, 111);
    QVERIFY(bar.isVisible());
    bar.endLasting();
    QVERIFY(!bar.isVisible());
}

void TestNoticeBar::lastingChoicesAreReachedByKeyboard()
{
    NoticeBar bar;
    QString chosen;
    bar.showLasting(NoticeBar::Kind::Failure, QStringLiteral("The disk is full."),
                    { { QStringLiteral("One"), [&] { chosen = QStringLiteral("one"); } },
                      { QStringLiteral("Two"), [&] { chosen = QStringLiteral("two"); } } });
    bar.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&bar));
    button(bar, "actionButton")->setFocus();
    QTest::keyClick(&bar, Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), button(bar, "secondButton"));
    QTest::keyClick(button(bar, "secondButton"), Qt::Key_Space);
    QCOMPARE(chosen, QStringLiteral("two"));
}

void TestNoticeBar::whatCameMeanwhileIsSeenAfterwards()
{
    NoticeBar bar;
    bar.showLasting(NoticeBar::Kind::Failure, QStringLiteral("The disk is full."), {});
    bar.showNotice(NoticeBar::Kind::Warning, QStringLiteral("It was refused."));
    QCOMPARE(bar.text(), QStringLiteral("The disk is full."));
    bar.endLasting();
    QCOMPARE(bar.text(), QStringLiteral("It was refused."));
    bar.dismiss();
    QVERIFY(!bar.isVisible());
}

void TestNoticeBar::longWordsDoNotWidenTheWindow()
{
    NoticeBar bar;
    bar.showNotice(NoticeBar::Kind::Failure, QStringLiteral("ok"));
    const int before = bar.minimumSizeHint().width();
    const QString path = QLatin1Char('/') + QString(400, QLatin1Char('x'));
    bar.showNotice(NoticeBar::Kind::Failure, path);
    QCOMPARE(bar.minimumSizeHint().width(), before);
    QCOMPARE(bar.text(), path);
}

QTEST_MAIN(TestNoticeBar)
#include "tst_noticebar.moc"
