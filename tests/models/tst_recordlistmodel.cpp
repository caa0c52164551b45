// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/recordlistmodel.h"
#include "support/cannedtraffic.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Pushscope;

namespace {

/// A filter whose rows are found on both sides of where it began: row n is record Middle + n.
class SpreadingPages final : public RecordPages
{
public:
    static constexpr qint64 Middle = 10'000;
    static constexpr FilterId Filter = 1;

    RowSpan span;

    [[nodiscard]] CaptureExtent extent() const override { return { 2 * Middle, 0, 0 }; }
    void setChangedHandler(std::function<void()>) override { }
    void requestRows(FilterId filter, qint64 firstRow, int count, RowsHandler handler) override
    {
        std::vector<Record> rows;
        for (qint64 row = firstRow; row < std::min(firstRow + count, span.end()); ++row) {
            if (row < span.first)
                break; // Nobody may ask for what is not known.
            rows.emplace_back();
            rows.back().seq = Middle + row;
            rows.back().kind = RecordKind::Clock;
        }
        handler({ filter, firstRow, span.count }, rows, m_octets);
    }
    void requestRecord(qint64, RecordHandler) override { }
    void requestRowOf(FilterId, qint64 seq, std::function<void(qint64)> handler) override
    {
        const qint64 row = std::max(span.first, seq - Middle);
        handler(row < span.end() ? row : NoRow);
    }
    void requestFigures(const FiguresQuestion &, FiguresHandler) override { }
    void requestTimeline(qint64, qint64, int, TimelineHandler) override { }
    FilterId startFilter(std::shared_ptr<const Pushscope::Filter>, FilterHandler) override
    {
        return Filter;
    }
    void dropFilter(FilterId) override { }
    [[nodiscard]] qint64 rowCount(FilterId) const override { return span.count; }
    [[nodiscard]] RowSpan rowSpan(FilterId) const override { return span; }

private:
    class NoOctets final : public OctetSource
    {
    public:
        QByteArray octets(quint32, From, Layer, ByteRange) override { return {}; }
    };
    NoOctets m_octets;
};

} // namespace

class TestRecordListModel : public QObject
{
    Q_OBJECT

private slots:
    void isEmptyWithoutPages();
    void rowsComeWhenWanted();
    void deltaCountsFromTheRowBefore();
    void keepsAFewPagesOnly();
    void askedForLastComesFirst();
    void followedTailHasNoGaps();
    void countsAtOnceWhileNotFollowing();
    void answersOfBeforeAreDropped();
    void goneModelIsNotCalled();
    void rowsKeepTheirRecordsWhileOthersComeBefore();
    void firstRowsBeforeComeWithTheirRecords();
    void findsRowsBeforeTheFirst();
};

void TestRecordListModel::isEmptyWithoutPages()
{
    RecordListModel model;
    model.refresh();
    model.want(0, 10);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.row(0), nullptr);
    QCOMPARE(model.row(-1), nullptr);
}

void TestRecordListModel::rowsComeWhenWanted()
{
    CannedPages pages;
    fillWithFlood(pages, 1000);
    RecordListModel model;
    QSignalSpy arrived(&model, &RecordListModel::rowsArrived);
    model.setPages(&pages);
    QCOMPARE(model.rowCount(), 1000);
    QCOMPARE(model.row(500), nullptr);
    model.want(500, 520);
    QTRY_VERIFY(model.row(500));
    QCOMPARE(model.row(500)->seq, 501);
    QCOMPARE(model.row(500)->text.what, QStringLiteral("text"));
    QCOMPARE(model.row(500)->size, 66);
    QVERIFY(!arrived.isEmpty());
    QTRY_VERIFY(model.row(640)); // The page ahead came along.
    QTRY_VERIFY(model.row(300)); // And the one before.
}

void TestRecordListModel::deltaCountsFromTheRowBefore()
{
    CannedPages pages;
    fillWithFlood(pages, 1000);
    RecordListModel model;
    model.setPages(&pages);
    model.want(0, 10);
    QTRY_VERIFY(model.row(RecordListModel::PageRows));
    QVERIFY(!model.row(0)->deltaNs);
    QCOMPARE(*model.row(1)->deltaNs, 10'000);
    // Across the edge of a page too.
    QCOMPARE(*model.row(RecordListModel::PageRows)->deltaNs, 10'000);
}

void TestRecordListModel::keepsAFewPagesOnly()
{
    CannedPages pages;
    fillWithFlood(pages, 1'000'000);
    RecordListModel model;
    model.setPages(&pages);
    const int visited = static_cast<int>(RecordListModel::MostPages) + 10;
    for (int page = 0; page < visited; ++page) {
        const qint64 row = qint64{ page } * RecordListModel::PageRows;
        model.want(row, row + 20);
        QTRY_VERIFY(model.row(row));
    }
    QCOMPARE(model.row(0), nullptr); // Long forgotten.
    int kept = 0;
    for (int page = 0; page < visited + 2; ++page)
        kept += model.row(qint64{ page } * RecordListModel::PageRows) ? 1 : 0;
    QVERIFY2(kept <= static_cast<int>(RecordListModel::MostPages),
             qPrintable(QString::number(kept)));
}

void TestRecordListModel::askedForLastComesFirst()
{
    CannedPages pages;
    fillWithFlood(pages, 1'000'000);
    RecordListModel model;
    model.setPages(&pages);
    pages.hold(true);
    for (qint64 row = 0; row < 900'000; row += 9'000) // A scroll bar dragged all the way.
        model.want(row, row + 20);
    pages.hold(false);
    QTRY_VERIFY(model.row(891'000));
    // What was passed by was not asked for, but for the questions already under way.
    QVERIFY2(pages.answered() <= 2 * RecordListModel::MostRequests + 2,
             qPrintable(QString::number(pages.answered())));
    QCOMPARE(model.row(450'000), nullptr);
}

void TestRecordListModel::followedTailHasNoGaps()
{
    CannedPages pages;
    fillWithFlood(pages, 10);
    RecordListModel model;
    model.setPages(&pages);
    model.want(0, 9);
    QTRY_VERIFY(model.row(9));
    bool wasComplete = true;
    connect(&model, &RecordListModel::rowCountChanged, &model, [&](qint64 count) {
        for (qint64 row = std::max<qint64>(0, count - 40); row < count; ++row)
            wasComplete = wasComplete && model.row(row);
    });
    qint64 total = 10;
    for (int growth : { 1, 50, 117, 128, 129, 1000, 1, 33'333 }) {
        pages.grow(growth);
        total += growth;
        model.refresh();
        model.refresh(); // More may come while the tail is under way.
        QTRY_COMPARE(model.rowCount(), total);
        QVERIFY(wasComplete);
    }
}

void TestRecordListModel::countsAtOnceWhileNotFollowing()
{
    CannedPages pages;
    fillWithFlood(pages, 10);
    RecordListModel model;
    model.setPages(&pages);
    model.setFollowing(false);
    QSignalSpy counted(&model, &RecordListModel::rowCountChanged);
    pages.grow(5);
    model.refresh();
    QCOMPARE(counted.size(), 1);
    QCOMPARE(model.rowCount(), 15);
    model.want(0, 14); // The page that was partly there is read again.
    QTRY_VERIFY(model.row(14));
}

void TestRecordListModel::answersOfBeforeAreDropped()
{
    CannedPages first;
    CannedPages second;
    fillWithFlood(first, 100);
    fillWithTraffic(second);
    RecordListModel model;
    model.setPages(&first);
    first.hold(true);
    model.want(0, 10);
    model.setPages(&second);
    first.hold(false);
    model.want(0, 10);
    QTRY_VERIFY(model.row(0));
    QTRY_COMPARE(first.answered(), 1);
    QCoreApplication::processEvents();
    QCOMPARE(model.row(0)->text.what, QStringLiteral("connecting"));
}

void TestRecordListModel::goneModelIsNotCalled()
{
    CannedPages pages;
    fillWithFlood(pages, 1000);
    auto model = std::make_unique<RecordListModel>();
    model->setPages(&pages);
    pages.hold(true);
    model->want(0, 10);
    model.reset();
    pages.hold(false);
    QTRY_COMPARE(pages.answered(), 2);
    QCoreApplication::processEvents();
}

void TestRecordListModel::rowsKeepTheirRecordsWhileOthersComeBefore()
{
    SpreadingPages pages;
    pages.span = { -3, 20 };
    RecordListModel model;
    model.setFollowing(false);
    model.setPages(&pages, SpreadingPages::Filter);
    qint64 looked = 10; // The row that somebody looks at, moved as the model says.
    qint64 count = model.rowCount();
    connect(&model, &RecordListModel::rowsPrepended, &model, [&](qint64 more) { looked += more; });
    connect(&model, &RecordListModel::rowCountChanged, &model, [&](qint64 now) { count = now; });
    model.want(0, 19);
    QTRY_VERIFY(model.row(10));
    const qint64 seq = model.row(10)->seq;
    QCOMPARE(seq, SpreadingPages::Middle + 7);
    for (const auto &[before, after] :
         { std::pair{ 1, 0 }, { 0, 5 }, { 130, 130 }, { 2000, 1 }, { 7, 0 }, { 121, 300 } }) {
        pages.span = { pages.span.first - before, pages.span.count + before + after };
        model.refresh();
        QCOMPARE(model.rowCount(), pages.span.count);
        QCOMPARE(count, pages.span.count);
        QVERIFY(model.row(looked)); // No need to read it again.
        QCOMPARE(model.row(looked)->seq, seq);
        model.want(looked - 300, looked + 300);
        const qint64 first = std::max<qint64>(0, looked - 300);
        const qint64 last = std::min(model.rowCount() - 1, looked + 300);
        QTRY_VERIFY(model.row(first) && model.row(last));
        for (qint64 row = first; row <= last; ++row)
            QCOMPARE(model.row(row)->seq, SpreadingPages::Middle + pages.span.first + row);
    }
    QCOMPARE(model.row(-1), nullptr);
}

void TestRecordListModel::firstRowsBeforeComeWithTheirRecords()
{
    SpreadingPages pages;
    RecordListModel model;
    model.setPages(&pages, SpreadingPages::Filter);
    bool wasComplete = true;
    connect(&model, &RecordListModel::rowCountChanged, &model, [&](qint64 count) {
        for (qint64 row = std::max<qint64>(0, count - 40); row < count; ++row)
            wasComplete = wasComplete && model.row(row);
    });
    // Begun at the newest record, so that all is found before it.
    pages.span = { -500, 500 };
    model.refresh();
    QTRY_COMPARE(model.rowCount(), 500);
    QVERIFY(wasComplete);
    QCOMPARE(model.row(499)->seq, SpreadingPages::Middle - 1);
}

void TestRecordListModel::findsRowsBeforeTheFirst()
{
    SpreadingPages pages;
    pages.span = { -10, 30 };
    RecordListModel model;
    model.setPages(&pages, SpreadingPages::Filter);
    std::vector<qint64> rows;
    const auto note = [&](qint64 row) { rows.push_back(row); };
    model.findRow(SpreadingPages::Middle - 4, note);
    QTRY_COMPARE(rows, std::vector<qint64>{ 6 });
    pages.span = { -100, 120 }; // Found since, and not told yet.
    model.findRow(SpreadingPages::Middle - 50, note);
    model.findRow(SpreadingPages::Middle + 50, note);
    QTRY_COMPARE(rows, (std::vector<qint64>{ 6, 50, -1 }));
    model.findRow(SpreadingPages::Middle, note);
    model.setPages(nullptr);
    QCoreApplication::processEvents();
    QCOMPARE(rows.size(), std::size_t{ 3 });
}

QTEST_GUILESS_MAIN(TestRecordListModel)
#include "tst_recordlistmodel.moc"
