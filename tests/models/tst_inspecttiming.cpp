// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inspecttiming.h"

#include "models/inspectpoll.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace Pushscope;

class TestInspectTiming : public QObject
{
    Q_OBJECT

private slots:
    void exchanges_data();
    void exchanges();
    void gaps_data();
    void gaps();
    void barsStayInside();
    void pings();
    void pollRounds();
};

namespace {

constexpr qint64 Ms = 1'000'000;

/// `label 0.25-0.50 value`, a line each.
QString printed(const TimingSection &section)
{
    QStringList lines{ section.caption };
    for (const TimingRow &row : section.rows) {
        lines << QStringLiteral("%1 %2-%3 %4")
                     .arg(row.label)
                     .arg(row.begin, 0, 'f', 2)
                     .arg(row.end, 0, 'f', 2)
                     .arg(row.value);
    }
    return lines.join(QLatin1Char('\n'));
}

ExchangeTimes newConnection()
{
    ExchangeTimes times;
    times.tAttempt = 0;
    times.dnsNs = 10 * Ms;
    times.connectNs = 10 * Ms;
    times.tlsNs = 20 * Ms;
    times.tOpen = 40 * Ms;
    times.tRequest = 40 * Ms;
    times.tResponse = 80 * Ms;
    times.tEnd = 100 * Ms;
    return times;
}

} // namespace

void TestInspectTiming::exchanges_data()
{
    QTest::addColumn<ExchangeTimes>("times");
    QTest::addColumn<QString>("text");
    QTest::newRow("all phases") << newConnection()
                                << QStringLiteral("100 ms, from 0.000 000 s on\n"
                                                  "Name look-up 0.00-0.10 10 ms\n"
                                                  "Connecting 0.10-0.20 10 ms\n"
                                                  "TLS handshake 0.20-0.40 20 ms\n"
                                                  "Wait for response 0.40-0.80 40 ms\n"
                                                  "Body 0.80-1.00 20 ms");
    ExchangeTimes reused = newConnection();
    reused.isReused = true;
    QTest::newRow("over an open connection")
        << reused
        << QStringLiteral("60 ms, from 0.040 000 s on, over a connection that was open\n"
                          "Wait for response 0.00-0.67 40 ms\n"
                          "Body 0.67-1.00 20 ms");
    ExchangeTimes waiting = newConnection();
    waiting.tResponse = -1;
    waiting.tEnd = -1;
    QTest::newRow("no response yet") << waiting
                                     << QStringLiteral("from 0.000 000 s on, not over\n"
                                                       "Name look-up 0.00-0.20 10 ms\n"
                                                       "Connecting 0.20-0.40 10 ms\n"
                                                       "TLS handshake 0.40-0.80 20 ms\n"
                                                       "Wait for response 0.80-1.00 goes on");
    ExchangeTimes upgraded = newConnection();
    upgraded.isUpgraded = true;
    upgraded.tEnd = 80 * Ms;
    upgraded.tClose = 400 * Ms;
    upgraded.tlsNs = -1;
    upgraded.tOpen = 20 * Ms;
    QTest::newRow("WebSocket") << upgraded
                               << QStringLiteral("400 ms, from 0.000 000 s on\n"
                                                 "Name look-up 0.00-0.03 10 ms\n"
                                                 "Connecting 0.03-0.05 10 ms\n"
                                                 "Idle 0.05-0.10 20 ms\n"
                                                 "Wait for response 0.10-0.20 40 ms\n"
                                                 "WebSocket open 0.20-1.00 320 ms");
    QTest::newRow("nothing known") << ExchangeTimes() << QString();
    ExchangeTimes failed;
    failed.tAttempt = 5 * Ms;
    QTest::newRow("never connected") << failed
                                     << QStringLiteral("from 0.005 000 s on, not over\n"
                                                       "Connecting 0.00-1.00 goes on");
}

void TestInspectTiming::exchanges()
{
    QFETCH(ExchangeTimes, times);
    QFETCH(QString, text);
    QString thin = text;
    thin.replace(QRegularExpression(QStringLiteral("(\\.\\d{3}) (\\d{3})")),
                 QStringLiteral("\\1\u2009\\2"));
    QCOMPARE(printed(exchangeTiming(times)), thin);
}

void TestInspectTiming::gaps_data()
{
    QTest::addColumn<std::vector<qint64>>("ns");
    QTest::addColumn<QStringList>("rows");
    const auto row = [](const char *name, std::vector<qint64> ns, const QStringList &rows) {
        QTest::newRow(name) << std::move(ns) << rows;
    };
    row("one", { 3 * Ms }, { QStringLiteral("2 ms – 5 ms 1") });
    row("on a bound", { 5 * Ms, 5 * Ms - 1 },
        { QStringLiteral("2 ms – 5 ms 1"), QStringLiteral("5 ms – 10 ms 1") });
    row("with empty classes between", { 1500, 1000 * Ms },
        { QStringLiteral("1 µs – 2 µs 1"), QStringLiteral("2 µs – 5 µs 0"),
          QStringLiteral("5 µs – 10 µs 0"), QStringLiteral("10 µs – 20 µs 0"),
          QStringLiteral("20 µs – 50 µs 0"), QStringLiteral("50 µs – 100 µs 0"),
          QStringLiteral("100 µs – 200 µs 0"), QStringLiteral("200 µs – 500 µs 0"),
          QStringLiteral("500 µs – 1 ms 0"), QStringLiteral("1 ms – 2 ms 0"),
          QStringLiteral("2 ms – 5 ms 0"), QStringLiteral("5 ms – 10 ms 0"),
          QStringLiteral("10 ms – 20 ms 0"), QStringLiteral("20 ms – 50 ms 0"),
          QStringLiteral("50 ms – 100 ms 0"), QStringLiteral("100 ms – 200 ms 0"),
          QStringLiteral("200 ms – 500 ms 0"), QStringLiteral("500 ms – 1 s 0"),
          QStringLiteral("1 s – 2 s 1") });
    row("in the same read", { 0, 0, 500 }, { QStringLiteral("below 1 µs 3") });
    row("days", { 100'000'000 * Ms }, { QStringLiteral("from 5000 s on 1") });
}

void TestInspectTiming::gaps()
{
    QFETCH(std::vector<qint64>, ns);
    QFETCH(QStringList, rows);
    GapTimes times;
    times.gapsNs = ns;
    times.messages = std::ssize(ns) + 1;
    const TimingSection section = gapTiming(times);
    QStringList found;
    qint64 sum = 0;
    for (const TimingRow &line : section.rows) {
        found << line.label + QLatin1Char(' ') + line.value;
        sum += line.value.toLongLong();
    }
    QCOMPARE(found, rows);
    QCOMPARE(sum, std::ssize(ns));
    QVERIFY(section.caption.endsWith(QStringLiteral("all %1 gaps").arg(ns.size())));
    times.messages = 1'000'001;
    times.longestNs = 60'000 * Ms;
    const QString caption = gapTiming(times).caption;
    QVERIFY2(caption.contains(QStringLiteral("of 1\u2009000\u2009000 gaps counted")),
             qPrintable(caption));
    QVERIFY(gapTiming({}).rows.isEmpty());
}

void TestInspectTiming::barsStayInside()
{
    ExchangeTimes times = newConnection();
    times.tEnd = 1'000'000 * Ms; // The others are too short to be seen.
    for (const TimingRow &row : exchangeTiming(times).rows) {
        QVERIFY(row.begin >= 0 && row.begin < row.end && row.end <= 1);
        QVERIFY(row.end - row.begin > 0.003);
    }
    times.tResponse = times.tRequest - 5; // Clocks of two threads.
    for (const TimingRow &row : exchangeTiming(times).rows)
        QVERIFY(row.begin >= 0 && row.end <= 1);
}

void TestInspectTiming::pings()
{
    const std::vector<RoundTrip> trips{ { 7, 1000 * Ms, 4 * Ms },
                                        { 9, 2000 * Ms, 1 * Ms },
                                        { 12, 3000 * Ms, 2 * Ms } };
    const TimingSection section = pingTiming(trips, 3);
    QCOMPARE(section.caption, QStringLiteral("3 · least 1 ms · median 2 ms · most 4 ms"));
    QCOMPARE(section.rows.size(), 3);
    QCOMPARE(section.rows.at(0).end, 1.0);
    QCOMPARE(section.rows.at(1).end, 0.25);
    QCOMPARE(section.rows.at(2).seq, 12);
    QVERIFY(pingTiming(trips, 500).caption.startsWith(QStringLiteral("the last 3 of 500 · ")));
    QVERIFY(pingTiming({}, 0).rows.isEmpty());
}

void TestInspectTiming::pollRounds()
{
    const auto round = [](qint64 seq, const char *detail, qint64 size, const char *preview) {
        return PollRoundFacts{ seq, QJsonDocument::fromJson(detail).object(), size,
                               QString::fromLatin1(preview) };
    };
    const PollRoundFacts before
        = round(4,
                R"({"round":1,"outcome":"answered","status":200,"changed":true,"empty":false,)"
                R"("duration_ns":5000000})",
                10, "{\"n\":1}");
    const PollRoundFacts now
        = round(9,
                R"({"round":2,"outcome":"answered","status":304,"changed":true,"empty":true,)"
                R"("duration_ns":7000000,"late":true})",
                0, "");
    QStringList lines;
    for (const InspectionField &field : pollRoundFields(now, &before))
        lines << QStringList{ field.name, field.value, field.remark }.join(QLatin1Char('|'));
    QCOMPARE(lines,
             (QStringList{ QStringLiteral("Round|2|1"), QStringLiteral("Outcome|answered|answered"),
                           QStringLiteral("Status|304|≠ 200"), QStringLiteral("Changed|yes|yes"),
                           QStringLiteral("Empty|yes|≠ no"), QStringLiteral("Took|7 ms|5 ms"),
                           QStringLiteral("After its time was up|yes|≠ —"),
                           QStringLiteral("Octets|0|≠ 10"),
                           QStringLiteral("Begins with|—|≠ {\"n\":1}") }));
    for (const InspectionField &field : pollRoundFields(now, nullptr))
        QVERIFY(field.remark.isEmpty());
}

QTEST_GUILESS_MAIN(TestInspectTiming)
#include "tst_inspecttiming.moc"
