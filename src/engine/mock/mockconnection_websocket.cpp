// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/mockconnection.h"
#include "engine/mock/mockendpoint.h"
#include "protocol/http1/serializer.h"
#include "protocol/websocket/frameserializer.h"
#include "protocol/websocket/openinghandshake.h"

namespace Pushscope {

bool MockConnection::openWebSocket(const std::vector<QByteArray> &subprotocols)
{
    if (respondsInstead())
        return false;
    const WebSocket::RequestCheck check = WebSocket::checkRequest(m_request.head);
    if (!check.isAcceptable()) {
        Http1::ResponseHead refusal = WebSocket::makeRefusal(check);
        respond(refusal.status, refusal.fields, "this endpoint speaks WebSocket\n");
        return false;
    }
    const WebSocket::HandshakeGrant grant
        = WebSocket::grantFor(check.offer, subprotocols, WebSocket::DeflateWishes());
    const Http1::ResponseHead head = WebSocket::makeResponse(check.offer.key, grant);
    putHead(head);
    m_writer.emplace(Role::Server, grant.deflate);
    return true;
}

void MockConnection::sendMessage(WebSocket::Opcode type, const QByteArray &content, Cause cause)
{
    if (m_writer && !m_isCloseSent && hasRoom())
        queueMessage(type, content, cause);
}

void MockConnection::sendReply(WebSocket::Opcode type, const QByteArray &content, Cause cause)
{
    if (!m_writer || m_isCloseSent || m_isClosing)
        return;
    queueMessage(type, content, cause);
    holdUntilTaken();
}

void MockConnection::queueMessage(WebSocket::Opcode type, const QByteArray &content, Cause cause)
{
    const QByteArray right = m_writer->message(type, content);
    const QByteArray wire = m_faults ? m_faults->changeMessage(type, content, right) : right;
    put(wire, wire == right ? cause : Cause::Fault, true);
    if (m_endpoint)
        m_endpoint->messageSent();
    m_owner.statusChanged();
}

void MockConnection::sendClose(std::optional<quint16> code, const QByteArray &reason, Cause cause)
{
    if (!m_writer || m_isCloseSent)
        return;
    m_isCloseSent = true;
    const std::optional<quint16> right = code;
    if (m_faults && !m_faults->changeClose(code)) {
        closeOnceSent();
        return;
    }
    put(m_writer->close(code, WebSocket::fittingReason(reason)),
        code == right ? cause : Cause::Fault, false);
}

void MockConnection::webSocketReceived(Role from, const WebSocket::Outcome &outcome)
{
    if (from != Role::Client || !m_writer)
        return;
    if (const auto *message = std::get_if<WebSocket::Message>(&outcome)) {
        if (m_onMessage && !m_isCloseSent)
            m_onMessage(*message);
    } else if (const auto *control = std::get_if<WebSocket::ControlFrame>(&outcome)) {
        const bool isPing = control->header.opcode == WebSocket::Opcode::Ping;
        if (isPing && !m_isCloseSent) {
            const QByteArray payload = control->payload.toByteArray();
            if (const auto answer = m_faults ? m_faults->pongFor(payload) : std::optional(payload))
                put(m_writer->control(WebSocket::Opcode::Pong, *answer),
                    *answer == payload ? Cause::Auto : Cause::Fault, false);
            holdUntilTaken();
        }
    } else if (std::holds_alternative<WebSocket::CloseFrame>(outcome)) {
        if (const WebSocketTranscript *frames = m_connection->transcript().webSocket()) {
            const WebSocket::CloseBody answer = frames->closing().answer(Role::Server);
            sendClose(answer.code, answer.reason, Cause::Auto);
        }
        // RFC 6455 §7.1.1: the server closes the transport first.
        closeOnceSent();
    }
}

void MockConnection::webSocketFailed(Role from, const WebSocket::Failure &failure)
{
    if (from != Role::Client)
        return;
    sendClose(failure.code, violationName(failure.violation).toByteArray(), Cause::Auto);
    closeOnceSent();
}

} // namespace Pushscope
