// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The WebSocket of a session: as its first transport, or to move to.

#include "engine/mock/engineiosession.h"

#include "engine/mock/mockconnection.h"
#include "protocol/engineio/packetparser.h"
#include "protocol/engineio/serializer.h"

#include <utility>

namespace Pushscope {

using EngineIo::Packet;
using EngineIo::PacketType;

namespace {

constexpr quint16 MessageTooBig = 1009;

} // namespace

void EngineIoSession::webSocket(MockConnection &connection)
{
    const bool isHandshake = !isKnown();
    if (m_webSocket || m_probe || m_state != State::Open) {
        refuse(connection, EngineIoRefusal::BadRequest);
        return;
    }
    connection.connection().transcript().readMessagesAs(m_transcript);
    if (!connection.openWebSocket({})) {
        if (isHandshake)
            over();
        return;
    }
    const Line line = hold(connection);
    connection.setMessageHandler([alive = line.alive](const WebSocket::Message &message) {
        const auto hold = alive.lock();
        if (hold && hold->session)
            hold->session->webSocketReceived(*hold, message);
    });
    if (isHandshake) {
        m_webSocket = line;
        flush();
        return;
    }
    m_probe = line;
    m_upgrade = EngineIo::UpgradeMachine(Role::Server);
    perform(m_upgrade.opened(now()));
    schedule();
}

void EngineIoSession::webSocketReceived(const Hold &hold, const WebSocket::Message &message)
{
    const bool isProbe = m_probe && m_probe->hold == &hold;
    const QByteArray content = message.content.toByteArray();
    const bool isBinary = message.type == WebSocket::Opcode::Binary;
    if (content.size() > m_setup.maxPayload) {
        if (isProbe)
            perform({ EngineIo::UpgradeMachine::Action::CloseWebSocket });
        else
            close({ MockKick::How::Close, MessageTooBig, "longer than maxPayload" }, Cause::Auto);
        return;
    }
    const Packet packet = EngineIo::parsePacket(content,
                                                isBinary ? EngineIo::Carrier::WebSocketBinary
                                                         : EngineIo::Carrier::WebSocketText,
                                                revision());
    if (isProbe) {
        perform(m_upgrade.received(packet, m_poll.has_value(), now()));
        return;
    }
    if (!packet.type || !packet.violations.isEmpty())
        fail();
    else
        received(packet);
}

void EngineIoSession::perform(const std::vector<EngineIo::UpgradeMachine::Action> &actions)
{
    using Action = EngineIo::UpgradeMachine::Action;
    for (Action action : actions) {
        switch (action) {
        case Action::SendProbePong:
            write(*m_probe, packetOf(PacketType::Pong, EngineIo::ProbeData.toByteArray()),
                  Cause::Auto, true);
            break;
        case Action::SendNoop:
            if (m_poll)
                answerPoll(std::array { packetOf(PacketType::Noop) });
            break;
        case Action::SwitchTransport:
            m_webSocket = std::exchange(m_probe, std::nullopt);
            flush();
            break;
        case Action::CloseWebSocket:
            dropProbe();
            break;
        case Action::SendProbePing:
        case Action::PausePolling:
        case Action::SendUpgrade:
            break; // The client's.
        }
    }
    schedule();
}

void EngineIoSession::dropProbe()
{
    if (m_probe)
        release(*std::exchange(m_probe, std::nullopt)).finish({}, {}, Cause::Auto);
    m_upgrade.closed();
}

void EngineIoSession::write(const Line &line, const Packet &packet, Cause cause, bool isReply)
{
    const QByteArray octets = EngineIo::serializePacket(packet, revision());
    const auto opcode = packet.isBinary ? WebSocket::Opcode::Binary : WebSocket::Opcode::Text;
    if (isReply)
        line.connection->sendReply(opcode, octets, cause);
    else
        line.connection->sendMessage(opcode, octets, cause);
}

} // namespace Pushscope
