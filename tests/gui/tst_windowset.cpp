// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/address/filteredit.h"
#include "gui/commands/commandlist.h"
#include "gui/document/capturedocument.h"
#include "gui/records/recordview.h"
#include "gui/timeline/timelineview.h"
#include "gui/window/panedock.h"
#include "gui/window/windowset.h"
#include "gui/windowfixture.h"

#include <QAction>
#include <QApplication>
#include <QDoubleSpinBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTest>
#include <QTranslator>

using namespace Pushscope;

namespace {

/// A language in which everything is said in angle brackets.
class Brackets final : public QTranslator
{
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *, const char *text, const char *,
                                    int) const override
    {
        return QLatin1Char('<') + QString::fromUtf8(text) + QLatin1Char('>');
    }
};

} // namespace

/// What windows have in common, and what leads through them without a mouse.
class TestWindowSet : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void changesTheLanguageWithoutRestart();
    void keepsThePagesOfAFileInAnotherLanguage();
    void keepsTheChosenSession();
    void keepsMarksAndWhatIsShown();
    void goesOnWithAFile();
    void remembersTheLanguage();
    void runsACommandByItsName();
    void saysThatNoCommandIsCalledSo();
    void listsTheCommandsUsedLastFirst();
    void goesFromPaneToPane();
    void opensAClosedPaneThatItGoesTo();
    void endsWithoutAQuestion();

private:
    [[nodiscard]] MainWindow *shown() const;
    template <typename T> [[nodiscard]] T *find(const char *name) const
    {
        return shown()->findChild<T *>(QString::fromLatin1(name));
    }
    [[nodiscard]] CommandList *openCommands() const;

    std::unique_ptr<WindowFixture> m_fixture; ///< For its services.
    std::unique_ptr<WindowSet> m_windows;
    Brackets m_brackets;
    QStringList m_spoken;
};

void TestWindowSet::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_spoken.clear();
    m_fixture->services().speak = [this](const QString &language) {
        m_spoken << language;
        QCoreApplication::removeTranslator(&m_brackets);
        if (language == QLatin1String("zh_CN"))
            QCoreApplication::installTranslator(&m_brackets);
    };
    m_windows = std::make_unique<WindowSet>(m_fixture->services(), m_fixture->dialogs);
    m_windows->open();
    QVERIFY(QTest::qWaitForWindowActive(shown()));
}

void TestWindowSet::cleanup()
{
    QCoreApplication::removeTranslator(&m_brackets);
    while (MainWindow *window = shown())
        delete window;
    m_windows.reset();
    m_fixture.reset();
}

MainWindow *TestWindowSet::shown() const
{
    MainWindow *found = nullptr;
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        auto *main = qobject_cast<MainWindow *>(window);
        if (main && main->isVisible())
            found = main;
    }
    return found;
}

CommandList *TestWindowSet::openCommands() const
{
    shown()->activateWindow(); // A dialog before it may have left none active.
    if (!QTest::qWaitForWindowActive(shown()))
        return nullptr;
    QTest::keyClick(shown(), Qt::Key_K, Qt::ControlModifier);
    auto *list = shown()->findChild<CommandList *>();
    return list && QTest::qWaitForWindowExposed(list) ? list : nullptr;
}

void TestWindowSet::changesTheLanguageWithoutRestart()
{
    MockPeer peer;
    QVERIFY(peer.start());
    ClientOptions options;
    options.url = peer.url(QStringLiteral("/ws"), true);
    options.technique = Technique::WebSocket;
    shown()->connectTo(options);
    QTRY_COMPARE(newestStatus(*shown()).state, SessionState::Open);
    auto *edit = find<QPlainTextEdit>("textEdit");
    QVERIFY(edit);
    edit->setPlainText(QStringLiteral("half a message"));
    find<FilterEdit>("filterEdit")->setText(QStringLiteral("from:server"));
    CaptureDocument *document = shown()->document();
    const QPointer<MainWindow> former = shown();

    find<QAction>("chineseAction")->trigger();
    QTRY_VERIFY(!former);
    QCOMPARE(m_spoken.last(), QStringLiteral("zh_CN"));
    QCOMPARE(shown()->document(), document); // The recording went on.
    QCOMPARE(newestStatus(*shown()).state, SessionState::Open);
    QCOMPARE(find<QAction>("openAction")->text(), QStringLiteral("<&Open…>"));
    QCOMPARE(find<QPlainTextEdit>("textEdit")->toPlainText(), QStringLiteral("half a message"));
    QCOMPARE(find<FilterEdit>("filterEdit")->text(), QStringLiteral("from:server"));
    QCOMPARE(find<QLineEdit>("urlEdit")->text(), options.url.toString());

    const qint64 before = document->extent().records;
    peer.publish("tick", R"({"still":"there"})");
    QTRY_VERIFY(document->extent().records > before);
    QTRY_VERIFY(find<RecordView>("recordView")->rowCount() > 0);

    find<QAction>("englishAction")->trigger();
    QTRY_COMPARE(find<QAction>("openAction")->text(), QStringLiteral("&Open…"));
}

void TestWindowSet::keepsThePagesOfAFileInAnotherLanguage()
{
    MockPeer peer;
    QVERIFY(peer.start());
    ClientOptions options;
    options.url = peer.url(QStringLiteral("/sse"));
    options.technique = Technique::Sse;
    shown()->connectTo(options);
    auto *view = find<RecordView>("recordView");
    QTRY_VERIFY(view->rowCount() > 4);
    view->setCurrentSeq(3);
    QTRY_COMPARE(view->currentSeq(), qint64(3));
    const QPointer<MainWindow> former = shown();
    find<QAction>("chineseAction")->trigger();
    QTRY_VERIFY(!former);
    QTRY_COMPARE(find<RecordView>("recordView")->currentSeq(), qint64(3));
    QTRY_VERIFY(!find<TimelineView>("timelineView")->scene().lanes.empty());
}

void TestWindowSet::keepsTheChosenSession()
{
    MockPeer peer;
    QVERIFY(peer.start());
    ClientOptions first;
    first.url = peer.url(QStringLiteral("/ws"), true);
    first.technique = Technique::WebSocket;
    shown()->connectTo(first);
    QTRY_COMPARE(newestStatus(*shown()).state, SessionState::Open);
    ClientOptions second;
    second.url = peer.url(QStringLiteral("/sse"));
    second.technique = Technique::Sse;
    shown()->connectTo(second);
    QTRY_COMPARE(newestStatus(*shown()).state, SessionState::Open);
    QTRY_COMPARE(shown()->document()->sessions().size(), std::size_t(2));
    QCOMPARE(find<QLineEdit>("urlEdit")->text(), second.url.toString());
    const QPointer<MainWindow> former = shown();
    find<QAction>("chineseAction")->trigger();
    QTRY_VERIFY(!former);
    QCOMPARE(find<QLineEdit>("urlEdit")->text(), second.url.toString());
    // What comes later must not choose another.
    const qint64 before = shown()->document()->extent().records;
    peer.publish("tick", "1");
    QTRY_VERIFY(shown()->document()->extent().records > before);
    QTRY_VERIFY(find<RecordView>("recordView")->rowCount() > 0);
    QCOMPARE(find<QLineEdit>("urlEdit")->text(), second.url.toString());
    find<QAction>("disconnectAction")->trigger();
    QTRY_COMPARE(shown()->document()->status(2)->state, SessionState::Closed);
    QCOMPARE(shown()->document()->status(1)->state, SessionState::Open);
}

void TestWindowSet::keepsMarksAndWhatIsShown()
{
    MockPeer peer;
    QVERIFY(peer.start());
    ClientOptions options;
    options.url = peer.url(QStringLiteral("/sse"));
    options.technique = Technique::Sse;
    shown()->connectTo(options);
    auto *view = find<RecordView>("recordView");
    QTRY_VERIFY(view->rowCount() > 4);
    for (qint64 seq : { 3, 4 }) {
        view->setCurrentSeq(seq);
        QTRY_COMPARE(view->currentSeq(), seq);
        view->toggleMark();
    }
    const auto marks = view->marks().marks();
    QCOMPARE(marks.size(), std::size_t(2));
    find<QAction>("problemsAction")->trigger();
    const QPointer<MainWindow> former = shown();
    find<QAction>("chineseAction")->trigger();
    QTRY_VERIFY(!former);
    QVERIFY(find<RecordView>("recordView")->marks().marks() == marks);
    QVERIFY(find<QAction>("problemsAction")->isChecked());
}

void TestWindowSet::goesOnWithAFile()
{
    MockPeer peer;
    QVERIFY(peer.start());
    QFile file(m_fixture->path(QStringLiteral("lines.txt")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("one\ntwo\nthree\n");
    file.close();
    ClientOptions options;
    options.url = peer.url(QStringLiteral("/ws/echo"), true);
    options.technique = Technique::WebSocket;
    shown()->connectTo(options);
    QTRY_COMPARE(newestStatus(*shown()).state, SessionState::Open);
    find<QTabBar>("kindTabs")->setCurrentIndex(8); // File
    m_fixture->dialogs.messagePath = file.fileName();
    find<QPushButton>("lineFileButton")->click();
    find<QDoubleSpinBox>("rateSpin")->setValue(0.1);
    QTRY_VERIFY(find<QPushButton>("sendButton")->isEnabled());
    find<QPushButton>("sendButton")->click();
    QTRY_COMPARE(newestStatus(*shown()).messagesSent, qint64(1));
    const QPointer<MainWindow> former = shown();
    find<QAction>("chineseAction")->trigger();
    QTRY_VERIFY(!former);
    find<QDoubleSpinBox>("rateSpin")->setValue(1000);
    QTRY_COMPARE(newestStatus(*shown()).messagesSent, qint64(3));
    QTRY_COMPARE(newestStatus(*shown()).messagesReceived, qint64(3));
}

void TestWindowSet::remembersTheLanguage()
{
    find<QAction>("chineseAction")->trigger();
    QCOMPARE(m_windows->language(), QStringLiteral("zh_CN"));
    WindowSet next(m_fixture->services(), m_fixture->dialogs);
    QCOMPARE(next.language(), QStringLiteral("zh_CN"));
    WindowSet other(m_fixture->services(), m_fixture->dialogs, QStringLiteral("en"));
    QCOMPARE(other.language(), QStringLiteral("en"));
    auto *menu = find<QMenu>("languageMenu");
    emit menu->aboutToShow();
    QVERIFY(find<QAction>("chineseAction")->isChecked());
}

void TestWindowSet::runsACommandByItsName()
{
    CommandList *list = openCommands();
    QVERIFY(list);
    auto *edit = list->findChild<QLineEdit *>(QStringLiteral("commandEdit"));
    QVERIFY(edit->hasFocus());
    QTest::keyClicks(edit, QStringLiteral("dark"));
    auto *view = list->findChild<QListView *>(QStringLiteral("commandsView"));
    QCOMPARE(view->currentIndex().data().toString(), QStringLiteral("Dark"));
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(m_windows->theme(), QStringLiteral("dark"));
    m_windows->setTheme(QStringLiteral("light"));
}

void TestWindowSet::saysThatNoCommandIsCalledSo()
{
    CommandList *list = openCommands();
    QVERIFY(list);
    auto *edit = list->findChild<QLineEdit *>(QStringLiteral("commandEdit"));
    QTest::keyClicks(edit, QStringLiteral("qqqqq"));
    QVERIFY(list->findChild<QLabel *>(QStringLiteral("noCommandLabel"))->isVisible());
    QTest::keyClick(edit, Qt::Key_Return); // Nothing to run.
    QVERIFY(list->isVisible());
    const QPointer<CommandList> open = list;
    QTest::keyClick(list, Qt::Key_Escape);
    QTRY_VERIFY(!open);
}

void TestWindowSet::listsTheCommandsUsedLastFirst()
{
    CommandList *list = openCommands();
    QVERIFY(list);
    auto *edit = list->findChild<QLineEdit *>(QStringLiteral("commandEdit"));
    QTest::keyClicks(edit, QStringLiteral("reset layout"));
    const QPointer<CommandList> first = list;
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_VERIFY(!first);
    list = openCommands();
    QVERIFY(list);
    auto *view = list->findChild<QListView *>(QStringLiteral("commandsView"));
    QCOMPARE(view->model()->index(0, 0).data().toString(), QStringLiteral("Reset layout"));
}

void TestWindowSet::goesFromPaneToPane()
{
    shown()->startMock(); // So that there are panes.
    QTRY_VERIFY(find<RecordView>("recordView")->isVisible());
    QTest::keyClick(shown(), Qt::Key_3, Qt::ControlModifier);
    QTRY_COMPARE(QApplication::focusWidget(), find<RecordView>("recordView"));
    QTest::keyClick(shown(), Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(QApplication::focusWidget(), find<TimelineView>("timelineView"));
    QTest::keyClick(shown(), Qt::Key_F6);
    QCOMPARE(QApplication::focusWidget(), find<RecordView>("recordView"));
    QTest::keyClick(shown(), Qt::Key_F6, Qt::ShiftModifier);
    QCOMPARE(QApplication::focusWidget(), find<TimelineView>("timelineView"));
}

void TestWindowSet::opensAClosedPaneThatItGoesTo()
{
    shown()->startMock();
    QTRY_VERIFY(find<RecordView>("recordView")->isVisible());
    auto *dock = find<PaneDock>("composerDock");
    dock->close();
    QVERIFY(!dock->isVisible());
    QTest::keyClick(shown(), Qt::Key_5, Qt::ControlModifier);
    QTRY_VERIFY(dock->isVisible());
    QVERIFY(dock->isAncestorOf(QApplication::focusWidget()));
}

void TestWindowSet::endsWithoutAQuestion()
{
    MockPeer peer;
    QVERIFY(peer.start());
    ClientOptions options;
    options.url = peer.url(QStringLiteral("/ws"), true);
    shown()->connectTo(options);
    QTRY_COMPARE(newestStatus(*shown()).state, SessionState::Open);
    m_windows->open();
    m_windows->end();
    QVERIFY(!shown());
    QCOMPARE(m_fixture->dialogs.closeQuestions, 0);
    m_windows.reset(); // Waits until the capture is closed.
    const QList<UnsavedFile> kept = m_fixture->services().unsavedCaptures();
    QCOMPARE(kept.size(), 1);
    const auto opened = m_fixture->services().openCapture(kept.first().path);
    QVERIFY(opened);
    QVERIFY(!opened.value()->damage());
}

QTEST_MAIN(TestWindowSet)
#include "tst_windowset.moc"
