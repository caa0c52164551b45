// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/violationcolumns.h"
#include "storage/stores.h"

#include "storage/schema.h"
#include "storage/sqlite.h"
#include "storage/timelineticks.h"

#include "capturetools.h"

#include <QTemporaryDir>
#include <QTest>

#include <bit>

using namespace Pushscope;

namespace {

constexpr qint64 Ms = 1'000'000;

TimelineSlice timelineOf(RecordPages &pages, qint64 tFrom, qint64 tTo, int columns)
{
    std::promise<TimelineSlice> promise;
    pages.requestTimeline(tFrom, tTo, columns,
                          [&](const TimelineSlice &slice) { promise.set_value(slice); });
    return promise.get_future().get();
}

using Lanes = std::map<std::pair<quint32, From>, std::vector<Record>>;

/// What a tick over these records must say.
TimelineTick sumOf(const Lanes &lanes, const TimelineTick &like)
{
    const std::vector<Record> &records = lanes.at({ like.connection, like.from });
    const auto first
        = std::lower_bound(records.begin(), records.end(), like.firstSeq,
                           [](const Record &record, qint64 seq) { return record.seq < seq; });
    TimelineTick sum;
    sum.connection = like.connection;
    sum.from = like.from;
    sum.count = 0;
    for (auto it = first; it != records.end() && it->seq <= like.lastSeq; ++it) {
        const Record &record = *it;
        if (sum.count == 0) {
            sum.firstSeq = record.seq;
            sum.tFirst = record.t;
        } else {
            sum.largestGapNs = std::max(sum.largestGapNs, record.t - sum.tLast);
        }
        ++sum.count;
        sum.lastSeq = record.seq;
        sum.tLast = record.t;
        sum.kinds |= quint64{ 1 } << static_cast<int>(record.kind);
        sum.violations.add(record.violations);
        sum.octets += record.size;
    }
    sum.kind = mostTellingKind(sum.kinds);
    return sum;
}

bool isEqual(const TimelineTick &a, const TimelineTick &b)
{
    return a.connection == b.connection && a.from == b.from && a.kind == b.kind
        && a.count == b.count && a.firstSeq == b.firstSeq && a.lastSeq == b.lastSeq
        && a.tFirst == b.tFirst && a.tLast == b.tLast && a.kinds == b.kinds
        && a.violations == b.violations && a.octets == b.octets && a.largestGapNs == b.largestGapNs;
}

} // namespace

/// Summaries and what the timeline makes of them, against counting by hand.
class TestTimeline : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void summariesEqualBruteForce();
    void everythingIsCounted_data();
    void everythingIsCounted();
    void randomRangesEqualBruteForce_data();
    void randomRangesEqualBruteForce();
    void kindsAreRanked();
    void listsSessionsConnectionsExchanges();
    void listsWhatWasConcluded_data();
    void listsWhatWasConcluded();
    void narrowExchangesHideOneAnother();

private:
    void checkTicks(const TimelineSlice &slice, qint64 pixelNs);

    QTemporaryDir m_folder;
    std::unique_ptr<CaptureStore> m_store;
    std::vector<Record> m_records;
    Lanes m_lanes;
    qint64 m_end = 0;
};

void TestTimeline::initTestCase()
{
    Result<std::unique_ptr<CaptureStore>> store
        = createCapture({ m_folder.filePath(QStringLiteral("a.pushscope")) });
    QVERIFY(store);
    m_store = std::move(*store);
    QRandomGenerator random(77);
    // Connection 1 talks without pause, 2 in bursts, 3 now and then, 4 once.
    qint64 t = 0;
    for (int i = 0; i < 300; ++i) {
        Batch batch;
        for (int k = 0; k < 100; ++k) {
            t += random.bounded(static_cast<int>(Ms));
            Record record;
            record.t = t;
            const bool isBurst = (i / 20) % 3 == 0;
            record.connection = random.bounded(100) == 0 ? 3 : isBurst && k % 2 == 0 ? 2 : 1;
            record.from = static_cast<From>(1 + random.bounded(2));
            record.kind = random.bounded(50) == 0 ? RecordKind::WsPing : RecordKind::WsMessage;
            record.size = random.bounded(1000);
            if (random.bounded(300) == 0)
                record.violations.add(Violation::InvalidUtf8);
            batch.records.push_back(record);
        }
        if (i == 150) {
            batch.records[50].connection = 4;
            batch.records[60].connection = 5; // Shows nowhere.
            batch.records[60].t = Record::NoTime;
        }
        static_cast<void>(m_store->sink()->append(std::move(batch)));
    }
    m_end = t;
    QVERIFY(m_store->finish("done"));
    m_records = allRows(m_store->pages());
    QCOMPARE(m_records.size(), std::size_t{ 30'003 });
    for (const Record &record : m_records)
        m_lanes[{ record.connection, record.from }].push_back(record);
}

void TestTimeline::summariesEqualBruteForce()
{
    Result<Database> database = Database::open(m_store->path(), Database::Access::Immutable);
    QVERIFY(database);
    Statement row(*database,
                  "SELECT connection, origin, first_seq, last_seq, t_first, t_last, count, octets, "
                  "kinds, violations, gap FROM summary");
    qint64 counted = 0;
    int rows = 0;
    for (; row.step() == Statement::Step::Row; ++rows) {
        Summary sum;
        const std::pair lane(static_cast<quint32>(row.integer(0)),
                             static_cast<From>(row.integer(1)));
        for (const Record &record : m_lanes.at(lane)) {
            if (record.seq >= row.integer(2) && record.seq <= row.integer(3))
                sum.add(record);
        }
        QCOMPARE(row.integer(2), sum.firstSeq);
        QCOMPARE(row.integer(3), sum.lastSeq);
        QCOMPARE(row.isNull(4) ? Record::NoTime : row.integer(4), sum.tFirst);
        QCOMPARE(row.isNull(5) ? Record::NoTime : row.integer(5), sum.tLast);
        QCOMPARE(row.integer(6), sum.count);
        QVERIFY(sum.count <= Schema::MaxSummaryRecords);
        QCOMPARE(row.integer(7), sum.octets);
        QCOMPARE(row.integer(8), ViolationColumns::kinds(sum.kinds, sum.violations));
        QCOMPARE(row.integer(9), static_cast<qint64>(sum.violations.bits()));
        QCOMPARE(row.integer(10), sum.largestGapNs);
        counted += sum.count;
    }
    QCOMPARE(counted, static_cast<qint64>(m_records.size()));
    QVERIFY(rows < static_cast<int>(m_records.size()) / 100);
}

void TestTimeline::checkTicks(const TimelineSlice &slice, qint64 pixelNs)
{
    std::map<std::pair<quint32, From>, qint64> counted;
    const TimelineTick *last = nullptr;
    for (const TimelineTick &tick : slice.ticks) {
        const TimelineTick expected = sumOf(m_lanes, tick);
        if (!isEqual(tick, expected))
            QFAIL(qPrintable(QStringLiteral("tick of seq %1 to %2: %3 instead of %4")
                                 .arg(tick.firstSeq)
                                 .arg(tick.lastSeq)
                                 .arg(tick.count)
                                 .arg(expected.count)));
        QVERIFY(tick.tFirst >= slice.tFrom && tick.tLast <= slice.tTo);
        QVERIFY(tick.tLast - tick.tFirst <= 2 * pixelNs);
        if (last != nullptr)
            QVERIFY(std::pair(last->connection, last->tFirst)
                    <= std::pair(tick.connection, tick.tFirst));
        last = &tick;
        counted[{ tick.connection, tick.from }] += tick.count;
    }
    for (const Record &record : m_records) {
        if (record.t != Record::NoTime && record.t >= slice.tFrom && record.t <= slice.tTo)
            --counted[{ record.connection, record.from }];
    }
    for (const auto &[lane, left] : counted)
        QCOMPARE(left, qint64{ 0 });
}

void TestTimeline::everythingIsCounted_data()
{
    QTest::addColumn<int>("columns");
    for (const int columns : { 0, 1, 10, 100, 1600, 100'000 })
        QTest::addRow("%d columns", columns) << columns;
}

void TestTimeline::everythingIsCounted()
{
    QFETCH(int, columns);
    const qint64 end = m_records.back().t;
    const TimelineSlice slice = timelineOf(m_store->pages(), 0, std::max(end, m_end), columns);
    checkTicks(slice, std::max(end, m_end) / std::max(1, columns) + 1);
    if (columns > 0 && columns <= 1600)
        QVERIFY(slice.ticks.size() <= 9 * static_cast<std::size_t>(columns + 1));
}

void TestTimeline::randomRangesEqualBruteForce_data()
{
    QTest::addColumn<qint64>("lengthNs");
    QTest::newRow("some records") << 20 * Ms;
    QTest::newRow("about a row of the summary") << 150 * Ms;
    QTest::newRow("many rows") << 5000 * Ms;
}

void TestTimeline::randomRangesEqualBruteForce()
{
    QFETCH(qint64, lengthNs);
    QRandomGenerator random(8);
    for (int i = 0; i < 15; ++i) {
        const qint64 from = static_cast<qint64>(random.generate64() % quint64(m_end));
        const qint64 to = from + lengthNs;
        const int columns = 1 + random.bounded(800);
        checkTicks(timelineOf(m_store->pages(), from, to, columns), lengthNs / columns + 1);
        if (QTest::currentTestFailed())
            return;
    }
}

void TestTimeline::kindsAreRanked()
{
    const auto bit = [](RecordKind kind) { return quint64{ 1 } << static_cast<int>(kind); };
    QCOMPARE(mostTellingKind(bit(RecordKind::WsMessage) | bit(RecordKind::WsPing)),
             RecordKind::WsMessage);
    QCOMPARE(mostTellingKind(bit(RecordKind::WsMessage) | bit(RecordKind::Error)),
             RecordKind::Error);
    for (int kind = RecordKindFirst; kind <= RecordKindLast; ++kind)
        QCOMPARE(mostTellingKind(quint64{ 1 } << kind), static_cast<RecordKind>(kind));
    QCOMPARE(mostTellingKind(0), RecordKind::Note);
}

void TestTimeline::listsWhatWasConcluded_data()
{
    QTest::addColumn<QByteArray>("note");
    QTest::addColumn<QByteArray>("technique");
    QTest::newRow("known") << QByteArray(R"({"text":"auto: sse","technique":"sse"})")
                           << QByteArray("sse");
    QTest::newRow("text alone") << QByteArray(R"({"text":"auto: sse"})") << QByteArray("auto");
    QTest::newRow("no technique") << QByteArray(R"({"text":"","technique":"pigeon"})")
                                  << QByteArray("auto");
    QTest::newRow("no JSON") << QByteArray("sse") << QByteArray("auto");
}

/// Recording and after it, in every view: a client that was to find out is what it found.
void TestTimeline::listsWhatWasConcluded()
{
    QFETCH(QByteArray, note);
    QFETCH(QByteArray, technique);
    const QString path = m_folder.filePath(QString::fromLatin1(QTest::currentDataTag()));
    Result<std::unique_ptr<CaptureStore>> store = createCapture({ path });
    QVERIFY(store);
    const auto add = [&](quint32 session, RecordKind kind, const QByteArray &detail) {
        Batch batch;
        Record record;
        record.kind = kind;
        record.session = session;
        record.t = 10;
        record.detail = detail;
        batch.records.push_back(record);
        static_cast<void>((*store)->sink()->append(std::move(batch)));
    };
    for (quint32 session : { 1U, 2U })
        add(session, RecordKind::SessionStart, R"({"role":"client","technique":"auto"})");
    const auto techniques = [](RecordPages &pages) {
        QByteArrayList found;
        for (const SessionRow &session : timelineOf(pages, 0, 100, 1).sessions)
            found.append(session.technique);
        return found;
    };
    const QByteArrayList expected{ "auto", technique };
    QTRY_COMPARE((*store)->pages().extent().records, qint64{ 4 }); // A start and a clock before.
    QCOMPARE(techniques((*store)->pages()), (QByteArrayList{ "auto", "auto" }));
    add(2, RecordKind::Note, note);
    add(2, RecordKind::Note, R"({"text":"auto: jsonp"})");
    QTRY_COMPARE((*store)->pages().extent().records, qint64{ 6 });
    QCOMPARE(techniques((*store)->pages()), expected);
    QVERIFY((*store)->finish("done"));
    (*store).reset();
    store = openCapture(path);
    QVERIFY(store);
    QCOMPARE(techniques((*store)->pages()), expected);
}

void TestTimeline::listsSessionsConnectionsExchanges()
{
    Result<std::unique_ptr<CaptureStore>> store
        = createCapture({ m_folder.filePath(QStringLiteral("b.pushscope")) });
    Batch batch;
    const auto add = [&](RecordKind kind, qint64 t, const char *detail = "") -> Record & {
        Record record;
        record.kind = kind;
        record.t = t;
        record.session = 1;
        record.connection = 3;
        record.stream = 2;
        record.exchange = 5;
        record.detail = detail;
        return batch.records.emplace_back(record);
    };
    add(RecordKind::SessionStart, 10,
        R"({"name":"quotes","role":"client","technique":"websocket","url":"ws://h/","options":{"a":1}})");
    add(RecordKind::ConnAttempt, 20);
    add(RecordKind::ConnOpen, 30);
    add(RecordKind::HttpRequest, 40);
    add(RecordKind::HttpResponse, 50).code = 103;
    add(RecordKind::HttpResponse, 60).code = 200;
    add(RecordKind::HttpEnd, 45).from = From::Client;
    add(RecordKind::HttpEnd, 70).from = From::Server;
    add(RecordKind::WsClosed, 80).code = 1006;
    add(RecordKind::ConnClose, 90,
        R"({"by":"server","how":"reset","error":"reset","client_octets":12,"server_octets":34})");
    add(RecordKind::HttpRequest, 400).exchange = 6;
    static_cast<void>((*store)->sink()->append(std::move(batch)));
    QVERIFY((*store)->finish("done"));

    const TimelineSlice slice = timelineOf((*store)->pages(), 0, 100, 100);
    QCOMPARE(slice.sessions.size(), std::size_t{ 1 });
    QCOMPARE(slice.sessions[0].id, quint32{ 1 });
    QCOMPARE(slice.sessions[0].firstSeq, qint64{ 3 });
    QCOMPARE(slice.sessions[0].t, qint64{ 10 });
    QCOMPARE(slice.sessions[0].name, QByteArray("quotes"));
    QCOMPARE(slice.sessions[0].role, QByteArray("client"));
    QCOMPARE(slice.sessions[0].technique, QByteArray("websocket"));
    QCOMPARE(slice.sessions[0].url, QByteArray("ws://h/"));
    QCOMPARE(slice.sessions[0].options, QByteArray(R"({"a":1})"));
    QCOMPARE(slice.connections.size(), std::size_t{ 1 });
    const ConnectionRow &connection = slice.connections[0];
    QCOMPARE(connection.id, quint32{ 3 });
    QCOMPARE(connection.session, quint32{ 1 });
    QCOMPARE(connection.stream, quint32{ 2 });
    QCOMPARE(connection.tAttempt, qint64{ 20 });
    QCOMPARE(connection.tOpen, qint64{ 30 });
    QCOMPARE(connection.tClose, qint64{ 90 });
    QCOMPARE(connection.closeCode, 1006);
    QCOMPARE(connection.by, QByteArray("server"));
    QCOMPARE(connection.how, QByteArray("reset"));
    QCOMPARE(connection.error, QByteArray("reset"));
    QCOMPARE(connection.clientOctets, qint64{ 12 });
    QCOMPARE(connection.serverOctets, qint64{ 34 });
    QCOMPARE(slice.exchanges.size(), std::size_t{ 1 }); // The other one is later.
    const ExchangeRow &exchange = slice.exchanges[0];
    QCOMPARE(exchange.id, quint32{ 5 });
    QCOMPARE(exchange.connection, quint32{ 3 });
    QCOMPARE(exchange.tRequest, qint64{ 40 });
    QCOMPARE(exchange.tResponse, qint64{ 60 });
    QCOMPARE(exchange.tEnd, qint64{ 70 });
    QCOMPARE(exchange.status, 200);
    const TimelineSlice later = timelineOf((*store)->pages(), 500, 600, 100);
    QCOMPARE(later.exchanges.size(), std::size_t{ 1 }); // Still without an answer.
    QCOMPARE(later.exchanges[0].id, quint32{ 6 });
    QCOMPARE(later.exchanges[0].tEnd, qint64{ -1 });
}

void TestTimeline::narrowExchangesHideOneAnother()
{
    Result<std::unique_ptr<CaptureStore>> store
        = createCapture({ m_folder.filePath(QStringLiteral("c.pushscope")) });
    Batch batch;
    constexpr quint32 Polls = 10'000;
    for (quint32 i = 0; i < Polls; ++i) {
        Record record;
        record.kind = RecordKind::HttpRequest;
        record.connection = 1;
        record.exchange = i + 1;
        record.t = i * 100;
        batch.records.push_back(record);
        record.kind = RecordKind::HttpResponse;
        record.code = i == 5000 ? 503 : 200;
        record.t += 10;
        batch.records.push_back(record);
        record.kind = RecordKind::HttpEnd;
        record.from = From::Server;
        record.t += 10;
        batch.records.push_back(record);
    }
    static_cast<void>((*store)->sink()->append(std::move(batch)));
    QVERIFY((*store)->finish("done"));
    const TimelineSlice all = timelineOf((*store)->pages(), 0, Polls * 100, 500);
    QVERIFY(all.exchanges.size() <= 501);
    QVERIFY(std::any_of(all.exchanges.begin(), all.exchanges.end(),
                        [](const ExchangeRow &exchange) { return exchange.status == 503; }));
    const TimelineSlice near = timelineOf((*store)->pages(), 10'000, 20'000, 10'000);
    QCOMPARE(near.exchanges.size(), std::size_t{ 101 });
}

QTEST_GUILESS_MAIN(TestTimeline)
#include "tst_timeline.moc"
