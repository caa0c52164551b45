// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/schema.h"
#include "storage/stores.h"
#include "storage/timelineexchanges.h"
#include "storage/timelinereader.h"
#include "storage/timelineticks.h"

#include "capturetools.h"
#include "support/manualclock.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Pushscope;

namespace {

constexpr qint64 Ms = 1'000'000;
constexpr int RandomRanges = 300;
constexpr int Batches = 300;
constexpr int BatchRecords = 100;

/// What one pixel column of a connection and direction holds.
struct Cell {
    qint64 count = 0;
    quint64 kinds = 0;
    qint64 octets = 0;
    quint64 violations = 0;
    qint64 firstSeq = 0;
    qint64 lastSeq = 0;
    bool operator==(const Cell &) const = default;
};
using CellKey = std::tuple<quint32, From, qint64>;
using Cells = std::map<CellKey, Cell>;

struct Range {
    qint64 from = 0;
    qint64 to = 0;
    int columns = 1;
    [[nodiscard]] qint64 pixelNs() const
    {
        return std::max<qint64>(1, (to - from + columns - 1) / columns);
    }
    [[nodiscard]] qint64 columnOf(qint64 t) const
    {
        return (std::clamp(t, from, to) - from) / pixelNs();
    }
};

void put(Cells &cells, const CellKey &key, const Cell &what)
{
    Cell &cell = cells[key];
    cell.firstSeq = cell.count == 0 ? what.firstSeq : std::min(cell.firstSeq, what.firstSeq);
    cell.lastSeq = std::max(cell.lastSeq, what.lastSeq);
    cell.count += what.count;
    cell.kinds |= what.kinds;
    cell.octets += what.octets;
    cell.violations |= what.violations;
}

Cell cellOf(const Record &record)
{
    return { 1,           quint64{ 1 } << static_cast<int>(record.kind),
             record.size, record.violations.bits(),
             record.seq,  record.seq };
}

Cells cellsOf(const std::vector<TimelineTick> &ticks, const Range &range)
{
    Cells cells;
    for (const TimelineTick &tick : ticks) {
        put(cells, { tick.connection, tick.from, range.columnOf(tick.tFirst) },
            { tick.count, tick.kinds, tick.octets, tick.violations.bits(), tick.firstSeq,
              tick.lastSeq });
    }
    return cells;
}

/// Every record counted where it is.
Cells bruteForce(const std::vector<Record> &records, const Range &range)
{
    Cells cells;
    for (const Record &record : records) {
        if (record.t != Record::NoTime && record.t >= range.from && record.t <= range.to)
            put(cells, { record.connection, record.from, range.columnOf(record.t) },
                cellOf(record));
    }
    return cells;
}

/// The records of a connection and direction in groups of at most 256, each counted whole in the
/// column of its first record: what can be told without looking at records.
Cells bruteForceOfGroups(const std::vector<Record> &records, const Range &range)
{
    std::map<std::pair<quint32, From>, std::vector<std::vector<Record>>> lanes;
    for (const Record &record : records) {
        auto &groups = lanes[{ record.connection, record.from }];
        const bool isFull = groups.empty()
            || static_cast<qint64>(groups.back().size()) >= Schema::MaxSummaryRecords
            || record.seq - groups.back().front().seq >= Schema::MaxSummarySpan;
        if (isFull)
            groups.emplace_back();
        groups.back().push_back(record);
    }
    Cells cells;
    for (const auto &[lane, groups] : lanes) {
        for (const std::vector<Record> &group : groups) {
            if (group.front().t == Record::NoTime || group.front().t > range.to
                || group.back().t < range.from)
                continue;
            for (const Record &record : group)
                put(cells, { lane.first, lane.second, range.columnOf(group.front().t) },
                    cellOf(record));
        }
    }
    return cells;
}

TimelineSlice timelineOf(RecordPages &pages, const Range &range)
{
    std::promise<TimelineSlice> promise;
    pages.requestTimeline(range.from, range.to, range.columns,
                          [&](const TimelineSlice &slice) { promise.set_value(slice); });
    return promise.get_future().get();
}

QString difference(const Cells &found, const Cells &expected)
{
    for (const auto &[key, cell] : expected) {
        const auto other = found.find(key);
        if (other != found.end() && other->second == cell)
            continue;
        return QStringLiteral("connection %1 direction %2 column %3: %4 records instead of %5")
            .arg(std::get<0>(key))
            .arg(static_cast<int>(std::get<1>(key)))
            .arg(std::get<2>(key))
            .arg(other == found.end() ? 0 : other->second.count)
            .arg(cell.count);
    }
    return found.size() == expected.size() ? QString() : QStringLiteral("columns too many");
}

} // namespace

/// Pixel columns of the timeline, against counting all records by hand.
class TestTimelineColumns : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void randomRangesEqualBruteForce();
    void groupsEqualBruteForce();
    void sparseLanesAreReadFirst();
    void liveEqualsReopened();
    void memoryIsBounded();
    void pongsKeepTheirRoundTrip();
    void phasesComeFromConnOpen();
    void exchangesAreKeptCoarsely();

private:
    [[nodiscard]] Record nextRecord(int batch, int k);
    [[nodiscard]] Batch nextBatch(int batch);
    [[nodiscard]] Range randomRange();
    [[nodiscard]] Database open() const;

    QTemporaryDir m_folder;
    QRandomGenerator m_random{ 20261121 };
    ManualClock m_clock;
    std::unique_ptr<CaptureStore> m_store;
    std::vector<Record> m_records;
    qint64 m_end = 0;
};

Record TestTimelineColumns::nextRecord(int batch, int k)
{
    // Connection 1 talks without pause, 2 in bursts, 3 now and then, 4 to 19 by turns.
    m_end += m_random.bounded(static_cast<int>(Ms));
    Record record;
    record.t = m_end;
    const bool isBurst = (batch / 20) % 3 == 0;
    record.connection = m_random.bounded(100) == 0 ? 3
        : isBurst && k % 2 == 0                    ? 2
        : m_random.bounded(4) == 0                 ? 4 + static_cast<quint32>(m_random.bounded(16))
                                                   : 1;
    record.from = static_cast<From>(m_random.bounded(3));
    record.kind = static_cast<RecordKind>(m_random.bounded(RecordKindFirst, RecordKindLast + 1));
    record.size = m_random.bounded(100'000);
    if (m_random.bounded(300) == 0)
        record.violations.add(Violation::InvalidUtf8);
    return record;
}

Batch TestTimelineColumns::nextBatch(int batch)
{
    Batch records;
    for (int k = 0; k < BatchRecords; ++k)
        records.records.push_back(nextRecord(batch, k));
    return records;
}

void TestTimelineColumns::initTestCase()
{
    RecordingOptions options;
    options.path = m_folder.filePath(QStringLiteral("a.pushscope"));
    options.clock = &m_clock; // So that capture.end is the last in time as well.
    auto store = createCapture(options);
    QVERIFY(store);
    m_store = std::move(*store);
    for (int i = 0; i < Batches; ++i)
        static_cast<void>(m_store->sink()->append(nextBatch(i)));
    m_clock.advance(std::chrono::nanoseconds(m_end));
    QVERIFY(m_store->finish("done"));
    m_records = allRows(m_store->pages());
    QCOMPARE(m_records.size(), std::size_t{ Batches * BatchRecords + 3 });
}

Range TestTimelineColumns::randomRange()
{
    // From some microseconds to the whole, evenly over the orders of magnitude.
    const double part = std::pow(10.0, -6.0 * m_random.generateDouble());
    Range range;
    const auto length = std::max<qint64>(1, static_cast<qint64>(part * static_cast<double>(m_end)));
    range.from = static_cast<qint64>(m_random.generateDouble() * static_cast<double>(m_end));
    range.to = range.from + length;
    range.columns = 1 + m_random.bounded(2000);
    return range;
}

Database TestTimelineColumns::open() const
{
    Result<Database> database = Database::open(m_store->path(), Database::Access::Immutable);
    return database ? std::move(*database) : Database();
}

void TestTimelineColumns::randomRangesEqualBruteForce()
{
    for (int i = 0; i < RandomRanges; ++i) {
        const Range range = randomRange();
        const TimelineSlice slice = timelineOf(m_store->pages(), range);
        const QString wrong = difference(cellsOf(slice.ticks, range), bruteForce(m_records, range));
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
        for (const TimelineTick &tick : slice.ticks) {
            QCOMPARE(range.columnOf(tick.tFirst), range.columnOf(tick.tLast));
            QCOMPARE(tick.kind, mostTellingKind(tick.kinds));
        }
    }
}

void TestTimelineColumns::groupsEqualBruteForce()
{
    Database database = open();
    TimelineSummaries summaries(database);
    summaries.update();
    for (int i = 0; i < RandomRanges; ++i) {
        const Range range = randomRange();
        TimelineTicks ticks(database, summaries, range.from, range.to, range.columns, 0);
        const Cells found = cellsOf(ticks.read(), range);
        QCOMPARE(ticks.recordsRead(), 0);
        const QString wrong = difference(found, bruteForceOfGroups(m_records, range));
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }
}

void TestTimelineColumns::sparseLanesAreReadFirst()
{
    // Connection 21 says something eight times in all, among 40,000 records of connection 20.
    auto store = createCapture({ m_folder.filePath(QStringLiteral("sparse.pushscope")) });
    QVERIFY(store);
    for (int i = 0; i < 40; ++i) {
        Batch batch;
        for (int k = 0; k < 1000; ++k) {
            Record record;
            record.t = (i * 1000 + k) * Ms;
            record.kind = RecordKind::WsMessage;
            record.from = From::Server;
            record.connection = i % 5 == 0 && k == 700 ? 21 : 20;
            batch.records.push_back(record);
        }
        static_cast<void>((*store)->sink()->append(std::move(batch)));
    }
    QVERIFY((*store)->finish("done"));
    Result<Database> database = Database::open((*store)->path(), Database::Access::Immutable);
    QVERIFY(database);
    TimelineSummaries summaries(*database);
    summaries.update();
    const Range range{ 0, 40'000 * Ms, 1000 };
    constexpr qint64 Budget = 40 * 1024;
    TimelineTicks ticks(*database, summaries, range.from, range.to, range.columns, Budget);
    int sparse = 0;
    for (const TimelineTick &tick : ticks.read())
        sparse += tick.connection == 21 && tick.count == 1 ? 1 : 0;
    QCOMPARE(sparse, 8);
    QVERIFY(ticks.recordsRead() <= Budget);
}

void TestTimelineColumns::liveEqualsReopened()
{
    auto store = createCapture({ m_folder.filePath(QStringLiteral("live.pushscope")) });
    QVERIFY(store);
    RecordPages &pages = (*store)->pages();
    qint64 sent = 2; // capture.start and clock
    for (int i = 0; i < 25; ++i) {
        Batch batch = nextBatch(i);
        sent += static_cast<qint64>(batch.records.size());
        static_cast<void>((*store)->sink()->append(std::move(batch)));
        QTRY_COMPARE(pages.extent().records, sent);
        const Range range{ i % 3 == 0 ? 0 : m_end - 50 * Ms, m_end, 700 };
        const QString wrong = difference(cellsOf(timelineOf(pages, range).ticks, range),
                                         bruteForce(allRows(pages), range));
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }
}

void TestTimelineColumns::memoryIsBounded()
{
    Database database = open();
    TimelineSummaries whole(database);
    whole.update();
    TimelineSummaries bounded(database, 0);
    bounded.update();
    QVERIFY(whole.memory() < TimelineSummaries::LeastOctets);
    QVERIFY(bounded.memory() <= static_cast<qint64>(m_records.size()));
    QVERIFY(bounded.memory() > 0);
    // What is put together is still read apart.
    for (int i = 0; i < RandomRanges / 10; ++i) {
        const Range range = randomRange();
        TimelineTicks ticks(database, bounded, range.from, range.to, range.columns);
        const QString wrong
            = difference(cellsOf(ticks.read(), range), bruteForce(m_records, range));
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }
}

void TestTimelineColumns::pongsKeepTheirRoundTrip()
{
    auto store = createCapture({ m_folder.filePath(QStringLiteral("pong.pushscope")) });
    QVERIFY(store);
    Batch batch;
    for (int i = 0; i < 20; ++i) {
        Record ping;
        ping.kind = RecordKind::WsPing;
        ping.from = From::Client;
        ping.connection = 1;
        ping.t = i * 100 * Ms;
        batch.records.push_back(ping);
        Record pong = ping;
        pong.kind = RecordKind::WsPong;
        pong.from = From::Server;
        pong.t += (i + 1) * Ms;
        pong.detail = QByteArray(R"({"rtt_ns":)" + QByteArray::number((i + 1) * Ms) + "}");
        batch.records.push_back(pong);
    }
    static_cast<void>((*store)->sink()->append(std::move(batch)));
    QVERIFY((*store)->finish("done"));
    int pongs = 0;
    for (const TimelineTick &tick : timelineOf((*store)->pages(), { 0, 2100 * Ms, 1000 }).ticks) {
        if (tick.kind != RecordKind::WsPong) {
            QCOMPARE(tick.rttNs, -1);
            continue;
        }
        QCOMPARE(tick.count, 1U);
        QCOMPARE(tick.rttNs, ++pongs * Ms);
    }
    QCOMPARE(pongs, 20);
    // The only tick of a column tells it as well.
    const TimelineSlice slice = timelineOf((*store)->pages(), { 1890 * Ms, 2100 * Ms, 1 });
    QCOMPARE(slice.ticks.size(), std::size_t{ 2 });
    QCOMPARE(slice.ticks.back().rttNs, 20 * Ms);
}

void TestTimelineColumns::phasesComeFromConnOpen()
{
    auto store = createCapture({ m_folder.filePath(QStringLiteral("phases.pushscope")) });
    QVERIFY(store);
    constexpr int Connections = 40;
    for (quint32 id = 1; id <= Connections; ++id) {
        Batch batch;
        Record record;
        record.session = 1;
        record.connection = id;
        record.stream = id;
        record.kind = RecordKind::ConnAttempt;
        record.t = id * 100 * Ms;
        batch.records.push_back(record);
        record.kind = RecordKind::ConnOpen;
        record.t += 60 * Ms;
        record.detail = QByteArray(R"({"dns_ns":)" + QByteArray::number(id * Ms)
                                   + R"(,"connect_ns":20000000,"tls_ns":9000000})");
        batch.records.push_back(record);
        record = {};
        record.connection = 99; // Others talk meanwhile.
        record.kind = RecordKind::WsMessage;
        record.t = (id * 100 + 61) * Ms;
        batch.records.insert(batch.records.end(), 300, record);
        static_cast<void>((*store)->sink()->append(std::move(batch)));
    }
    QVERIFY((*store)->finish("done"));
    const auto connectionsOf
        = [&](const Range &range) { return timelineOf((*store)->pages(), range).connections; };
    int known = 0;
    for (const ConnectionRow &row : connectionsOf({ 0, 5000 * Ms, 1000 })) {
        QCOMPARE(row.dnsNs, row.id * Ms);
        QCOMPARE(row.connectNs, 20 * Ms);
        QCOMPARE(row.tlsNs, 9 * Ms);
        ++known;
    }
    QCOMPARE(known, Connections);
    // Too narrow to be divided, and out of sight.
    QCOMPARE(connectionsOf({ 0, 50'000 * Ms, 100 }).front().dnsNs, -1);
    QCOMPARE(connectionsOf({ 3000 * Ms, 5000 * Ms, 1000 }).front().dnsNs, -1);
}

void TestTimelineColumns::exchangesAreKeptCoarsely()
{
    auto store = createCapture({ m_folder.filePath(QStringLiteral("polls.pushscope")) });
    QVERIFY(store);
    constexpr quint32 Polls = 5000;
    Batch batch;
    for (quint32 i = 0; i < Polls; ++i) {
        Record record;
        record.kind = RecordKind::HttpRequest;
        record.connection = 1 + i % 3;
        record.exchange = i + 1;
        record.t = i * 100;
        batch.records.push_back(record);
        if (i + 2 == Polls)
            continue; // This one has no answer.
        record.kind = RecordKind::HttpResponse;
        record.code = i == 2500 ? 503 : 200;
        record.t += 10;
        batch.records.push_back(record);
        record.kind = RecordKind::HttpEnd;
        record.from = From::Server;
        record.t += i == 1000 ? 100'000 : 10; // This one is seen from afar.
        batch.records.push_back(record);
    }
    std::ranges::stable_sort(batch.records, {}, &Record::t);
    static_cast<void>((*store)->sink()->append(std::move(batch)));
    QVERIFY((*store)->finish("done"));
    Result<Database> database = Database::open((*store)->path(), Database::Access::Immutable);
    QVERIFY(database);
    for (const std::size_t kept : { std::size_t{ 100 }, TimelineExchanges::MostKept }) {
        TimelineExchanges exchanges(*database, kept);
        exchanges.update();
        const auto read = [&](qint64 from, qint64 to, qint64 pixelNs) {
            TimelineSlice slice;
            slice.tFrom = from;
            slice.tTo = to;
            exchanges.read(slice, pixelNs);
            return slice.exchanges;
        };
        const auto all = read(0, Polls * 100, Polls * 100 / 50);
        QVERIFY(all.size() <= 3 * 51 + 2);
        QVERIFY(std::ranges::any_of(all, [](const auto &row) { return row.status == 503; }));
        QVERIFY(std::ranges::any_of(all, [](const auto &row) { return row.id == 1001; }));
        QVERIFY(std::ranges::any_of(all, [](const auto &row) { return row.tEnd < 0; }));
        QCOMPARE(read(10'000, 20'000, 1).size(), std::size_t{ 101 });
        QCOMPARE(read(450'000, 460'000, 1).size(), std::size_t{ 101 });
    }
}

QTEST_GUILESS_MAIN(TestTimelineColumns)
#include "tst_timelinecolumns.moc"
