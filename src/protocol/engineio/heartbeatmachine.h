// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/role.h"
#include "protocol/engineio/handshake.h"
#include "protocol/engineio/packet.h"

#include <chrono>
#include <optional>

namespace Pushscope::EngineIo {

/// Who pings when, and when the peer is overdue, for one end of a session.
///
/// Revision 4: the server pings `pingInterval` after the handshake and after each pong, and the
/// pong has `pingTimeout`; to the client the server is overdue when no ping came for both together.
/// Revision 3: the client pings so and awaits the pong so; to the server the client is overdue when
/// no packet at all came for both together, and to the client any packet gives the server that
/// time anew.
///
/// Spec: Engine.IO protocol, section Heartbeat; revision 3, Timeouts.
/// Threads: reentrant, not thread-safe.
class HeartbeatMachine
{
public:
    using Time = std::chrono::nanoseconds; ///< Since whatever the owner counts from.
    enum class Due : quint8 {
        SendPing,    ///< Tell sentPing() when it was sent.
        PeerOverdue, ///< Told once; the connection SHOULD be considered closed.
    };

    /// Begins with the handshake, at @p now.
    HeartbeatMachine(Revision revision, Role self, const Handshake &handshake, Time now);

    [[nodiscard]] bool isPinger() const { return m_isPinger; }
    /// When advance() has something to say; nullopt: never again.
    [[nodiscard]] std::optional<Time> deadline() const { return m_deadline; }
    /// What is due at @p now; at most one thing, so ask until nothing is.
    [[nodiscard]] std::optional<Due> advance(Time now);

    /// A packet of the peer. Probes are no heartbeat.
    void received(const Packet &packet, Time now);
    /// Our ping was handed to the transport.
    void sentPing(Time now);

private:
    enum class State : quint8 { Resting, Awaiting, Over };

    void rest(Time now);
    void await(Time deadline);

    Revision m_revision;
    bool m_isPinger;
    Time m_interval;
    Time m_timeout;
    State m_state = State::Resting; ///< Resting: until the next ping is to be sent.
    std::optional<Time> m_deadline;
};

} // namespace Pushscope::EngineIo
