// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/timelinecolumns.h"
#include "models/timelinemodel.h"
#include "models/timelinescene.h"
#include "support/cannedtraffic.h"

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
    void mockHasALaneForEachClient();
    void mockWithoutClientsHasNone();
    void exchangesBecomeBars();
    void silenceIsFound();
    void steadyStreamIsNotSilent();
    void endsSayTheirCode();
    void directionsAreSeenFromTheRecorder();
    void columnsEqualBruteForce();
    void gridLinesAreRound_data();
    void gridLinesAreRound();
    void modelKeepsTheNewestAnswer();
};

namespace {

constexpr qint64 Second = 1'000'000'000;

SessionRow session(quint32 id, const QByteArray &technique, const QByteArray &role = "client")
{
    return { id, 1, 0, "s" + QByteArray::number(id), role, technique, "ws://a/", {} };
}

ConnectionRow connection(quint32 id, qint64 from, qint64 to, quint32 stream = 1)
{
    ConnectionRow row;
    row.id = id;
    row.session = 1;
    row.stream = stream;
    row.tAttempt = from * Second;
    row.tOpen = from * Second;
    row.tClose = to < 0 ? -1 : to * Second;
    return row;
}

TimelineTick tick(quint32 connection, RecordKind kind, qint64 t, From from = From::Server)
{
    TimelineTick tick;
    tick.connection = connection;
    tick.from = from;
    tick.kind = kind;
    tick.kinds = quint64{ 1 } << static_cast<int>(kind);
    tick.firstSeq = tick.lastSeq = t / Second + 1;
    tick.tFirst = tick.tLast = t;
    return tick;
}

TimelineSlice sliceOf(SessionRow row, std::vector<ConnectionRow> connections)
{
    TimelineSlice slice;
    slice.tTo = 100 * Second;
    slice.sessions = { std::move(row) };
    slice.connections = std::move(connections);
    return slice;
}

} // namespace

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

void TestTimelineScene::silenceIsFound()
{
    TimelineSlice slice = sliceOf(session(1, "sse"), { connection(1, 0, -1) });
    slice.exchanges = { { 1, 1, 1, 0, 0, -1, 200 } };
    for (qint64 second : { 1, 2, 3, 4, 5, 6, 20, 21, 22 })
        slice.ticks.push_back(tick(1, RecordKind::SseEvent, second * Second));
    const TimelineScene scene = makeScene(slice, 23 * Second);
    std::vector<TimelineBar> silences;
    std::ranges::copy_if(
        scene.lanes[0].bars, std::back_inserter(silences),
        [](const TimelineBar &bar) { return bar.role == TimelineBar::Role::Silence; });
    QCOMPARE(silences.size(), 1U);
    QCOMPARE(silences[0].tFrom, 6 * Second);
    QCOMPARE(silences[0].tTo, 20 * Second);
}

void TestTimelineScene::steadyStreamIsNotSilent()
{
    TimelineSlice slice = sliceOf(session(1, "sse"), { connection(1, 0, -1) });
    slice.exchanges = { { 1, 1, 1, 0, 0, -1, 200 } };
    for (qint64 second = 0; second < 100; second += 10) // Slow, but always was.
        slice.ticks.push_back(tick(1, RecordKind::SseEvent, second * Second));
    const TimelineScene scene = makeScene(slice, 100 * Second);
    QVERIFY(std::ranges::none_of(scene.lanes[0].bars, [](const TimelineBar &bar) {
        return bar.role == TimelineBar::Role::Silence;
    }));
}

void TestTimelineScene::endsSayTheirCode()
{
    ConnectionRow broken = connection(1, 0, 10);
    broken.closeCode = 1006;
    broken.how = "reset";
    ConnectionRow clean = connection(2, 11, 12);
    clean.closeCode = 1000;
    ConnectionRow refused = connection(3, 13, 14);
    refused.tOpen = -1;
    refused.closeCode = 1006;
    refused.error = "refused";
    const TimelineScene scene
        = makeScene(sliceOf(session(1, "websocket"), { broken, clean, refused }), 20 * Second);
    const TimelineEnd &end = scene.lanes[0].ends.at(0);
    QCOMPARE(end.label, QStringLiteral("1006"));
    QCOMPARE(end.severity, Severity::Error);
    QVERIFY(end.sentence.contains(QStringLiteral("reset")));
    QCOMPARE(scene.lanes[1].ends.at(0).severity, Severity::Normal);
    QCOMPARE(scene.lanes[0].ends.at(1).label, QStringLiteral("refused"));
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
                if (scale.columnOf(mark.tFirst) > x || scale.columnOf(mark.tLast) < x)
                    continue;
                const bool isBeat = mark.role == TimelineMark::Role::Heartbeat;
                const bool isIn = mark.direction == Direction::Incoming;
                expected.hasIncoming |= isIn && !isBeat;
                expected.hasOutgoing |= !isIn && !isBeat;
                expected.hasIncomingBeat |= isIn && isBeat;
                expected.hasOutgoingBeat |= !isIn && isBeat;
                if (mark.severity == Severity::Warning)
                    expected.severity = Severity::Warning;
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
