// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/timelinecolumns.h"
#include "models/timelinemodel.h"
#include "models/timelinescene.h"
#include "support/cannedtraffic.h"
#include "timelineparts.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <random>

using namespace Pushscope;

class TestTimelineScene : public QObject
{
    Q_OBJECT

private slots:
    void reconnectLiesInTheNextLane();
    void reconnectsAlternateBetweenTwoLanes();
    void pollingRoundsShareALane();
    void socketIoHasALaneForEachStream();
    void mockHasALaneForEachClient();
    void streamsKeepTogether();
    void collapsedSessionHasOneLane();
    void connectingHasPhases_data();
    void connectingHasPhases();
    void bandsOfManyRecordsArePutTogether();
    void scaleKeepsItsPixels();
    void countsEqualBruteForce();
    void mockWithoutClientsHasNone();
    void exchangesBecomeBars();
    void directionsAreSeenFromTheRecorder();
    void columnsEqualBruteForce();
    void gridLinesAreRound_data();
    void gridLinesAreRound();
    void modelKeepsTheNewestAnswer();
};

void TestTimelineScene::reconnectLiesInTheNextLane()
{
    const TimelineScene scene = makeScene(
        sliceOf(session(1, "websocket"), { connection(1, 0, 10), connection(2, 11, -1) }),
        20 * Second);
    QCOMPARE(scene.lanes.size(), 2U);
    QVERIFY(scene.lanes[0].isFirst);
    QVERIFY(!scene.lanes[0].isReconnect);
    QVERIFY(scene.lanes[1].isReconnect);
    QCOMPARE(scene.lanes[0].technique, QStringLiteral("ws"));
    const std::vector<TimelineLink> links{ { 0, 10 * Second, 1, 11 * Second } };
    QVERIFY(scene.links == links);
}

void TestTimelineScene::reconnectsAlternateBetweenTwoLanes()
{
    std::vector<ConnectionRow> connections;
    for (quint32 i = 0; i < 9; ++i)
        connections.push_back(connection(i + 1, i * 10, i * 10 + 5));
    const TimelineScene scene = makeScene(sliceOf(session(1, "sse"), connections), 100 * Second);
    QCOMPARE(scene.lanes.size(), 2U);
    QCOMPARE(scene.lanes[0].connections.size(), 5U);
    QCOMPARE(scene.links.size(), 8U);
}

void TestTimelineScene::pollingRoundsShareALane()
{
    std::vector<ConnectionRow> connections;
    for (quint32 i = 0; i < 50; ++i)
        connections.push_back(connection(i + 1, i, i + 1));
    const TimelineScene scene
        = makeScene(sliceOf(session(1, "short-poll"), connections), 100 * Second);
    QCOMPARE(scene.lanes.size(), 1U);
    QVERIFY(scene.links.empty());
}

/// Polls, POSTs and the WebSocket that the session moves to, which begins before they end.
void TestTimelineScene::socketIoHasALaneForEachStream()
{
    TimelineSlice slice
        = sliceOf(session(1, "socket.io"), { connection(1, 0, 4, 1), connection(2, 1, 3, 1),
                                             connection(3, 2, -1, 1), connection(4, 2, -1, 2) });
    ExchangeRow upgrade;
    upgrade.id = 7;
    upgrade.connection = 3;
    upgrade.session = 1;
    upgrade.tRequest = 2 * Second;
    upgrade.tResponse = 3 * Second;
    upgrade.status = 101;
    slice.exchanges = { upgrade };
    TimelineTick beat = tick(3, RecordKind::EioPacket, 5 * Second);
    TimelineTick event = tick(3, RecordKind::SioPacket, 6 * Second);
    event.kinds |= beat.kinds;
    slice.ticks = { beat, event };
    const TimelineScene scene = makeScene(slice, 20 * Second);
    QCOMPARE(scene.lanes.size(), 2U);
    QCOMPARE(scene.lanes[0].connections, (std::vector<quint32>{ 1, 2, 3 }));
    QVERIFY(scene.links.empty());
    const auto &ends = scene.lanes[0].ends;
    const auto mark = std::ranges::find_if(
        ends, [](const TimelineEnd &end) { return end.label == u"upgrade"; });
    QVERIFY(mark != ends.end());
    QCOMPARE(mark->t, 3 * Second);
    QCOMPARE(mark->kind, RecordKind::WsHandshake);
    QCOMPARE(scene.lanes[0].marks.size(), 2U);
    QCOMPARE(scene.lanes[0].marks[0].role, TimelineMark::Role::Heartbeat);
    QCOMPARE(scene.lanes[0].marks[1].role, TimelineMark::Role::Message);

    // What is a WebSocket from the beginning does not move to one.
    slice.exchanges[0].connection = 4;
    const TimelineScene other = makeScene(slice, 20 * Second);
    const auto isUpgrade = [](const TimelineEnd &end) { return end.label == u"upgrade"; };
    QVERIFY(std::ranges::none_of(other.lanes[1].ends, isUpgrade));
}

void TestTimelineScene::mockHasALaneForEachClient()
{
    const TimelineScene scene
        = makeScene(sliceOf(session(1, "", "mock"),
                            { connection(1, 0, 10, 1), connection(2, 1, 9, 2),
                              connection(3, 2, -1, 3), connection(4, 11, 12, 4) }),
                    20 * Second);
    QCOMPARE(scene.lanes.size(), 3U); // The fourth came after the first had gone.
    QVERIFY(scene.links.empty());
    QVERIFY(!scene.lanes[1].isFirst);
    QVERIFY(!scene.lanes[1].isReconnect);
    QCOMPARE(scene.lanes[0].connections, (std::vector<quint32>{ 1, 4 }));
}

void TestTimelineScene::streamsKeepTogether()
{
    // Stream 1 has two connections at a time, then reconnects; stream 2 is one connection; stream 3
    // comes once stream 1 has ended and is as wide.
    const TimelineScene scene = makeScene(
        sliceOf(session(1, "websocket"),
                { connection(1, 0, 5, 1), connection(2, 1, 9, 1), connection(3, 2, 30, 2),
                  connection(4, 10, 20, 1), connection(5, 21, 25, 3), connection(6, 22, 26, 3) }),
        40 * Second);
    QCOMPARE(scene.lanes.size(), 3U);
    QCOMPARE(scene.lanes[0].connections, (std::vector<quint32>{ 1, 4, 5 }));
    QCOMPARE(scene.lanes[1].connections, (std::vector<quint32>{ 2, 6 }));
    QCOMPARE(scene.lanes[2].connections, (std::vector<quint32>{ 3 }));
    QVERIFY(scene.lanes[0].isFirstOfStream && !scene.lanes[1].isFirstOfStream);
    QVERIFY(scene.lanes[2].isFirstOfStream);
    const std::vector<TimelineGroup> groups{ { 1, 0, 3, false } };
    QVERIFY(scene.groups == groups);
}

void TestTimelineScene::collapsedSessionHasOneLane()
{
    TimelineSlice slice
        = sliceOf(session(1, "websocket"), { connection(1, 0, 10, 1), connection(2, 1, 12, 2) });
    slice.sessions.push_back(session(2, "sse"));
    ConnectionRow other = connection(3, 0, -1, 3);
    other.session = 2;
    slice.connections.push_back(other);
    slice.ticks = { tick(1, RecordKind::WsMessage, 3), tick(1, RecordKind::WsMessage, 9),
                    tick(2, RecordKind::WsMessage, 5) };
    const TimelineScene scene = makeScene(slice, 20 * Second, 0, { 1 });
    QCOMPARE(scene.lanes.size(), 2U);
    QVERIFY(scene.lanes[0].isCollapsed && !scene.lanes[1].isCollapsed);
    QCOMPARE(scene.lanes[0].connections.size(), 2U);
    std::vector<qint64> times;
    for (const TimelineMark &mark : scene.lanes[0].marks)
        times.push_back(mark.tFirst);
    QCOMPARE(times, (std::vector<qint64>{ 3, 5, 9 }));
    const std::vector<TimelineGroup> groups{ { 1, 0, 1, true }, { 2, 1, 1, false } };
    QVERIFY(scene.groups == groups);
}

void TestTimelineScene::connectingHasPhases_data()
{
    QTest::addColumn<qint64>("dns");
    QTest::addColumn<qint64>("connect");
    QTest::addColumn<qint64>("tls");
    QTest::addColumn<QList<qint64>>("bounds"); // From attempt to open, in seconds.
    QTest::newRow("all") << 2 * Second << 3 * Second << 5 * Second << QList<qint64>{ 0, 2, 5, 10 };
    QTest::newRow("no TLS") << 4 * Second << 6 * Second << qint64{ -1 }
                            << QList<qint64>{ 0, 4, 10 };
    QTest::newRow("nothing known")
        << qint64{ -1 } << qint64{ -1 } << qint64{ -1 } << QList<qint64>{ 0, 10 };
    QTest::newRow("a stranger's numbers")
        << 20 * Second << 30 * Second << 40 * Second << QList<qint64>{ 0, 10 };
}

void TestTimelineScene::connectingHasPhases()
{
    QFETCH(qint64, dns);
    QFETCH(qint64, connect);
    QFETCH(qint64, tls);
    QFETCH(QList<qint64>, bounds);
    ConnectionRow row = connection(1, 0, -1);
    row.tOpen = 10 * Second;
    row.dnsNs = dns;
    row.connectNs = connect;
    row.tlsNs = tls;
    const TimelineScene scene = makeScene(sliceOf(session(1, "websocket"), { row }), 20 * Second);
    const auto &bars = scene.lanes[0].bars;
    QCOMPARE(bars.size(),
             static_cast<std::size_t>(bounds.size())); // And the line while it is open.
    for (std::size_t i = 0; i + 1 < bars.size(); ++i) {
        QCOMPARE(bars[i].tFrom, bounds[qsizetype(i)] * Second);
        QCOMPARE(bars[i].tTo, bounds[qsizetype(i) + 1] * Second);
    }
    QCOMPARE(bars.back().role, TimelineBar::Role::Open);
}

void TestTimelineScene::bandsOfManyRecordsArePutTogether()
{
    TimelineSlice slice = sliceOf(session(1, "websocket"), { connection(1, 0, -1) });
    for (int i = 0; i < 10; ++i) {
        TimelineTick band = tick(1, RecordKind::WsMessage, i * 5 * Second);
        band.tLast = band.tFirst + 5 * Second - 1;
        band.count = i < 8 ? 256 : 2; // The last ones are thin.
        band.octets = 10;
        slice.ticks.push_back(band);
    }
    const TimelineScene scene = makeScene(slice, 60 * Second, Second);
    QCOMPARE(scene.lanes[0].marks.size(), 3U);
    QCOMPARE(scene.lanes[0].marks[0].count, 8U * 256U);
    QCOMPARE(scene.lanes[0].marks[0].octets, 80);
    QCOMPARE(scene.lanes[0].marks[0].tLast, 40 * Second - 1);
}

void TestTimelineScene::scaleKeepsItsPixels()
{
    std::mt19937_64 random(5);
    for (int i = 0; i < 1000; ++i) {
        const auto pixel = static_cast<qint64>(random() % 1'000'000) + 1;
        const auto from = static_cast<qint64>(random() % 10'000'000'000);
        const int width = 1 + static_cast<int>(random() % 3000);
        const TimelineScale scale = TimelineScale::aligned(from, pixel, width);
        QCOMPARE(scale.pixelNs(), pixel);
        QCOMPARE(scale.tFrom % pixel, 0);
        QCOMPARE(scale.columnOf(from), 0);
        QCOMPARE(scale.columnOf(scale.tTo), width);
        QCOMPARE(scale.columnOf(scale.tTo - 1), width - 1);
        QCOMPARE(scale.columnOf(scale.tFrom - 1), -1);
        QCOMPARE(scale.timeAt(width), scale.tTo);
        // Panned by some pixels, a time keeps its pixel.
        const TimelineScale panned = TimelineScale::aligned(scale.tFrom + 7 * pixel, pixel, width);
        const auto t = scale.tFrom + static_cast<qint64>(random() % 1'000'000'000);
        QCOMPARE(panned.columnOf(t), scale.columnOf(t) - 7);
    }
}

void TestTimelineScene::countsEqualBruteForce()
{
    std::vector<TimelineMark> marks;
    for (int i = 0; i < 50; ++i) {
        TimelineMark mark;
        mark.tFirst = mark.tLast = i * i * 10;
        mark.direction = i % 2 == 0 ? Direction::Incoming : Direction::Outgoing;
        mark.count = static_cast<quint32>(i);
        mark.kinds = quint64{ 1 } << (i % 30);
        mark.octets = 100 * i;
        marks.push_back(mark);
    }
    const TimelineScale scale{ 1000, 21'000, 40 };
    for (Direction direction : { Direction::Incoming, Direction::Outgoing }) {
        const auto counts = countsOf(marks, scale, direction);
        for (int x = 0; x < scale.width; ++x) {
            TimelineCount expected;
            for (const TimelineMark &mark : marks) {
                const bool isHere = mark.direction == direction && mark.tFirst >= 1000 + x * 500
                    && mark.tFirst < 1000 + (x + 1) * 500;
                if (!isHere)
                    continue;
                expected.count += mark.count;
                expected.kinds |= mark.kinds;
                expected.octets += mark.octets;
            }
            QVERIFY(counts[static_cast<std::size_t>(x)] == expected);
        }
    }
}

void TestTimelineScene::mockWithoutClientsHasNone()
{
    TimelineSlice slice;
    slice.tTo = 10 * Second;
    slice.sessions = { session(1, "", "mock"), session(2, "sse") };
    const TimelineScene scene = makeScene(slice, slice.tTo);
    QCOMPARE(scene.lanes.size(), 1U); // A client has one before it is connected.
    QCOMPARE(scene.lanes[0].session, 2U);
}

void TestTimelineScene::exchangesBecomeBars()
{
    using BarRole = TimelineBar::Role;
    TimelineSlice slice = sliceOf(session(1, "sse"), { connection(1, 0, -1) });
    ExchangeRow exchange;
    exchange.id = 7;
    exchange.connection = 1;
    exchange.session = 1;
    exchange.tRequest = 1 * Second;
    const auto rolesOf = [&slice](const ExchangeRow &row) {
        slice.exchanges = { row };
        std::vector<BarRole> roles;
        const TimelineScene scene = makeScene(slice, 20 * Second);
        for (const TimelineBar &bar : scene.lanes[0].bars)
            roles.push_back(bar.role);
        return roles;
    };
    using Roles = std::vector<BarRole>;
    QVERIFY(rolesOf(exchange) == (Roles{ BarRole::Open, BarRole::Waiting }));
    exchange.tResponse = 2 * Second;
    exchange.status = 200;
    QVERIFY(rolesOf(exchange) == (Roles{ BarRole::Open, BarRole::Waiting, BarRole::Stream }));
    exchange.status = 404;
    QVERIFY(rolesOf(exchange) == (Roles{ BarRole::Open, BarRole::Waiting, BarRole::Body }));
    exchange.status = 101;
    QVERIFY(rolesOf(exchange) == (Roles{ BarRole::Open, BarRole::Handshake }));
}

void TestTimelineScene::directionsAreSeenFromTheRecorder()
{
    for (const QByteArray &role : { QByteArray("client"), QByteArray("mock") }) {
        TimelineSlice slice = sliceOf(session(1, "websocket", role), { connection(1, 0, -1) });
        slice.ticks = { tick(1, RecordKind::WsMessage, 1, From::Server),
                        tick(1, RecordKind::WsPing, 2, From::Client),
                        tick(1, RecordKind::State, 3, From::Nobody) };
        const TimelineScene scene = makeScene(slice, 20 * Second);
        const auto &marks = scene.lanes[0].marks;
        QCOMPARE(marks.size(), 2U); // A state is no tick.
        const bool isMock = role == "mock";
        QCOMPARE(marks[0].direction, isMock ? Direction::Outgoing : Direction::Incoming);
        QCOMPARE(marks[1].direction, isMock ? Direction::Incoming : Direction::Outgoing);
        QCOMPARE(marks[0].role, TimelineMark::Role::Message);
        QCOMPARE(marks[1].role, TimelineMark::Role::Heartbeat);
    }
}

void TestTimelineScene::columnsEqualBruteForce()
{
    std::mt19937_64 random(20260101);
    const auto upTo
        = [&random](qint64 most) { return std::uniform_int_distribution<qint64>(0, most)(random); };
    std::vector<TimelineMark> marks;
    for (int i = 0; i < 400; ++i) {
        TimelineMark mark;
        mark.tFirst = upTo(100 * Second);
        mark.tLast = mark.tFirst + (i % 5 == 0 ? upTo(Second) : 0);
        mark.count = i % 5 == 0 ? 1 + static_cast<quint32>(upTo(40)) : 1;
        mark.role = i % 7 == 0 ? TimelineMark::Role::Heartbeat : TimelineMark::Role::Message;
        mark.direction = i % 3 == 0 ? Direction::Outgoing : Direction::Incoming;
        mark.severity = i % 50 == 0 ? Severity::Warning : Severity::Normal;
        marks.push_back(mark);
    }
    for (int round = 0; round < 60; ++round) {
        const qint64 from = upTo(100 * Second);
        const TimelineScale scale{ from, from + 1 + upTo(60 * Second),
                                   1 + static_cast<int>(upTo(700)) };
        const auto columns = columnsOf(marks, scale);
        QCOMPARE(columns.size(), static_cast<std::size_t>(scale.width));
        for (int x = 0; x < scale.width; ++x) {
            TimelineColumn expected;
            for (const TimelineMark &mark : marks) {
                const int first = scale.columnOf(mark.tFirst);
                const int last = scale.columnOf(mark.tLast);
                if (first > x || last < x)
                    continue;
                const bool isBeat = mark.role == TimelineMark::Role::Heartbeat;
                const bool isIn = mark.direction == Direction::Incoming;
                const double pixels = double(mark.tLast - mark.tFirst) / double(scale.pixelNs());
                const bool isFull = mark.count >= pixels;
                if (x == first || x == last || isFull) {
                    expected.hasIncoming |= isIn && !isBeat;
                    expected.hasOutgoing |= !isIn && !isBeat;
                    expected.hasIncomingBeat |= isIn && isBeat;
                    expected.hasOutgoingBeat |= !isIn && isBeat;
                }
                if (x == first && mark.severity == Severity::Warning)
                    expected.severity = Severity::Warning;
                if (first == last || isFull)
                    continue;
                const quint8 haze = mark.count * 4 >= pixels ? 2 : 1;
                quint8 &known = isIn ? expected.incomingHaze : expected.outgoingHaze;
                known = std::max(known, haze);
            }
            QVERIFY(columns[static_cast<std::size_t>(x)] == expected);
        }
    }
}

void TestTimelineScene::gridLinesAreRound_data()
{
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("to");
    QTest::addColumn<QStringList>("labels");
    QTest::newRow("seconds") << qint64{ 0 } << 40 * Second
                             << QStringList{ QStringLiteral("0 s"),  QStringLiteral("5 s"),
                                             QStringLiteral("10 s"), QStringLiteral("15 s"),
                                             QStringLiteral("20 s"), QStringLiteral("25 s"),
                                             QStringLiteral("30 s"), QStringLiteral("35 s") };
    QTest::newRow("tenths") << 2 * Second << 3 * Second
                            << QStringList{ QStringLiteral("2.0 s"), QStringLiteral("2.2 s"),
                                            QStringLiteral("2.4 s"), QStringLiteral("2.6 s"),
                                            QStringLiteral("2.8 s") };
    QTest::newRow("thousands")
        << qint64{ 0 } << 4000 * Second
        << QStringList{ QStringLiteral("0 s"),          QStringLiteral("500 s"),
                        QStringLiteral("1\u2009000 s"), QStringLiteral("1\u2009500 s"),
                        QStringLiteral("2\u2009000 s"), QStringLiteral("2\u2009500 s"),
                        QStringLiteral("3\u2009000 s"), QStringLiteral("3\u2009500 s") };
    QTest::newRow("microseconds") << Second << Second + 5'000
                                  << QStringList{ QStringLiteral("1.000000 s"),
                                                  QStringLiteral("1.000001 s"),
                                                  QStringLiteral("1.000002 s"),
                                                  QStringLiteral("1.000003 s"),
                                                  QStringLiteral("1.000004 s") };
}

void TestTimelineScene::gridLinesAreRound()
{
    QFETCH(qint64, from);
    QFETCH(qint64, to);
    QFETCH(QStringList, labels);
    QStringList found;
    for (const TimelineGridLine &line : gridLines({ from, to, 700 }, 84))
        found << line.label;
    QCOMPARE(found, labels);
}

void TestTimelineScene::modelKeepsTheNewestAnswer()
{
    CannedPages pages;
    fillWithTraffic(pages);
    TimelineModel model;
    QSignalSpy changed(&model, &TimelineModel::sceneChanged);
    model.setPages(&pages);
    QCOMPARE(model.lastTime(), pages.extent().tLast);
    pages.hold(true);
    for (int i = 1; i <= 10; ++i)
        model.want(0, i * Second, 100);
    pages.hold(false);
    QTRY_COMPARE(model.scene().tTo, 10 * Second);
    QCOMPARE(pages.answered(), 2); // The first, and the last of those that came meanwhile.
    QCOMPARE(model.sessions().size(), 4U);
    model.setPages(nullptr);
    QVERIFY(model.scene().lanes.empty());
    QVERIFY(model.sessions().empty());
}

QTEST_GUILESS_MAIN(TestTimelineScene)
#include "tst_timelinescene.moc"
