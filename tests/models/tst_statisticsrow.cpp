// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/statisticsrow.h"

#include "models/statisticscounter.h"
#include "statisticstools.h"

#include <QTest>

#include <cmath>

using namespace Pushscope;

/// Rows and plots.
class TestStatisticsRow : public QObject
{
    Q_OBJECT

private slots:
    void tellsASession();
    void turnsAMockRound();
    void tellsWhatIsMissing();
    void listsEverySessionOnce();
    void putsWhatIsTooManyTogether();
    void plotsRates();
    void plotsGapsByTheirLength();
    void plotsRoundTrips();
    void saysWhatAColumnIs();
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
    row.url = "ws://feed.example/quotes";
    return row;
}

/// Ten seconds: a message a second from the server, one in five seconds to it, three pongs.
std::vector<Record> tenSeconds(quint32 id = 1)
{
    std::vector<Record> records{ plainRecord(0, id, RecordKind::ConnOpen) };
    for (qint64 i = 0; i < 10; ++i)
        records.push_back(messageRecord(i * Second, id, From::Server, i * 2048, 2048));
    for (qint64 i = 0; i < 2; ++i)
        records.push_back(messageRecord(i * 5 * Second, id, From::Client, i * 10, 10));
    for (qint64 i = 1; i <= 3; ++i)
        records.push_back(pongRecord(i * 3 * Second, id, From::Server, i * 1'000'000));
    records.push_back(pongRecord(4 * Second, id, From::Client, 5));
    records.push_back(plainRecord(10 * Second, id, RecordKind::Reconnect));
    records.push_back(plainRecord(10 * Second, id, RecordKind::ConnClose));
    return records;
}

Statistics count(const std::vector<Record> &records)
{
    StatisticsCounter counter;
    for (const Record &record : records)
        counter.add(figuresOf(record));
    return counter.statistics();
}

QStringList valuesOf(const StatisticsRow::Group &group)
{
    QStringList values;
    for (const StatisticsFigure &figure : group.figures)
        values.append(figure.value);
    return values;
}

const StatisticsPlot &plotOf(const StatisticsRow &row, StatisticsPlot::Kind kind)
{
    return row.plots[static_cast<std::size_t>(kind)];
}

} // namespace

void TestStatisticsRow::tellsASession()
{
    const auto rows = statisticsRows(count(tenSeconds()), { session(1, "quotes") });
    QCOMPARE(rows.size(), std::size_t(1));
    const StatisticsRow &row = rows.front();
    QCOMPARE(row.name, QStringLiteral("quotes"));
    QCOMPARE(row.technique, QByteArray("websocket"));
    QCOMPARE(row.reconnects, 1U);
    QCOMPARE(valuesOf(row.groups[0]),
             (QStringList{ QStringLiteral("1.00/s"), QStringLiteral("10"),
                           QStringLiteral("0.200/s"), QStringLiteral("2") }));
    QCOMPARE(valuesOf(row.groups[1]),
             (QStringList{ QStringLiteral("2 KiB/s"), QStringLiteral("20 KiB"),
                           QStringLiteral("2 B/s"), QStringLiteral("20 B") }));
    QCOMPARE(valuesOf(row.groups[2]),
             (QStringList{ QStringLiteral("1.00 s"), QStringLiteral("1.00 s"),
                           QStringLiteral("1.00 s"), QStringLiteral("1.00 s") }));
    // A median is told to within the error of the histogram.
    QCOMPARE(valuesOf(row.groups[3]),
             (QStringList{ QStringLiteral("1.00 ms"), QStringLiteral("3.00 ms"),
                           QStringLiteral("2.01 ms"), QStringLiteral("3") }));
    QCOMPARE(row.groups[0].sentence, QStringLiteral("in 1.00/s, 10 in all; out 0.200/s, 2 in all"));
}

void TestStatisticsRow::turnsAMockRound()
{
    const auto rows = statisticsRows(count(tenSeconds()), { session(1, "mock", "mock") });
    const StatisticsRow &row = rows.front();
    QVERIFY(row.isServer);
    QCOMPARE(valuesOf(row.groups[0]),
             (QStringList{ QStringLiteral("0.200/s"), QStringLiteral("2"),
                           QStringLiteral("1.00/s"), QStringLiteral("10") }));
    // What it pushed, and the pong to its own ping.
    QCOMPARE(row.groups[2].figures[0].value, QStringLiteral("1.00 s"));
    QCOMPARE(row.groups[3].figures[0].value, QStringLiteral("5 ns"));
    QCOMPARE(plotOf(row, StatisticsPlot::Kind::Messages).mostIn,
             plotOf(statisticsRows(count(tenSeconds()), { session(1, "a") }).front(),
                    StatisticsPlot::Kind::Messages)
                 .mostOut);
}

void TestStatisticsRow::tellsWhatIsMissing()
{
    const auto rows = statisticsRows({}, { session(1, "") });
    const StatisticsRow &row = rows.front();
    QCOMPARE(row.name, QStringLiteral("feed.example/quotes"));
    QCOMPARE(row.groups[0].figures[0].value, QStringLiteral("0/s"));
    QVERIFY(row.groups[2].isEmpty);
    QVERIFY(!row.groups[2].sentence.isEmpty());
    QVERIFY(row.groups[3].isEmpty);
    for (const StatisticsPlot &plot : row.plots)
        QVERIFY(plot.isEmpty());
}

void TestStatisticsRow::listsEverySessionOnce()
{
    std::vector<Record> records = tenSeconds(2);
    const std::vector<Record> more = tenSeconds(5);
    records.insert(records.end(), more.begin(), more.end());
    const auto rows = statisticsRows(
        count(records), { session(1, "a"), session(2, "b"), session(3, "c"), session(5, "e") });
    QCOMPARE(rows.size(), std::size_t(4));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool hasTraffic = i == 1 || i == 3;
        QCOMPARE(!plotOf(rows[i], StatisticsPlot::Kind::Messages).isEmpty(), hasTraffic);
    }
    QCOMPARE(rows.back().session, 5U);
}

void TestStatisticsRow::putsWhatIsTooManyTogether()
{
    std::vector<Record> records;
    std::vector<SessionRow> sessions;
    constexpr auto Count = static_cast<quint32>(Statistics::MaxSessions) + 20;
    for (quint32 id = 1; id <= Count; ++id) {
        records.push_back(messageRecord(id, id, From::Server));
        sessions.push_back(session(id, "a"));
    }
    const auto rows = statisticsRows(count(records), sessions);
    QCOMPARE(rows.size(), Statistics::MaxSessions + 1);
    QCOMPARE(rows.back().session, 0U);
    QCOMPARE(rows.back().name, QStringLiteral("Further sessions, together"));
    QCOMPARE(rows.back().groups[0].figures[1].value, QStringLiteral("20"));
}

void TestStatisticsRow::plotsRates()
{
    const Statistics statistics = count(tenSeconds());
    const auto rows = statisticsRows(statistics, { session(1, "a") });
    const StatisticsPlot &plot = plotOf(rows.front(), StatisticsPlot::Kind::Messages);
    QCOMPARE(plot.from, 0);
    QCOMPARE(plot.to, 10 * Second);
    double in = 0;
    double out = 0;
    const double seconds = static_cast<double>(statistics.bucketNs) / 1e9;
    for (const StatisticsPlot::Column &column : plot.columns) {
        QCOMPARE(column.to - column.from, statistics.bucketNs);
        in += column.in * seconds;
        out += column.out * seconds;
    }
    QCOMPARE(std::llround(in), 10);
    QCOMPARE(std::llround(out), 2);
    QCOMPARE(std::llround(plot.mostIn * seconds), 1);
}

void TestStatisticsRow::plotsGapsByTheirLength()
{
    std::vector<Record> records;
    qint64 t = 0;
    for (const qint64 gap :
         { qint64(0), qint64(0), qint64(0), 3 * Second, 3 * Second, 40 * Second })
        records.push_back(messageRecord(t += gap, 1, From::Server));
    const auto rows = statisticsRows(count(records), { session(1, "a") });
    const StatisticsPlot &plot = plotOf(rows.front(), StatisticsPlot::Kind::Gaps);
    QCOMPARE(plot.columns.size(), std::size_t(3));
    QCOMPARE(plot.columns[0].from, 0); // Of the same read.
    QCOMPARE(plot.columns[0].in, 2.0);
    QCOMPARE(plot.columns[1].in, 2.0);
    QVERIFY(plot.columns[1].from <= 3 * Second && plot.columns[1].to > 3 * Second);
    QCOMPARE(plot.columns[2].in, 1.0);
    QCOMPARE(plot.mostIn, 2.0);
    QVERIFY(plot.from <= plot.columns.front().from);
    QVERIFY(plot.to >= plot.columns.back().to);
}

void TestStatisticsRow::plotsRoundTrips()
{
    const auto rows = statisticsRows(count(tenSeconds()), { session(1, "a") });
    const StatisticsPlot &plot = plotOf(rows.front(), StatisticsPlot::Kind::RoundTrips);
    QCOMPARE(plot.columns.size(), std::size_t(3));
    QCOMPARE(plot.columns[1].out, 2e6);
    QCOMPARE(plot.columns[1].least, 2e6);
    QCOMPARE(plot.mostOut, 3e6);
}

void TestStatisticsRow::saysWhatAColumnIs()
{
    StatisticsPlot plot;
    const StatisticsPlot::Column column{ Second, 2 * Second, 0.5, 12, 1e6, 3e6 };
    const auto text = [&](StatisticsPlot::Kind kind, StatisticsPlot::Column one) {
        plot.kind = kind;
        return statisticsColumnText(plot, one);
    };
    using Kind = StatisticsPlot::Kind;
    QCOMPARE(text(Kind::Messages, column), QStringLiteral("1–2 s: in 12.0/s, out 0.500/s"));
    QCOMPARE(text(Kind::Octets, column), QStringLiteral("1–2 s: in 12 B/s, out 1 B/s"));
    QCOMPARE(text(Kind::Gaps, { Second, 2 * Second, 0, 12 }),
             QStringLiteral("1.00 s–2.00 s: in 12, out 0"));
    QCOMPARE(text(Kind::Gaps, { 0, 1000, 3, 0 }),
             QStringLiteral("shorter than 1.00 µs: in 0, out 3"));
    QCOMPARE(text(Kind::RoundTrips, { Second, 2 * Second, 2e6, 0, 1e6, 3e6 }),
             QStringLiteral("1–2 s: mean 2.00 ms, from 1.00 ms to 3.00 ms"));
    for (const Kind kind : { Kind::Messages, Kind::Octets, Kind::Gaps, Kind::RoundTrips })
        QVERIFY(!statisticsPlotTitle(kind).isEmpty());
}

QTEST_APPLESS_MAIN(TestStatisticsRow)
#include "tst_statisticsrow.moc"
