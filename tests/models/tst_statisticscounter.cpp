// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/statisticscounter.h"

#include "statisticstools.h"

#include <QTest>

#include <map>

using namespace Pushscope;

class TestStatisticsCounter : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithBruteForce_data();
    void agreesWithBruteForce();
    void doesNotDependOnHowItIsFed();
    void bucketsAddUp_data();
    void bucketsAddUp();
    void countsEachOctetOnce_data();
    void countsEachOctetOnce();
    void followsAStreamOverReconnects();
    void keepsStreamsApart();
    void spansWhatItCounts();
    void countsOnlyTheRange();
    void staysSmall();
    void survivesAStrangersNumbers();
};

namespace {

Statistics count(const std::vector<Record> &records,
                 std::optional<std::pair<qint64, qint64>> range = std::nullopt)
{
    StatisticsCounter counter(range);
    for (const Record &record : records)
        counter.add(figuresOf(record));
    return counter.statistics();
}

const SessionStatistics &sessionOf(const Statistics &statistics, quint32 session)
{
    return *std::ranges::find(statistics.sessions, session, &SessionStatistics::session);
}

/// What is counted of one session and side, in the plainest way.
struct Plain {
    quint64 messages = 0;
    std::vector<qint64> gaps{};
    std::vector<qint64> trips{};
    qint64 lastT = -1;
};

} // namespace

void TestStatisticsCounter::agreesWithBruteForce_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<int>("records");
    QTest::addColumn<quint32>("sessions");
    QTest::newRow("one session") << 1U << 2000 << 1U;
    QTest::newRow("some") << 2U << 20'000 << 7U;
    QTest::newRow("many") << 3U << 20'000 << 300U;
}

void TestStatisticsCounter::agreesWithBruteForce()
{
    QFETCH(quint32, seed);
    QFETCH(int, records);
    QFETCH(quint32, sessions);
    const std::vector<Record> traffic = someTraffic(seed, records, sessions);
    std::map<std::pair<quint32, From>, Plain> plain;
    std::map<quint32, quint64> reconnects;
    for (const Record &record : traffic) {
        Plain &side = plain[{ record.session, record.from }];
        if (record.kind == RecordKind::WsMessage) {
            ++side.messages;
            if (side.lastT >= 0)
                side.gaps.push_back(record.t - side.lastT);
            side.lastT = record.t;
        }
        if (record.kind == RecordKind::WsPong)
            side.trips.push_back(figuresOf(record).rttNs);
        reconnects[record.session] += record.kind == RecordKind::Reconnect ? 1 : 0;
    }

    const Statistics statistics = count(traffic);
    QCOMPARE(statistics.records, static_cast<quint64>(records));
    QCOMPARE(statistics.sessions.size(), std::size_t(sessions));
    for (const SessionStatistics &session : statistics.sessions) {
        QCOMPARE(session.reconnects, reconnects[session.session]);
        for (const From from : { From::Client, From::Server }) {
            const StatisticsSide &side = session.sides[sideOf(from)];
            const Plain &exact = plain[{ session.session, from }];
            QCOMPARE(side.messages, exact.messages);
            QCOMPARE(side.gaps.count(), static_cast<quint64>(exact.gaps.size()));
            QCOMPARE(side.roundTrips.count(), static_cast<quint64>(exact.trips.size()));
            for (const double part : { 0.5, 0.9, 0.99 }) {
                constexpr double Error = StatisticsHistogram::RelativeError;
                QVERIFY(isWithin(side.gaps.quantile(part), exactQuantile(exact.gaps, part), Error)
                        || exact.gaps.empty());
                QVERIFY(isWithin(side.roundTrips.quantile(part), exactQuantile(exact.trips, part),
                                 Error)
                        || exact.trips.empty());
            }
            QCOMPARE(side.gaps.largest(), exactQuantile(exact.gaps, 1));
            QCOMPARE(side.roundTrips.least(), exactQuantile(exact.trips, 0));
        }
    }
}

void TestStatisticsCounter::doesNotDependOnHowItIsFed()
{
    // A snapshot between, as it is taken of live captures, changes nothing.
    const std::vector<Record> traffic = someTraffic(9, 5000, 3);
    StatisticsCounter counter;
    for (std::size_t i = 0; i < traffic.size(); ++i) {
        counter.add(figuresOf(traffic[i]));
        if (i % 500 == 0)
            QVERIFY(counter.statistics().records == i + 1);
    }
    QVERIFY(counter.statistics() == count(traffic));
}

void TestStatisticsCounter::bucketsAddUp_data()
{
    QTest::addColumn<qint64>("stepNs");
    for (const qint64 step :
         { qint64(1), qint64(1'000), qint64(10'000'000), qint64(3'600'000'000'000) })
        QTest::addRow("%lld ns apart", static_cast<long long>(step)) << step;
}

void TestStatisticsCounter::bucketsAddUp()
{
    QFETCH(qint64, stepNs);
    std::vector<Record> records;
    for (int i = 0; i < 3000; ++i) {
        records.push_back(messageRecord(i * stepNs, 1, From::Server, i * 10, 10));
        if (i % 10 == 0)
            records.push_back(pongRecord(i * stepNs, 1, From::Server, i));
    }
    const Statistics statistics = count(records);
    const SessionStatistics &session = statistics.sessions.front();
    QVERIFY(session.series.end() <= Statistics::MaxBuckets);
    const bool isWidened = statistics.bucketNs > Statistics::FirstBucketNs;
    QVERIFY(!isWidened || session.series.end() > Statistics::MaxBuckets / 2);
    StatisticsBucket sum;
    StatisticsTrips trips;
    for (qsizetype i = session.series.begin(); i < session.series.end(); ++i) {
        const StatisticsBucket bucket = session.series.at(i);
        sum.merge(bucket);
        trips.merge(session.sides[1].trips.at(i));
        const qint64 from = statistics.origin + i * statistics.bucketNs;
        const auto inside = std::ranges::count_if(records, [&](const Record &record) {
            return record.kind == RecordKind::WsMessage && record.t >= from
                && record.t - from < statistics.bucketNs;
        });
        QCOMPARE(bucket.messages[1], static_cast<quint64>(inside));
    }
    QCOMPARE(sum.messages[1], 3000U);
    QCOMPARE(sum.octets[1], 30'000U);
    QCOMPARE(trips.count, 300U);
    QCOMPARE(trips.largestNs, 2990);
}

void TestStatisticsCounter::countsEachOctetOnce_data()
{
    QTest::addColumn<QList<qint64>>("stretches");
    QTest::addColumn<quint64>("octets");
    using List = QList<qint64>;
    QTest::newRow("one after the other") << List{ 0, 10, 10, 30 } << quint64(30);
    QTest::newRow("a message over its frames") << List{ 0, 10, 10, 20, 0, 20 } << quint64(20);
    QTest::newRow("chunk headers between") << List{ 0, 10, 15, 30, 32, 40 } << quint64(40);
    QTest::newRow("what carries comes late") << List{ 5, 10, 12, 20, 0, 25 } << quint64(20);
    QTest::newRow("none") << List{ 0, 0 } << quint64(0);
}

void TestStatisticsCounter::countsEachOctetOnce()
{
    QFETCH(QList<qint64>, stretches);
    QFETCH(quint64, octets);
    std::vector<Record> records;
    for (qsizetype i = 0; i < stretches.size(); i += 2) {
        records.push_back(
            messageRecord(i, 1, From::Server, stretches[i], stretches[i + 1] - stretches[i]));
    }
    const Statistics statistics = count(records);
    QCOMPARE(statistics.sessions.front().sides[1].octets, octets);
    QCOMPARE(statistics.sessions.front().sides[0].octets, 0U);
}

void TestStatisticsCounter::followsAStreamOverReconnects()
{
    std::vector<Record> records{ messageRecord(0, 1, From::Server) };
    records.push_back(plainRecord(10, 1, RecordKind::ConnClose));
    records.push_back(plainRecord(20, 1, RecordKind::Reconnect));
    Record after = messageRecord(5'000, 1, From::Server);
    after.connection = 2;
    records.push_back(after);
    const SessionStatistics session = count(records).sessions.front();
    QCOMPARE(session.sides[1].gaps.largest(), 5'000);
    QCOMPARE(session.reconnects, 1U);
}

void TestStatisticsCounter::keepsStreamsApart()
{
    // A mock sends the same to two clients at once: no gap lies between those two.
    std::vector<Record> records;
    for (qint64 t = 0; t < 5; ++t) {
        for (quint32 client = 1; client <= 2; ++client) {
            Record record = messageRecord(t * 1000, 1, From::Server);
            record.connection = record.stream = client;
            records.push_back(record);
        }
    }
    const SessionStatistics session = count(records).sessions.front();
    QCOMPARE(session.sides[1].gaps.count(), 8U);
    QCOMPARE(session.sides[1].gaps.least(), 1000);
    QCOMPARE(session.sides[1].gaps.largest(), 1000);
}

void TestStatisticsCounter::spansWhatItCounts()
{
    std::vector<Record> records{ plainRecord(100, 1, RecordKind::ConnOpen),
                                 messageRecord(600, 1, From::Server, 0, 1),
                                 plainRecord(700, 2, RecordKind::ConnOpen),
                                 messageRecord(2'000, 2, From::Server, 0, 1) };
    Statistics statistics = count(records);
    // Silent as it may be, it has a connection: that is time, too.
    QCOMPARE(statistics.spanNs(sessionOf(statistics, 1)), 1'900);
    records.push_back(plainRecord(900, 1, RecordKind::ConnClose));
    statistics = count(records);
    QCOMPARE(statistics.spanNs(sessionOf(statistics, 1)), 800);
    QCOMPARE(statistics.spanNs(sessionOf(statistics, 2)), 1'300);
    statistics = count(records, std::pair<qint64, qint64>{ 500, 1'500 });
    QCOMPARE(statistics.spanNs(sessionOf(statistics, 1)), 1'000);
}

void TestStatisticsCounter::countsOnlyTheRange()
{
    const std::vector<Record> traffic = someTraffic(4, 4000, 3);
    const qint64 last = traffic.back().t;
    const std::pair<qint64, qint64> range{ last / 3, last / 2 };
    std::vector<Record> inside;
    std::ranges::copy_if(traffic, std::back_inserter(inside), [&range](const Record &record) {
        return record.t >= range.first && record.t <= range.second;
    });
    QVERIFY(!inside.empty());
    const Statistics statistics = count(traffic, range);
    const Statistics expected = count(inside, range);
    QVERIFY(statistics.sessions == expected.sessions);
    QCOMPARE(statistics.origin, range.first);
    for (const SessionStatistics &session : statistics.sessions) {
        QVERIFY(session.tFirst >= range.first && session.tLast <= range.second);
        QVERIFY(session.series.end() <= Statistics::MaxBuckets);
    }
}

void TestStatisticsCounter::staysSmall()
{
    // More sessions, connections and streams than are remembered.
    constexpr quint32 Sessions = 3000;
    StatisticsCounter counter;
    RecordFigures figures = figuresOf(messageRecord(0, 1, From::Server, 0, 5));
    for (quint32 i = 0; i < 300'000; ++i) {
        figures.seq = i + 1;
        figures.t = qint64(i) * 1'000'000;
        figures.session = 1 + i % Sessions;
        figures.connection = figures.stream = i + 1;
        counter.add(figures);
    }
    const Statistics statistics = counter.statistics();
    QCOMPARE(statistics.sessions.size(), Statistics::MaxSessions + 1);
    QCOMPARE(statistics.sessions.back().session, 0U);
    quint64 messages = 0;
    for (const SessionStatistics &session : statistics.sessions) {
        messages += session.sides[1].messages;
        QVERIFY(session.openConnections >= 0);
    }
    QCOMPARE(messages, 300'000U);
    constexpr qsizetype MiB = 1024 * 1024;
    QVERIFY2(counter.octets() < 64 * MiB, qPrintable(QString::number(counter.octets())));
}

void TestStatisticsCounter::survivesAStrangersNumbers()
{
    constexpr qint64 Most = std::numeric_limits<qint64>::max();
    std::vector<Record> records{
        messageRecord(0, 1, From::Server, 0, 5),      messageRecord(Most, 1, From::Server, 0, Most),
        messageRecord(3, 1, From::Server, 7, 1),      pongRecord(Most, 1, From::Server, Most),
        pongRecord(Most, 1, From::Server, Most),      plainRecord(5, 1, RecordKind::ConnClose),
        messageRecord(Most, 1, From::Server, 0, Most)
    };
    const Statistics statistics = count(records);
    QCOMPARE(statistics.sessions.size(), std::size_t(1));
    QCOMPARE(statistics.sessions.front().sides[1].messages, 4U);
    QVERIFY(statistics.sessions.front().series.end() <= Statistics::MaxBuckets);
}

QTEST_APPLESS_MAIN(TestStatisticsCounter)
#include "tst_statisticscounter.moc"
