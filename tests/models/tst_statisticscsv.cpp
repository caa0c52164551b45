// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/statisticscsv.h"

#include "models/statisticscounter.h"
#include "statisticstools.h"

#include <QTest>

using namespace Pushscope;

class TestStatisticsCsv : public QObject
{
    Q_OBJECT

private slots:
    void writesTimes();
    void writesSummaries();
    void quotesNames();
    void addsUp();
};

namespace {

constexpr qint64 Second = 1'000'000'000;

SessionRow session(quint32 id, const char *name, const char *role = "client")
{
    SessionRow row;
    row.id = id;
    row.name = name;
    row.role = role;
    row.technique = "websocket";
    return row;
}

Statistics count(const std::vector<Record> &records)
{
    StatisticsCounter counter;
    for (const Record &record : records)
        counter.add(figuresOf(record));
    return counter.statistics();
}

std::vector<Record> threeMessages()
{
    return { messageRecord(0, 1, From::Server, 0, 100),
             pongRecord(Second, 1, From::Server, 2'500'000),
             messageRecord(2 * Second, 1, From::Client, 0, 20),
             messageRecord(4 * Second, 1, From::Server, 100, 100),
             plainRecord(4 * Second, 1, RecordKind::ConnClose) };
}

QList<QByteArrayList> fieldsOf(const QByteArray &csv)
{
    QList<QByteArrayList> lines;
    for (const QByteArray &line : csv.split('\n')) {
        if (!line.isEmpty())
            lines.append(line.chopped(1).split(','));
    }
    return lines;
}

} // namespace

void TestStatisticsCsv::writesTimes()
{
    QCOMPARE(
        statisticsTimesCsv(count(threeMessages()), { session(1, "quotes") }),
        QByteArray("session,name,technique,role,t_s,width_s,in_messages,out_messages,in_octets,"
                   "out_octets,pings,rtt_least_ms,rtt_mean_ms,rtt_largest_ms\r\n"
                   "1,quotes,websocket,client,0,0.015625,1,0,100,0,0,,,\r\n"
                   "1,quotes,websocket,client,1,0.015625,0,0,0,0,1,2.5,2.5,2.5\r\n"
                   "1,quotes,websocket,client,2,0.015625,0,1,0,20,0,,,\r\n"
                   "1,quotes,websocket,client,4,0.015625,1,0,100,0,0,,,\r\n"));
    // Seen from the other end.
    const auto lines
        = fieldsOf(statisticsTimesCsv(count(threeMessages()), { session(1, "m", "mock") }));
    QCOMPARE(lines[1].mid(6, 4), (QByteArrayList{ "0", "1", "0", "100" }));
}

void TestStatisticsCsv::writesSummaries()
{
    const auto lines
        = fieldsOf(statisticsSummaryCsv(count(threeMessages()), { session(1, "quotes") }));
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[0].size(), lines[1].size());
    const auto value
        = [&lines](const char *name) { return lines[1].value(lines[0].indexOf(QByteArray(name))); };
    QCOMPARE(value("span_s"), QByteArray("4"));
    QCOMPARE(value("in_messages"), QByteArray("2"));
    QCOMPARE(value("in_messages_per_s"), QByteArray("0.5"));
    QCOMPARE(value("out_octets"), QByteArray("20"));
    QCOMPARE(value("server_gap_largest_ms"), QByteArray("4000"));
    QCOMPARE(value("client_gap_largest_ms"), QByteArray());
    QCOMPARE(value("rtt_50_ms"), QByteArray("2.5"));
    QCOMPARE(value("reconnects"), QByteArray("0"));
}

void TestStatisticsCsv::quotesNames()
{
    const QByteArray csv
        = statisticsSummaryCsv(count(threeMessages()), { session(1, "a \"b\", c") });
    QVERIFY2(csv.contains("\r\n1,\"a \"\"b\"\", c\",websocket,"), csv.constData());
    QVERIFY(statisticsSummaryCsv(count(threeMessages()), {}).contains("\r\n1,,,,0,"));
}

void TestStatisticsCsv::addsUp()
{
    const Statistics statistics = count(someTraffic(8, 8000, 4));
    const std::vector<SessionRow> sessions{ session(1, "a"), session(2, "b"), session(3, "c"),
                                            session(4, "d") };
    QMap<QByteArray, std::array<qulonglong, 5>> sums;
    for (const QByteArrayList &line : fieldsOf(statisticsTimesCsv(statistics, sessions))) {
        if (line[0] == "session")
            continue;
        for (std::size_t i = 0; i < 5; ++i)
            sums[line[0]][i] += line[6 + static_cast<qsizetype>(i)].toULongLong();
    }
    QCOMPARE(sums.size(), 4);
    for (const SessionStatistics &one : statistics.sessions) {
        const auto sum = sums.value(QByteArray::number(one.session));
        QCOMPARE(sum[0], one.sides[1].messages);
        QCOMPARE(sum[1], one.sides[0].messages);
        QCOMPARE(sum[2], one.sides[1].octets);
        QCOMPARE(sum[3], one.sides[0].octets);
        QCOMPARE(sum[4], one.sides[1].roundTrips.count());
    }
}

QTEST_APPLESS_MAIN(TestStatisticsCsv)
#include "tst_statisticscsv.moc"
