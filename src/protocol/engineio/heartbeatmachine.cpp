// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/engineio/heartbeatmachine.h"

#include <algorithm>

namespace Pushscope::EngineIo {

namespace {

/// Hostile handshakes name times whose sum no clock can count; a year is never reached either.
constexpr std::chrono::milliseconds LongestTime = std::chrono::hours(24 * 365);

} // namespace

HeartbeatMachine::HeartbeatMachine(Revision revision, Role self, const Handshake &handshake,
                                   Time now)
    : m_revision(revision)
    , m_isPinger((revision == Revision::V4) == (self == Role::Server))
    , m_interval(std::min(handshake.pingInterval, LongestTime))
    , m_timeout(std::min(handshake.pingTimeout, LongestTime))
{
    if (m_isPinger)
        rest(now);
    else
        await(now + m_interval + m_timeout);
}

std::optional<HeartbeatMachine::Due> HeartbeatMachine::advance(Time now)
{
    if (!m_deadline || now < *m_deadline)
        return std::nullopt;
    m_deadline.reset();
    if (m_state == State::Resting)
        return Due::SendPing;
    m_state = State::Over;
    return Due::PeerOverdue;
}

void HeartbeatMachine::received(const Packet &packet, Time now)
{
    if (m_state == State::Over)
        return;
    const bool isProbe = packet.data == ProbeData;
    if (m_isPinger) {
        if (packet.type == PacketType::Pong && !isProbe && m_state == State::Awaiting)
            rest(now);
        else if (m_revision == Revision::V3 && m_state == State::Awaiting)
            await(now + m_interval + m_timeout);
        return;
    }
    // "if the client does not receive a ping packet within pingInterval + pingTimeout"
    const bool counts
        = m_revision == Revision::V3 || (packet.type == PacketType::Ping && !isProbe);
    if (counts)
        await(now + m_interval + m_timeout);
}

void HeartbeatMachine::sentPing(Time now)
{
    if (m_isPinger && m_state == State::Resting)
        await(now + m_timeout);
}

void HeartbeatMachine::rest(Time now)
{
    m_state = State::Resting;
    m_deadline = now + m_interval;
}

void HeartbeatMachine::await(Time deadline)
{
    m_state = State::Awaiting;
    m_deadline = deadline;
}

} // namespace Pushscope::EngineIo
