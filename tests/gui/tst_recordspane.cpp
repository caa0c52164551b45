// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/address/filtercontroller.h"
#include "gui/address/filteredit.h"
#include "gui/records/findbar.h"
#include "gui/records/markstrip.h"
#include "gui/records/recordactions.h"
#include "gui/records/recordheader.h"
#include "gui/records/recordspane.h"
#include "gui/records/recordview.h"
#include "gui/theme/theme.h"
#include "support/cannedtraffic.h"

#include <QAction>
#include <QApplication>
#include <QHash>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Pushscope;

/// The list with what stands below it, and its menus.
class TestRecordsPane : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void findsWithoutHiding();
    void findStartsWhereTheUserIs();
    void findSaysWhatIsWrong();
    void findsAmongWhatIsShown();
    void findCloses();
    void writesANote();
    void saysWhyANoteIsNotWritten();
    void tellsMarksApart();
    void foldsAndUnfoldsByKey();
    void remembersFolding();
    void showsOnlyProblems();
    void keepsTheChoiceOverProblems();
    void listsMarksAndNotes();

private:
    template <typename T> [[nodiscard]] T *find(const char *name) const
    {
        return m_pane->findChild<T *>(QString::fromLatin1(name));
    }
    [[nodiscard]] QAction *action(const char *name) const
    {
        return m_actions->findChild<QAction *>(QString::fromLatin1(name));
    }
    void show();
    void goTo(qint64 seq);
    void addHeartbeats();

    QHash<QString, QByteArray> m_memory;
    Services m_services;
    std::unique_ptr<CannedPages> m_pages;
    std::unique_ptr<FilterEdit> m_edit;
    std::unique_ptr<FilterController> m_filter;
    std::unique_ptr<RecordsPane> m_pane;
    std::unique_ptr<QMenu> m_recordsMenu;
    std::unique_ptr<QMenu> m_viewMenu;
    std::unique_ptr<RecordActions> m_actions;
    RecordView *m_view = nullptr;
};

void TestRecordsPane::init()
{
    applyScheme(*qApp, Scheme::Dark);
    m_memory.clear();
    m_services.recall = [this](const QString &key) { return m_memory.value(key); };
    m_services.remember
        = [this](const QString &key, const QByteArray &value) { m_memory.insert(key, value); };
    m_pages = std::make_unique<CannedPages>();
    m_edit = std::make_unique<FilterEdit>();
    m_filter = std::make_unique<FilterController>(*m_edit);
    m_pane = std::make_unique<RecordsPane>();
    m_view = m_pane->view();
    m_recordsMenu = std::make_unique<QMenu>();
    m_viewMenu = std::make_unique<QMenu>();
    m_actions = std::make_unique<RecordActions>(*m_pane, *m_filter, m_services);
    m_actions->fillRecordsMenu(*m_recordsMenu);
    m_actions->insertInto(*m_viewMenu, nullptr);
    m_pane->follow(*m_filter);
    m_pane->resize(900, 500);
    m_pane->show();
    m_pane->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
}

void TestRecordsPane::cleanup()
{
    m_filter->setPages(nullptr);
    m_pane->setPages(nullptr);
    m_actions.reset();
    m_viewMenu.reset();
    m_recordsMenu.reset();
    m_pane.reset();
    m_filter.reset();
    m_edit.reset();
    m_pages.reset();
}

void TestRecordsPane::show()
{
    m_filter->setPages(m_pages.get());
    m_pane->setPages(m_pages.get());
}

void TestRecordsPane::goTo(qint64 seq)
{
    m_view->setCurrentSeq(seq);
    QTRY_COMPARE(m_view->currentSeq(), seq);
}

/// A message, three pings, a fragmented message, a ping.
void TestRecordsPane::addHeartbeats()
{
    const auto add = [this](RecordKind kind, qint32 code, qint64 carrier = 0) {
        Record record;
        record.kind = kind;
        record.from = From::Server;
        record.code = code;
        record.connection = 1;
        record.session = 1;
        record.carrier = carrier;
        record.t = static_cast<qint64>(m_pages->added().size()) * 1'000'000;
        m_pages->add(record, "x");
    };
    add(RecordKind::WsMessage, 1); // 1
    for (int i = 0; i < 3; ++i)
        add(RecordKind::WsPing, 9);   // 2 to 4
    add(RecordKind::WsFrame, 1);      // 5
    add(RecordKind::WsFrame, 0);      // 6
    add(RecordKind::WsMessage, 1, 5); // 7
    add(RecordKind::WsPing, 9);       // 8
}

void TestRecordsPane::findsWithoutHiding()
{
    fillWithTraffic(*m_pages);
    show();
    std::vector<qint64> pings;
    for (const Record &record : m_pages->added()) {
        if (record.kind == RecordKind::WsPing)
            pings.push_back(record.seq);
    }
    QVERIFY(pings.size() >= 2);
    const qint64 rows = m_view->rowCount();
    QTest::keyClick(m_view, Qt::Key_Home);
    QTRY_COMPARE(m_view->currentSeq(), 1);
    auto *action = m_recordsMenu->findChild<QAction *>(QStringLiteral("findAction"));
    QVERIFY(action);
    action->trigger();
    auto *edit = find<FilterEdit>("findEdit");
    QVERIFY(edit->isVisible());
    QTest::keyClicks(edit, QStringLiteral("kind:ws.ping"));
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(m_view->currentSeq(), pings[0]);
    QCOMPARE(m_view->rowCount(), rows);
    auto *count = find<QLabel>("findCount");
    QTRY_COMPARE(count->text(), QStringLiteral("1 of %1").arg(pings.size()));
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(m_view->currentSeq(), pings[1]);
    QTest::keyClick(edit, Qt::Key_Return, Qt::ShiftModifier);
    QTRY_COMPARE(m_view->currentSeq(), pings[0]);
    m_pane->findBar()->findPrevious(); // Round the start.
    QTRY_COMPARE(m_view->currentSeq(), pings.back());
    m_pane->findBar()->findNext();
    QTRY_COMPARE(m_view->currentSeq(), pings.front());
    goTo(1);
    QTRY_COMPARE(count->text(), QStringLiteral("%1 matches").arg(pings.size()));
}

void TestRecordsPane::findStartsWhereTheUserIs()
{
    for (int i = 0; i < 1000; ++i)
        m_pages->add(Record(), "x");
    show();
    auto *edit = find<FilterEdit>("findEdit");
    // No row is current: at the first that is seen, which may be the match.
    m_pane->findBar()->open();
    QTRY_VERIFY(edit->isVisible() && edit->height() > 0);
    QTRY_VERIFY(m_view->row(m_view->firstVisibleRow()));
    const qint64 seen = m_view->row(m_view->firstVisibleRow())->seq;
    QVERIFY(seen > 900);
    edit->setText(QStringLiteral("seq<=5 or seq>=%1").arg(seen));
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(m_view->currentSeq(), seen);
    // From the current row on, and that itself as the text is typed.
    goTo(500);
    edit->setText(QStringLiteral("seq<=5 or seq:500 or seq:700"));
    QTRY_COMPARE(find<QLabel>("findCount")->text(), QStringLiteral("6 of 7"));
    QCOMPARE(m_view->currentSeq(), 500);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(m_view->currentSeq(), 700);
    m_pane->findBar()->findPrevious();
    QTRY_COMPARE(m_view->currentSeq(), 500);
    m_pane->findBar()->findPrevious();
    QTRY_COMPARE(m_view->currentSeq(), 5);
}

void TestRecordsPane::findSaysWhatIsWrong()
{
    fillWithTraffic(*m_pages);
    show();
    m_pane->findBar()->open();
    auto *edit = find<FilterEdit>("findEdit");
    QTest::keyClicks(edit, QStringLiteral("knd:note"));
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(edit->problem().contains(QStringLiteral("knd")));
    edit->setText(QStringLiteral("kind:note"));
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(edit->problem().isEmpty());
    QTRY_COMPARE(find<QLabel>("findCount")->text(), QStringLiteral("no match"));
}

void TestRecordsPane::findsAmongWhatIsShown()
{
    fillWithTraffic(*m_pages);
    show();
    m_edit->setText(QStringLiteral("from:server"));
    emit m_edit->expressionChanged(m_edit->text());
    m_pane->findBar()->open();
    auto *edit = find<FilterEdit>("findEdit");
    edit->setText(QStringLiteral("kind:ws.*"));
    QTest::keyClick(edit, Qt::Key_Return);
    qint64 expected = 0;
    for (const Record &record : m_pages->added()) {
        expected += record.from == From::Server
                && recordKindName(record.kind).startsWith(QByteArrayView("ws."))
            ? 1
            : 0;
    }
    QTRY_VERIFY(find<QLabel>("findCount")->text().contains(QString::number(expected)));
}

void TestRecordsPane::findCloses()
{
    fillWithTraffic(*m_pages);
    show();
    m_pane->findBar()->findNext(); // Nothing to look for yet: asks.
    auto *edit = find<FilterEdit>("findEdit");
    QVERIFY(edit->isVisible());
    QTRY_VERIFY(edit->hasFocus());
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(!edit->isVisible());
    QVERIFY(m_view->hasFocus());
}

void TestRecordsPane::writesANote()
{
    fillWithTraffic(*m_pages);
    show();
    QString written;
    qint64 about = 0;
    m_pane->setNoteWriter([&](const QString &text, qint64 record) -> std::optional<QString> {
        written = text;
        about = record;
        return std::nullopt;
    });
    goTo(5);
    m_view->setFocus();
    QTest::keyClick(m_view, Qt::Key_N);
    auto *edit = find<QLineEdit>("noteEdit");
    QVERIFY(edit->isVisible());
    QTest::keyClicks(edit, QStringLiteral("look here"));
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(written, QStringLiteral("look here"));
    QCOMPARE(about, 5);
    QVERIFY(!edit->isVisible());
    QVERIFY(m_view->hasFocus());
    QTest::keyClick(m_view, Qt::Key_N);
    QVERIFY(edit->text().isEmpty());
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(!edit->isVisible());
}

void TestRecordsPane::saysWhyANoteIsNotWritten()
{
    fillWithTraffic(*m_pages);
    show();
    m_pane->setNoteWriter([](const QString &, qint64) {
        return std::optional(QStringLiteral("The file cannot be written."));
    });
    m_pane->noteBar()->open(0);
    auto *edit = find<QLineEdit>("noteEdit");
    QTest::keyClicks(edit, QStringLiteral("lost?"));
    QTest::keyClick(edit, Qt::Key_Return);
    auto *problem = find<QLabel>("noteProblem");
    QVERIFY(problem->isVisible());
    QVERIFY(problem->text().contains(QStringLiteral("cannot be written")));
    QCOMPARE(edit->text(), QStringLiteral("lost?")); // Nothing is lost.
}

void TestRecordsPane::tellsMarksApart()
{
    fillWithFlood(*m_pages, 200'000);
    show();
    MarkStrip *strip = m_pane->strip();
    QVERIFY(!strip->isVisible());
    goTo(1);
    m_view->toggleMark();
    QVERIFY(strip->isVisible());
    QCOMPARE(strip->text(), QStringLiteral("⚑ A"));
    goTo(100'001);
    QTRY_VERIFY(strip->text().contains(QStringLiteral("here 1.000 s after A")));
    m_view->toggleMark();
    QTRY_COMPARE(strip->text(), QStringLiteral("⚑ A → B 1.000 s"));
    goTo(50'001);
    QTRY_VERIFY(strip->text().contains(QStringLiteral("before B")));
    find<QWidget>("clearMarksButton")->setFocus();
    QTest::keyClick(find<QWidget>("clearMarksButton"), Qt::Key_Space);
    QVERIFY(m_view->marks().isEmpty());
    QVERIFY(!strip->isVisible());
}

void TestRecordsPane::foldsAndUnfoldsByKey()
{
    addHeartbeats();
    show();
    action("foldHeartbeatsAction")->trigger();
    action("foldCarriersAction")->trigger();
    QTRY_COMPARE(m_view->rowCount(), 2);
    QTest::keyClick(m_view, Qt::Key_Home);
    QTRY_COMPARE(m_view->currentSeq(), 1);
    QTRY_COMPARE(m_view->placeOf(0).heartbeats, 3);
    QVERIFY(m_view->rowDescription(0).contains(QStringLiteral("followed by 3 heartbeats")));
    m_view->setFocus();
    QTest::keyClick(m_view, Qt::Key_Right);
    QTRY_COMPARE(m_view->rowCount(), 5);
    QTest::keyClick(m_view, Qt::Key_End);
    QTRY_COMPARE(m_view->currentSeq(), 7);
    QTest::keyClick(m_view, Qt::Key_Right);
    QTRY_COMPARE(m_view->rowCount(), 8); // Its two fragments, and the ping after it.
    QTRY_COMPARE(m_view->row(5)->seq, 5);
    QVERIFY(m_view->rowDescription(5).contains(QStringLiteral("unfolded under")));
    QTest::keyClick(m_view, Qt::Key_Down);
    QTRY_COMPARE(m_view->currentSeq(), 5);
    QTest::keyClick(m_view, Qt::Key_Left); // To what it is under, then away.
    QTRY_COMPARE(m_view->currentSeq(), 7);
    QTest::keyClick(m_view, Qt::Key_Left);
    QTRY_COMPARE(m_view->rowCount(), 5);
    QCOMPARE(m_view->currentSeq(), 7);
    QTest::keyClick(m_view, Qt::Key_Home);
    QTest::keyClick(m_view, Qt::Key_Left);
    QTRY_COMPARE(m_view->rowCount(), 2);
}

void TestRecordsPane::remembersFolding()
{
    auto *fold = m_actions->findChild<QAction *>(QStringLiteral("foldHeartbeatsAction"));
    QVERIFY(fold && !fold->isChecked());
    fold->trigger();
    QMenu view;
    RecordActions again(*m_pane, *m_filter, m_services);
    again.insertInto(view, nullptr);
    QVERIFY(again.findChild<QAction *>(QStringLiteral("foldHeartbeatsAction"))->isChecked());
    QVERIFY(!again.findChild<QAction *>(QStringLiteral("foldCarriersAction"))->isChecked());
}

void TestRecordsPane::showsOnlyProblems()
{
    addHeartbeats();
    Record dropped; // Breaks no rule, and yet is marked.
    dropped.kind = RecordKind::SseEvent;
    dropped.from = From::Server;
    dropped.code = 0;
    m_pages->add(dropped, "event: a\n\n");
    show();
    QTRY_COMPARE(m_view->rowCount(), 9);
    action("problemsAction")->trigger();
    QCOMPARE(m_filter->expression(), QStringLiteral("is:problem"));
    QTRY_COMPARE(m_view->rowCount(), 1);
    QTRY_VERIFY(m_view->row(0));
    QCOMPARE(m_view->row(0)->seq, 9);
    // With what is typed, and what folds.
    m_edit->setText(QStringLiteral("size>1k"));
    QTRY_COMPARE(m_view->rowCount(), 0);
    QCOMPARE(m_filter->expression(), QStringLiteral("is:problem (size>1k)"));
    m_edit->clear();
    QTRY_COMPARE(m_view->rowCount(), 1);
    action("foldHeartbeatsAction")->trigger();
    QTRY_COMPARE(m_filter->expression(), QStringLiteral("-is:heartbeat (is:problem)"));
    QTRY_COMPARE(m_view->rowCount(), 1);
    action("problemsAction")->trigger();
    QTRY_COMPARE(m_view->rowCount(), 5);
}

void TestRecordsPane::keepsTheChoiceOverProblems()
{
    Record dropped; // 2 and 12 are marked.
    dropped.kind = RecordKind::SseEvent;
    dropped.from = From::Server;
    dropped.code = 0;
    Record other;
    other.kind = RecordKind::WsMessage;
    other.from = From::Server;
    for (int seq = 1; seq <= 20; ++seq)
        m_pages->add(seq % 10 == 2 ? dropped : other, "x");
    show();
    goTo(2);
    action("problemsAction")->trigger();
    QTRY_COMPARE(m_view->rowCount(), 2);
    QTRY_COMPARE(m_view->currentRow(), 0);
    QCOMPARE(m_view->currentSeq(), 2); // It passes.
    action("problemsAction")->trigger();
    QTRY_COMPARE(m_view->rowCount(), 20);
    goTo(5);
    action("problemsAction")->trigger();
    QTRY_COMPARE(m_view->currentSeq(), 12); // Does not pass: the next stands for it.
    action("problemsAction")->trigger();
    QTRY_COMPARE(m_view->currentSeq(), 5);
    // Unless the user chooses meanwhile.
    action("problemsAction")->trigger();
    QTRY_COMPARE(m_view->currentSeq(), 12);
    QTest::keyClick(m_view, Qt::Key_Home);
    QTRY_COMPARE(m_view->currentSeq(), 2);
    action("problemsAction")->trigger();
    QTRY_COMPARE(m_view->rowCount(), 20);
    QTRY_COMPARE(m_view->currentRow(), 1);
    QCOMPARE(m_view->currentSeq(), 2);
    // Also where the list follows the newest meanwhile.
    goTo(12);
    m_view->setFollowing(true);
    action("problemsAction")->trigger();
    QTRY_COMPARE(m_view->currentRow(), 1);
    action("problemsAction")->trigger();
    QTRY_COMPARE(m_view->currentRow(), 11);
    QCOMPARE(m_view->currentSeq(), 12);
    QVERIFY(m_view->isFollowing());
}

void TestRecordsPane::listsMarksAndNotes()
{
    fillWithTraffic(*m_pages);
    Record note;
    note.kind = RecordKind::Note;
    note.detail = R"({"text":"look & see","about":9,"written":"2026-01-02T03:04:05Z"})";
    m_pages->add(note);
    show();
    QTRY_VERIFY(m_view->notes().isNoted(9));
    auto *places = m_recordsMenu->findChild<QMenu *>(QStringLiteral("placesMenu"));
    goTo(4);
    m_view->toggleMark();
    emit places->aboutToShow();
    QStringList texts;
    for (QAction *action : places->actions())
        texts << action->text();
    QVERIFY2(texts.first().startsWith(QStringLiteral("⚑ A")), qPrintable(texts.first()));
    QVERIFY2(texts.last().contains(QStringLiteral("look && see")), qPrintable(texts.last()));
    places->actions().last()->trigger();
    QTRY_COMPARE(m_view->currentSeq(), 9);
    QVERIFY(m_pane->strip()->text().contains(QStringLiteral("✎ look & see")));
    QVERIFY(m_view->rowDescription(m_view->currentRow()).contains(QStringLiteral("note: look")));
}

QTEST_MAIN(TestRecordsPane)
#include "tst_recordspane.moc"
