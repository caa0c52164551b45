// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/document/capturedocument.h"
#include "gui/findings/findingshint.h"
#include "gui/findings/findingspane.h"
#include "gui/inspector/inspectorpane.h"
#include "gui/windowfixture.h"

#include <QAction>
#include <QDockWidget>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

using namespace Pushscope;

/// The list of problems in a window, with real traffic.
class TestMainWindowFindings : public QObject
{
    Q_OBJECT

private slots:
    void leadsFromTheStatusBarToTheRecord();
};

void TestMainWindowFindings::leadsFromTheStatusBarToTheRecord()
{
    WindowFixture fixture;
    MockPeer peer;
    QVERIFY(peer.start());
    MainWindow *window = &fixture.open();
    auto *pane = window->findChild<FindingsPane *>();
    auto *hint = window->findChild<FindingsHint *>();
    auto *dock = window->findChild<QDockWidget *>(QStringLiteral("findingsDock"));
    QVERIFY(!hint->isVisible() && !dock->isVisible());

    // No WebSocket is there: a page would be told 1006 and nothing else.
    ClientOptions options;
    options.technique = Technique::WebSocket;
    options.url = peer.url(QStringLiteral("/nothing-here"), true);
    window->connectTo(options);
    QTRY_VERIFY(hint->isVisible());
    QTest::mouseClick(hint, Qt::LeftButton);
    QTRY_VERIFY(dock->isVisible());
    auto *list = window->findChild<QTreeWidget *>(QStringLiteral("findingsView"));
    QTRY_COMPARE(list->topLevelItemCount(), 1);
    QTRY_VERIFY(list->hasFocus());
    QTest::keyClick(list, Qt::Key_Return);
    auto *inspector = window->findChild<InspectorPane *>();
    QTRY_COMPARE(inspector->currentSeq(), pane->findings().front().rows.front());
    QTRY_VERIFY(inspector->plainText().contains(QStringLiteral("404")));
    dock->close();
    QTest::keyClick(window, Qt::Key_8, Qt::ControlModifier);
    QTRY_VERIFY(dock->isVisible());
    // What is marked by itself is a step away.
    auto *showMarked = window->findChild<QPushButton *>(QStringLiteral("showMarkedButton"));
    QTRY_VERIFY(showMarked->isVisible());
    QTest::keyClick(showMarked, Qt::Key_Space);
    auto *problems = window->findChild<QAction *>(QStringLiteral("problemsAction"));
    QVERIFY(problems->isChecked());
    problems->setChecked(false);

    // Reopened it says the same.
    QTRY_COMPARE(newestStatus(*window).state, SessionState::Closed);
    QTRY_VERIFY(!pane->isReading());
    const QString text = pane->text();
    fixture.dialogs.savePath = fixture.path(QStringLiteral("kept.pushscope"));
    window->findChild<QAction *>(QStringLiteral("saveAction"))->trigger();
    QTRY_VERIFY(window->document()->isSaved());
    fixture.closeAll();
    window = &fixture.open();
    window->openFile(fixture.dialogs.savePath);
    pane = window->findChild<FindingsPane *>();
    QTRY_COMPARE(pane->findings().size(), std::size_t(1));
    QCOMPARE(pane->text(), text);
}

QTEST_MAIN(TestMainWindowFindings)
#include "tst_mainwindow_findings.moc"
