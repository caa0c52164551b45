// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/engineio/packetparser.h"
#include "protocol/engineio/upgrademachine.h"

#include <QTest>

#include <array>

using namespace Pushscope;
using namespace Pushscope::EngineIo;
using namespace std::chrono_literals;

/// A story is words, each with what the machine wants done, as `event>action+action`: `open`,
/// `<X` a packet on the WebSocket (`<X!` while a poll waits), `paused`, `poll`, `closed`, `@S` the
/// time in seconds.
class TestUpgradeMachine : public QObject
{
    Q_OBJECT

private slots:
    void upgrades_data();
    void upgrades();
};

namespace {

QByteArray nameOf(const std::vector<UpgradeMachine::Action> &actions)
{
    static constexpr std::array<const char *, 7> Names{ "2probe", "3probe", "pause", "6",
                                                        "5",      "switch", "close" };
    QByteArrayList names;
    for (UpgradeMachine::Action action : actions)
        names += Names[static_cast<std::size_t>(action)];
    return names.join('+');
}

std::vector<UpgradeMachine::Action> happens(UpgradeMachine &machine, QByteArrayView event,
                                            std::chrono::seconds now)
{
    if (event == "open")
        return machine.opened(now);
    if (event == "paused")
        return machine.pollingPaused();
    if (event == "poll")
        return machine.polled();
    if (event.startsWith('@'))
        return machine.advance(now);
    if (event == "closed") {
        machine.closed();
        return {};
    }
    const bool isPollWaiting = event.endsWith('!');
    const QByteArrayView packet = event.sliced(1, event.size() - (isPollWaiting ? 2 : 1));
    return machine.received(parsePacket(packet, Carrier::WebSocketText, Revision::V4),
                            isPollWaiting, now);
}

} // namespace

void TestUpgradeMachine::upgrades_data()
{
    using State = UpgradeMachine::State;
    QTest::addColumn<Role>("self");
    QTest::addColumn<QByteArray>("story");
    QTest::addColumn<int>("end");
    const auto add = [](const char *name, Role self, const char *story, State end) {
        QTest::newRow(name) << self << QByteArray(story) << static_cast<int>(end);
    };
    add("Upgrade, client", Role::Client, "open>2probe <3probe>pause paused>5+switch <4a>",
        State::Upgraded);
    add("Upgrade, server without a poll", Role::Server, "open> <2probe>3probe <5>switch <4a>",
        State::Upgraded);
    add("Upgrade, server with a poll", Role::Server, "open> <2probe!>6+3probe poll>6 <5!>6+switch",
        State::Upgraded);
    add("Upgrade, server polled later", Role::Server, "open> poll> <2probe>3probe poll>6",
        State::Probing);
    add("Upgrade, server probed twice", Role::Server, "open> <2probe>3probe <2probe>3probe <5>switch",
        State::Upgraded);
    add("Upgrade, client waits for its poll", Role::Client, "open>2probe <3probe>pause",
        State::Pausing);
    add("Upgrade, pong without probe", Role::Client, "open>2probe <3>close <3probe>",
        State::Failed);
    add("Upgrade, message instead of the pong", Role::Client, "open>2probe <4a>close",
        State::Failed);
    add("Upgrade, packet before the upgrade was sent", Role::Client,
        "open>2probe <3probe>pause <4a>close paused>", State::Failed);
    add("Upgrade, server got no probe", Role::Server, "open> <4a>close", State::Failed);
    add("Upgrade, server got the upgrade without a probe", Role::Server, "open> <5>close <2probe>",
        State::Failed);
    add("Upgrade, server got a message instead of the upgrade", Role::Server,
        "open> <2probe>3probe <4a>close", State::Failed);
    add("Upgrade, client in time", Role::Client, "open>2probe @9>", State::Probing);
    add("Upgrade, client too late", Role::Client, "open>2probe @10>close @11>", State::Failed);
    add("Upgrade, server too late", Role::Server, "open> <2probe>3probe @10>close", State::Failed);
    add("Upgrade, time does not matter afterwards", Role::Server,
        "open> <2probe>3probe <5>switch @99>", State::Upgraded);
    add("Upgrade, WebSocket breaks", Role::Client, "open>2probe closed> <3probe> @99>",
        State::Failed);
    add("Upgrade, WebSocket closes afterwards", Role::Client,
        "open>2probe <3probe>pause paused>5+switch closed>", State::Upgraded);
    add("Upgrade, paused without need", Role::Client, "paused> open>2probe open> poll>",
        State::Probing);
}

void TestUpgradeMachine::upgrades()
{
    QFETCH(Role, self);
    QFETCH(QByteArray, story);
    QFETCH(int, end);
    UpgradeMachine machine(self);
    std::chrono::seconds now = 0s;
    for (const QByteArray &word : story.split(' ')) {
        const qsizetype cut = word.indexOf('>');
        const QByteArray event = word.first(cut);
        if (event.startsWith('@'))
            now = std::chrono::seconds(event.sliced(1).toInt());
        QCOMPARE(nameOf(happens(machine, event, now)), word.sliced(cut + 1));
    }
    QCOMPARE(static_cast<int>(machine.state()), end);
    const bool isOver = machine.state() == UpgradeMachine::State::Upgraded
        || machine.state() == UpgradeMachine::State::Failed;
    QCOMPARE(machine.deadline().has_value(), !isOver);
}

QTEST_APPLESS_MAIN(TestUpgradeMachine)
#include "tst_upgrademachine.moc"
