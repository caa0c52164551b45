// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/records/recordheader.h"
#include "gui/records/recordview.h"
#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"
#include "models/formatting.h"
#include "support/cannedtraffic.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QFontMetrics>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Pushscope;

/// Marks, columns, and what several selected rows are for.
class TestRecordViewMarks : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void marksAndMeasures();
    void goesFromMarkToMark();
    void marksAreReadOut();
    void anotherCaptureHasNoMarks();
    void selectsARange();
    void selectsByMouse();
    void copiesSeveral_data();
    void copiesSeveral();
    void copiesRowsThatWereNeverSeen();
    void copiesNoMoreThanFits();
    void choosesColumns();
    void movesColumns();
    void showsTheTimeOfDay();
    void numbersHaveRoom();

private:
    void fill(int count);
    void walkTo(qint64 row);
    [[nodiscard]] QString cell(qint64 row, RecordColumn column) const;

    std::unique_ptr<CannedPages> m_pages;
    std::unique_ptr<RecordView> m_view;
};

void TestRecordViewMarks::init()
{
    applyScheme(*qApp, Scheme::Light);
    m_pages = std::make_unique<CannedPages>();
    m_view = std::make_unique<RecordView>();
    m_view->resize(900, 464);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    QGuiApplication::clipboard()->clear();
}

void TestRecordViewMarks::cleanup()
{
    m_view.reset();
    m_pages.reset();
}

void TestRecordViewMarks::fill(int count)
{
    fillWithFlood(*m_pages, count);
    m_view->setPages(m_pages.get());
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QTRY_VERIFY(m_view->row(0) && m_view->row(std::min<qint64>(19, count - 1)));
}

void TestRecordViewMarks::walkTo(qint64 row)
{
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    for (qint64 i = 0; i < row; ++i)
        QTest::keyClick(m_view.get(), Qt::Key_Down);
    QTRY_COMPARE(m_view->currentSeq(), row + 1);
}

QString TestRecordViewMarks::cell(qint64 row, RecordColumn column) const
{
    const RecordFacts facts = m_view->facts();
    return cellText(*m_view->row(row), column, facts);
}

void TestRecordViewMarks::marksAndMeasures()
{
    fill(100'000);
    QSignalSpy changed(m_view.get(), &RecordView::marksChanged);
    QVERIFY(!m_view->header()->isShown(MarkDeltaColumn));
    QCOMPARE(cell(3, MarkDeltaColumn), QString());
    walkTo(2);
    QTest::keyClick(m_view.get(), Qt::Key_M);
    QCOMPARE(changed.size(), 1);
    QVERIFY(m_view->header()->isShown(MarkDeltaColumn));
    QCOMPARE(cell(2, MarkDeltaColumn), QStringLiteral("+0.000"));
    m_view->setCurrentSeq(50'003); // 10 µs each: half a second later.
    QTRY_COMPARE(m_view->currentSeq(), 50'003);
    QCOMPARE(cell(50'002, MarkDeltaColumn), QStringLiteral("+0.500"));
    QTest::keyClick(m_view.get(), Qt::Key_M);
    QCOMPARE(m_view->marks().marks().size(), std::size_t{ 2 });
    // From the newer one now.
    QCOMPARE(cell(50'002, MarkDeltaColumn), QStringLiteral("+0.000"));
    m_view->setCurrentSeq(3);
    QTRY_COMPARE(m_view->currentSeq(), 3);
    QTRY_COMPARE(cell(2, MarkDeltaColumn), QStringLiteral("-0.500"));
    QTest::keyClick(m_view.get(), Qt::Key_M);
    QCOMPARE(m_view->marks().marks().size(), std::size_t{ 1 });
    m_view->clearMarks();
    QVERIFY(!m_view->header()->isShown(MarkDeltaColumn));
}

void TestRecordViewMarks::goesFromMarkToMark()
{
    fill(10'000);
    for (qint64 row : { 3, 1, 7 }) {
        walkTo(row);
        QTest::keyClick(m_view.get(), Qt::Key_M);
    }
    for (qint64 seq : { 2, 4, 8, 2 }) {
        QTest::keyClick(m_view.get(), Qt::Key_Period);
        QTRY_COMPARE(m_view->currentSeq(), seq);
    }
    QTest::keyClick(m_view.get(), Qt::Key_Comma);
    QTRY_COMPARE(m_view->currentSeq(), 8);
}

void TestRecordViewMarks::marksAreReadOut()
{
    fill(100);
    walkTo(4);
    QTest::keyClick(m_view.get(), Qt::Key_M);
    QVERIFY(m_view->rowDescription(4).contains(QStringLiteral("mark A")));
    QVERIFY(m_view->rowDescription(3).contains(QStringLiteral("s since the mark")));
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(m_view.get());
    QVERIFY(list->child(4)->text(QAccessible::Name).contains(QStringLiteral("mark A")));
}

void TestRecordViewMarks::anotherCaptureHasNoMarks()
{
    fill(100);
    QTest::keyClick(m_view.get(), Qt::Key_M);
    QVERIFY(!m_view->marks().isEmpty());
    CannedPages other;
    fillWithFlood(other, 10);
    m_view->setPages(&other);
    QVERIFY(m_view->marks().isEmpty());
    m_view->setPages(nullptr);
}

void TestRecordViewMarks::selectsARange()
{
    fill(100);
    walkTo(5);
    QCOMPARE(m_view->selectedRows(), (std::pair<qint64, qint64>{ 5, 5 }));
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(m_view->selectedRows(), (std::pair<qint64, qint64>{ 5, 7 }));
    for (int i = 0; i < 4; ++i)
        QTest::keyClick(m_view.get(), Qt::Key_Up, Qt::ShiftModifier);
    QCOMPARE(m_view->selectedRows(), (std::pair<qint64, qint64>{ 3, 5 }));
    QCOMPARE(m_view->currentRow(), 3);
    QVERIFY(m_view->isSelected(4) && !m_view->isSelected(6) && !m_view->isSelected(-1));
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(m_view.get());
    QVERIFY(list->child(5)->state().selected && list->child(5)->state().multiSelectable);
    QVERIFY(!list->child(6)->state().selected);
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QCOMPARE(m_view->selectedRows(), (std::pair<qint64, qint64>{ 4, 4 }));
    QTest::keyClick(m_view.get(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(m_view->selectedRows(), (std::pair<qint64, qint64>{ 0, 99 }));
}

void TestRecordViewMarks::selectsByMouse()
{
    fill(100);
    const auto at = [](int row) { return QPoint(50, 22 * row + 5); };
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, at(2));
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, Qt::ShiftModifier, at(6));
    QCOMPARE(m_view->selectedRows(), (std::pair<qint64, qint64>{ 2, 6 }));
    // A menu opened on the selection is about all of it.
    QTest::mouseClick(m_view->viewport(), Qt::RightButton, {}, at(4));
    QCOMPARE(m_view->selectedRows(), (std::pair<qint64, qint64>{ 2, 6 }));
    QTest::mouseClick(m_view->viewport(), Qt::RightButton, {}, at(9));
    QCOMPARE(m_view->selectedRows(), (std::pair<qint64, qint64>{ 9, 9 }));
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, at(1));
    QMouseEvent move(QEvent::MouseMove, at(3), m_view->viewport()->mapToGlobal(at(3)), Qt::NoButton,
                     Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_view->viewport(), &move);
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, at(3));
    QCOMPARE(m_view->selectedRows(), (std::pair<qint64, qint64>{ 1, 3 }));
}

void TestRecordViewMarks::copiesSeveral_data()
{
    QTest::addColumn<int>("form");
    QTest::addColumn<QString>("first");

    QTest::newRow("text") << static_cast<int>(CopyForm::Text) << R"({"n":2)";
    QTest::newRow("json") << static_cast<int>(CopyForm::Json) << R"({"seq":2,)";
    QTest::newRow("base64") << static_cast<int>(CopyForm::Base64) << "eyJuIjoyL";
    QTest::newRow("hex") << static_cast<int>(CopyForm::Hex) << "000000";
}

void TestRecordViewMarks::copiesSeveral()
{
    QFETCH(int, form);
    QFETCH(QString, first);
    fill(100);
    walkTo(1);
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
    QSignalSpy copied(m_view.get(), &RecordView::copied);
    m_view->copySelected(static_cast<CopyForm>(form));
    QTRY_COMPARE(copied.size(), 1);
    QCOMPARE(copied.first().at(0).toLongLong(), 3);
    QCOMPARE(copied.first().at(1).toBool(), false);
    const QString text = QGuiApplication::clipboard()->text();
    QVERIFY2(text.startsWith(first), qPrintable(text));
    if (static_cast<CopyForm>(form) != CopyForm::Hex)
        QCOMPARE(text.count(QLatin1Char('\n')), 2);
}

void TestRecordViewMarks::copiesRowsThatWereNeverSeen()
{
    fill(20'000);
    QSignalSpy copied(m_view.get(), &RecordView::copied);
    QTest::keyClick(m_view.get(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
    QTRY_COMPARE(copied.size(), 1);
    QCOMPARE(copied.first().at(0).toLongLong(), 20'000);
    const QStringList lines = QGuiApplication::clipboard()->text().split(QLatin1Char('\n'));
    QCOMPARE(lines.size(), 20'000);
    QVERIFY(lines.last().contains(QStringLiteral("20000")));
}

void TestRecordViewMarks::copiesNoMoreThanFits()
{
    fill(1'000'000);
    QSignalSpy copied(m_view.get(), &RecordView::copied);
    QTest::keyClick(m_view.get(), Qt::Key_A, Qt::ControlModifier);
    m_view->copySelected(CopyForm::Hex); // Some 300 characters each.
    QTRY_COMPARE_WITH_TIMEOUT(copied.size(), 1, 30'000);
    QVERIFY(copied.first().at(1).toBool());
    const qint64 size = QGuiApplication::clipboard()->text().size();
    QVERIFY(size >= MostCopiedOctets && size < MostCopiedOctets + 10'000);
}

void TestRecordViewMarks::choosesColumns()
{
    RecordHeader *header = m_view->header();
    QMenu menu;
    header->fillMenu(menu);
    auto *size = menu.findChild<QAction *>(QStringLiteral("column%1Action").arg(SizeColumn));
    QVERIFY(size && size->isChecked());
    size->trigger();
    QVERIFY(!header->isShown(SizeColumn));
    auto *clock = menu.findChild<QAction *>(QStringLiteral("column%1Action").arg(ClockColumn));
    QVERIFY(clock && !clock->isChecked());
    clock->trigger();
    QVERIFY(header->isShown(ClockColumn));
    // What is seen of the moment stands together.
    QCOMPARE(header->visualIndex(ClockColumn), header->visualIndex(TimeColumn) + 1);
    menu.findChild<QAction *>(QStringLiteral("resetColumnsAction"))->trigger();
    QVERIFY(header->isShown(SizeColumn) && !header->isShown(ClockColumn));
    for (QAction *action : menu.actions())
        QVERIFY(action->isSeparator() || !action->text().isEmpty());
}

void TestRecordViewMarks::movesColumns()
{
    RecordHeader *header = m_view->header();
    const int place = header->visualIndex(WhatColumn);
    header->moveColumn(WhatColumn, false);
    QCOMPARE(header->visualIndex(WhatColumn), place - 1);
    const QByteArray state = header->saveState();
    header->reset();
    QCOMPARE(header->visualIndex(WhatColumn), place);
    QVERIFY(header->restoreState(state));
    QCOMPARE(header->visualIndex(WhatColumn), place - 1);
    header->moveColumn(SeqColumn, false); // It is the first.
    QCOMPARE(header->visualIndex(SeqColumn), 0);
    header->moveColumn(TimeColumn, true); // Past what is hidden.
    QCOMPARE(header->visualIndex(TimeColumn), header->visualIndex(DeltaColumn) + 1);
}

void TestRecordViewMarks::showsTheTimeOfDay()
{
    fillWithTraffic(*m_pages);
    Record clock;
    clock.kind = RecordKind::Clock;
    clock.t = 0;
    clock.detail = R"({"wall":"2026-01-02T12:00:00.000000000Z"})";
    m_pages->add(clock);
    m_view->setPages(m_pages.get());
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QTRY_VERIFY(m_view->row(5));
    QCOMPARE(cell(5, ClockColumn), QString());
    m_view->header()->setShown(ClockColumn, true);
    QTRY_VERIFY(!cell(5, ClockColumn).isEmpty());
    const QString seconds = secondsText(m_view->row(5)->t);
    QVERIFY2(cell(5, ClockColumn).endsWith(seconds.right(7)), qPrintable(cell(5, ClockColumn)));
}

void TestRecordViewMarks::numbersHaveRoom()
{
    fillWithFlood(*m_pages, 10'000'000);
    const int before = m_view->header()->sectionSize(SeqColumn);
    m_view->setPages(m_pages.get());
    QTRY_VERIFY(m_view->header()->sectionSize(SeqColumn) > before);
    // Beyond 1000 s, too.
    const QString longest = secondsText(m_pages->extent().tLast);
    QVERIFY(m_view->header()->sectionSize(TimeColumn)
            > QFontMetrics(wireFont()).horizontalAdvance(longest));
    Record late;
    late.t = 12'345'000'000'000;
    CannedPages pages;
    pages.add(late, "x");
    m_view->setPages(&pages);
    QTRY_VERIFY(m_view->header()->sectionSize(TimeColumn)
                > QFontMetrics(wireFont()).horizontalAdvance(secondsText(late.t)));
    m_view->setPages(nullptr);
}

QTEST_MAIN(TestRecordViewMarks)
#include "tst_recordview_marks.moc"
