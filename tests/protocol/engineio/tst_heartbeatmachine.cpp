// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/engineio/heartbeatmachine.h"
#include "protocol/engineio/packetparser.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::EngineIo;
using namespace std::chrono_literals;

/// A story is a line: `@S` is the time in seconds, then what comes: `<X` a packet of the peer,
/// `ping` and `overdue` what the machine must say then, `-` that it says nothing, `>2` our ping.
class TestHeartbeatMachine : public QObject
{
    Q_OBJECT

private slots:
    void beats_data();
    void beats();
    void takesAnyTimes();
};

void TestHeartbeatMachine::beats_data()
{
    QTest::addColumn<int>("revision");
    QTest::addColumn<Role>("self");
    QTest::addColumn<QByteArray>("story");
    // pingInterval is 25 s, pingTimeout 20 s.
    QTest::newRow("Heartbeat, the server of revision 4 pings")
        << 4 << Role::Server << QByteArray("@24 - @25 ping >2 @30 <3 @54 - @55 ping >2 @56 <3");
    QTest::newRow("Heartbeat, the server of revision 4 misses a pong")
        << 4 << Role::Server << QByteArray("@25 ping >2 @44 - @45 overdue @99 -");
    QTest::newRow("Heartbeat, messages are no pong in revision 4")
        << 4 << Role::Server << QByteArray("@25 ping >2 @44 <4a @45 overdue");
    QTest::newRow("Heartbeat, a pong nobody asked for changes nothing")
        << 4 << Role::Server << QByteArray("@10 <3 @24 - @25 ping");
    QTest::newRow("Heartbeat, the client of revision 4 waits for pings")
        << 4 << Role::Client << QByteArray("@25 <2 @69 - @70 overdue @80 -");
    QTest::newRow("Heartbeat, a server that never pings")
        << 4 << Role::Client << QByteArray("@44 - @45 overdue");
    QTest::newRow("Heartbeat, messages are no ping in revision 4")
        << 4 << Role::Client << QByteArray("@40 <4a @45 overdue");
    QTest::newRow("Heartbeat, a probe is no ping")
        << 4 << Role::Client << QByteArray("@40 <2probe @45 overdue");
    QTest::newRow("Heartbeat, what comes too late changes nothing")
        << 4 << Role::Client << QByteArray("@45 overdue @46 <2 @200 -");
    QTest::newRow("Timeouts, the client of revision 3 pings")
        << 3 << Role::Client << QByteArray("@24 - @25 ping >2 @26 <3 @50 - @51 ping >2 @52 <3");
    QTest::newRow("Timeouts, the client of revision 3 misses a pong")
        << 3 << Role::Client << QByteArray("@25 ping >2 @44 - @45 overdue");
    QTest::newRow("Timeouts, any packet shows that the server of revision 3 lives")
        << 3 << Role::Client << QByteArray("@25 ping >2 @44 <4a @45 - @88 - @89 overdue");
    QTest::newRow("Timeouts, the server of revision 3 waits for pings")
        << 3 << Role::Server << QByteArray("@25 <2 @69 - @70 overdue");
    QTest::newRow("Timeouts, any packet shows that the client of revision 3 lives")
        << 3 << Role::Server << QByteArray("@40 <4a @84 - @85 overdue");
}

void TestHeartbeatMachine::beats()
{
    QFETCH(int, revision);
    QFETCH(Role, self);
    QFETCH(QByteArray, story);
    const auto spoken = static_cast<Revision>(revision);
    const Handshake handshake{ "a", {}, 25s, 20s, std::nullopt };
    HeartbeatMachine machine(spoken, self, handshake, 0s);
    QCOMPARE(machine.isPinger(), (revision == 4) == (self == Role::Server));
    std::chrono::seconds now = 0s;
    for (const QByteArray &word : story.split(' ')) {
        if (word.startsWith('@')) {
            now = std::chrono::seconds(word.sliced(1).toInt());
        } else if (word.startsWith('<')) {
            machine.received(parsePacket(word.sliced(1), Carrier::WebSocketText, spoken), now);
        } else if (word == ">2") {
            machine.sentPing(now);
        } else {
            const auto due = machine.advance(now);
            const QByteArray said = !due ? QByteArray("-")
                : *due == HeartbeatMachine::Due::SendPing ? QByteArray("ping")
                                                          : QByteArray("overdue");
            QCOMPARE(said, word);
            QVERIFY(!machine.advance(now));
            QVERIFY(!machine.deadline() || *machine.deadline() > now);
        }
    }
}

void TestHeartbeatMachine::takesAnyTimes()
{
    const Handshake endless{ "a", {}, std::chrono::milliseconds(qint64{ 1 } << 53),
                             std::chrono::milliseconds(qint64{ 1 } << 53), std::nullopt };
    HeartbeatMachine patient(Revision::V4, Role::Client, endless, 0s);
    QVERIFY(*patient.deadline() > 24h);
    const Handshake none{ "a", {}, 0ms, 0ms, std::nullopt };
    HeartbeatMachine hasty(Revision::V4, Role::Client, none, 5s);
    QVERIFY(hasty.advance(5s) == HeartbeatMachine::Due::PeerOverdue);
}

QTEST_APPLESS_MAIN(TestHeartbeatMachine)
#include "tst_heartbeatmachine.moc"
