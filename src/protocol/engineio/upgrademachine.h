// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/role.h"
#include "protocol/engineio/packet.h"

#include <chrono>
#include <optional>
#include <vector>

namespace Pushscope::EngineIo {

/// The move of a session from polling to a WebSocket, for one end of it.
///
/// Client: the WebSocket opens, `2probe` goes out on it, `3probe` comes back, polling is paused (the
/// poll that is under way comes home first), `5` goes out, and the session is on the WebSocket.
/// Server: `2probe` comes in, `3probe` goes out, a poll that waits or is made meanwhile is sent home
/// with a `6`, `5` comes in.
///
/// Spec: Engine.IO protocol, section Upgrade.
/// Threads: reentrant, not thread-safe.
class UpgradeMachine
{
public:
    using Time = std::chrono::nanoseconds;
    enum class State : quint8 {
        Idle,     ///< No WebSocket yet, or the server awaits the probe.
        Probing,  ///< Client: `2probe` is out. Server: `3probe` is out.
        Pausing,  ///< Client: the probe succeeded, a poll is still under way.
        Upgraded, ///< The session is on the WebSocket.
        Failed,   ///< It stays where it was, and the WebSocket is of no use.
    };
    /// What is to be done, in order.
    enum class Action : quint8 {
        SendProbePing,   ///< `2probe` on the WebSocket.
        SendProbePong,   ///< `3probe` on the WebSocket.
        PausePolling,    ///< No more polls; tell pollingPaused() once none is under way.
        SendNoop,        ///< `6` as the answer of the poll that waits.
        SendUpgrade,     ///< `5` on the WebSocket.
        SwitchTransport, ///< From here on packets go by the WebSocket.
        CloseWebSocket,  ///< It failed.
    };
    /// What the reference implementation gives the upgrade by default.
    static constexpr std::chrono::seconds DefaultTimeout{ 10 };

    explicit UpgradeMachine(Role self, Time timeout = DefaultTimeout);

    [[nodiscard]] State state() const { return m_state; }
    /// When advance() fails the upgrade; nullopt: nothing is under way.
    [[nodiscard]] std::optional<Time> deadline() const { return m_deadline; }

    /// The WebSocket is open.
    [[nodiscard]] std::vector<Action> opened(Time now);
    /// A packet came on the WebSocket; any but the one expected fails the upgrade.
    /// @param isPollWaiting of the server: whether a poll waits for its answer.
    [[nodiscard]] std::vector<Action> received(const Packet &packet, bool isPollWaiting, Time now);
    /// Client: no poll is under way any more.
    [[nodiscard]] std::vector<Action> pollingPaused();
    /// Server: a poll came while the upgrade is under way.
    [[nodiscard]] std::vector<Action> polled();
    /// The WebSocket closed or broke.
    void closed();
    [[nodiscard]] std::vector<Action> advance(Time now);

private:
    [[nodiscard]] std::vector<Action> fail();

    Role m_self;
    Time m_timeout;
    State m_state = State::Idle;
    std::optional<Time> m_deadline;
};

} // namespace Pushscope::EngineIo
