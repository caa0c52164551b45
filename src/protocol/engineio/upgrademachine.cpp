// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/engineio/upgrademachine.h"

namespace Pushscope::EngineIo {

UpgradeMachine::UpgradeMachine(Role self, Time timeout)
    : m_self(self)
    , m_timeout(timeout)
{
}

std::vector<UpgradeMachine::Action> UpgradeMachine::opened(Time now)
{
    if (m_state != State::Idle || m_deadline)
        return {};
    m_deadline = now + m_timeout;
    if (m_self == Role::Server)
        return {};
    m_state = State::Probing;
    return { Action::SendProbePing };
}

std::vector<UpgradeMachine::Action> UpgradeMachine::received(const Packet &packet,
                                                             bool isPollWaiting, Time now)
{
    if (m_state == State::Upgraded || m_state == State::Failed)
        return {};
    const bool isProbe = packet.data == ProbeData;
    if (m_self == Role::Client) {
        if (m_state != State::Probing || packet.type != PacketType::Pong || !isProbe)
            return fail();
        m_state = State::Pausing;
        return { Action::PausePolling };
    }
    if (packet.type == PacketType::Ping && isProbe) {
        // "The server MUST: send a noop packet to any pending GET request […], respond with a pong
        // packet with the string probe in the payload".
        m_state = State::Probing;
        if (!m_deadline)
            m_deadline = now + m_timeout;
        return isPollWaiting ? std::vector{ Action::SendNoop, Action::SendProbePong }
                             : std::vector{ Action::SendProbePong };
    }
    if (m_state != State::Probing || packet.type != PacketType::Upgrade)
        return fail();
    m_state = State::Upgraded;
    m_deadline.reset();
    return isPollWaiting ? std::vector{ Action::SendNoop, Action::SwitchTransport }
                         : std::vector{ Action::SwitchTransport };
}

std::vector<UpgradeMachine::Action> UpgradeMachine::pollingPaused()
{
    if (m_state != State::Pausing)
        return {};
    m_state = State::Upgraded;
    m_deadline.reset();
    return { Action::SendUpgrade, Action::SwitchTransport };
}

std::vector<UpgradeMachine::Action> UpgradeMachine::polled()
{
    if (m_self != Role::Server || m_state != State::Probing)
        return {};
    return { Action::SendNoop };
}

void UpgradeMachine::closed()
{
    m_deadline.reset();
    if (m_state != State::Upgraded)
        m_state = State::Failed;
}

std::vector<UpgradeMachine::Action> UpgradeMachine::advance(Time now)
{
    if (!m_deadline || now < *m_deadline)
        return {};
    return fail();
}

std::vector<UpgradeMachine::Action> UpgradeMachine::fail()
{
    closed();
    return { Action::CloseWebSocket };
}

} // namespace Pushscope::EngineIo
