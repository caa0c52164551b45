// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// When a connection of the mock closes, and that its peer has taken all by then.

#include "engine/mock/mockconnection.h"
#include "protocol/http1/fields.h"

#include <utility>

namespace Pushscope {

namespace {

constexpr quint16 GoingAway = 1001;

} // namespace

bool MockConnection::closesAfterResponse() const
{
    const bool isWaitedFor = !m_waiting.empty() || m_isBroken;
    return m_isLast || (m_isPeerFinished && !isWaitedFor) || !Http1::isKeepAlive(m_request.head);
}

void MockConnection::goAway()
{
    m_isLast = true;
    if (m_writer)
        sendClose(GoingAway, "server stops", Cause::Auto);
    else if (m_isStreaming)
        endStream();
    closeOnceSent();
}

void MockConnection::connectionPeerFinished(Connection &)
{
    m_isPeerFinished = true;
    closeWhereNobodyWaits();
}

/// The peer's FIN ends what it sends and no more: answers that are due are still given, in their
/// order. What goes on and on has nobody left to read it.
void MockConnection::closeWhereNobodyWaits()
{
    if (!m_isPeerFinished || m_isClosing)
        return;
    const bool isStanding = m_isInLine || (m_faults && m_faults->isStalled());
    // RFC 6455 §5.5.1: "If an endpoint receives a Close frame and did not previously send a Close
    // frame, the endpoint MUST send a Close frame in response": also where a fault has it wait.
    if (m_writer && m_isCloseSent)
        closeOnceSent();
    else if (m_writer || m_isStreaming || isStanding)
        closeOnceTaken();
    else if (!m_isServing && m_waiting.empty() && !m_isBroken)
        closeOnceTaken();
}

/// Our FIN follows what was sent; only behind it does the time run that the peer has for its own.
void MockConnection::closeOnceTaken()
{
    if (std::exchange(m_isClosing, true))
        return;
    // What the peer still sends is read: octets left in the kernel would make our FIN a reset,
    // which takes from the peer what it has not read yet (RFC 9112 §9.6).
    m_waiting.clear();
    m_takingTimer.reset();
    checkReading();
    m_connection->shutdownWriting();
    m_leftToTake = m_connection->pendingOctets();
    if (m_leftToTake > 0)
        watchTaking();
    else
        m_connection->close(CloseGraceMs);
}

void MockConnection::watchTaking()
{
    m_closingTimer = m_loop.network().startTimer(MaxIdleClosing, [this] { checkClosing(); });
}

void MockConnection::checkClosing()
{
    m_closingTimer.reset();
    const qint64 left = m_connection->pendingOctets();
    if (left < m_leftToTake) {
        m_leftToTake = left;
        watchTaking();
    } else {
        if (!m_isSlow)
            m_connection->setFailure(
                { ErrorCode::SlowConsumer,
                  m_writer ? ErrorSite::WebSocket : ErrorSite::Http,
                  { { "idle_ms", QByteArray::number(MaxIdleClosing.count()) } } });
        m_connection->abort(); // The peer must not take a part for the whole.
    }
    m_loop.afterEvent();
}

} // namespace Pushscope
