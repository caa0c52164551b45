// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/websocket/closinghandshake.h"

#include "protocol/websocket/closecode.h"

namespace Pushscope::WebSocket {

void ClosingHandshake::closeFrame(Role from, std::optional<quint16> code, QByteArrayView reason)
{
    std::optional<CloseBody> &body = from == Role::Client ? m_client : m_server;
    if (body || m_state == State::Closed)
        return;
    body = CloseBody{ code, code ? reason.toByteArray() : QByteArray() };
    if (!m_first)
        m_first = from;
    // §7.1.3: "Upon either sending or receiving a Close control frame ... the WebSocket
    // connection is in the CLOSING state."
    m_state = State::Closing;
}

const std::optional<CloseBody> &ClosingHandshake::bodyFrom(Role from) const
{
    return from == Role::Client ? m_client : m_server;
}

bool ClosingHandshake::mustAnswer(Role self) const
{
    return m_state == State::Closing && bodyFrom(peerOf(self)) && !bodyFrom(self);
}

CloseBody ClosingHandshake::answer(Role self) const
{
    const std::optional<CloseBody> &received = bodyFrom(peerOf(self));
    if (!received || !received->code)
        return {};
    // §5.5.1: "the endpoint typically echos the status code it received"; one that no Close frame
    // may carry would be our own fault then.
    if (!isValidOnWire(*received->code))
        return { StatusCode::ProtocolError, {} };
    return { received->code, {} };
}

bool ClosingHandshake::mustCloseTransport(Role self) const
{
    // §7.1.1: "In most normal cases, the underlying TCP connection SHOULD be closed first by the
    // server".
    return self == Role::Server && m_state == State::Closing && isComplete();
}

CloseEvent ClosingHandshake::closeEvent(Role at) const
{
    CloseEvent event;
    // §7.1.4: cleanly if "the TCP connection was closed after the WebSocket closing handshake was
    // completed".
    event.wasClean = m_state == State::Closed && isComplete();
    const std::optional<CloseBody> &received = bodyFrom(peerOf(at));
    if (!received) {
        event.code = StatusCode::AbnormalClosure; // §7.1.5
    } else if (!received->code) {
        event.code = StatusCode::NoStatusReceived; // §7.1.5
    } else {
        event.code = *received->code;
        event.reason = received->reason; // §7.1.6
    }
    return event;
}

} // namespace Pushscope::WebSocket
