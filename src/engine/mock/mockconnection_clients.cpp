// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whose requests they are, what a person sees of a client, and how it is sent away by hand.

#include "engine/mock/mockconnection.h"

#include <utility>

namespace Pushscope {

void MockConnection::kick(const MockKick &kick)
{
    if (kick.how == MockKick::How::Reset)
        abort();
    else if (m_writer)
        finish(kick.code, kick.reason, Cause::User);
    else if (m_isStreaming)
        endStream(Cause::User);
    else if (const auto held = std::exchange(m_heldAnswer, {}))
        held();
    else
        goAway(); // Nothing is answered yet: a worker is waited for, or the time it takes.
}

void MockConnection::requestBegins(const Http1::RequestHead &head)
{
    m_arriving = {};
    m_arriving.head = head;
    m_arriving.isTls = m_isTls;
    readTarget(m_arriving);
    const MockRequestFacts facts = m_owner.factsOf(m_arriving);
    m_arrivingForm = facts.form;
    quint32 stream = facts.stream > 0 ? facts.stream : m_ownStream;
    // The first such client has the connection's own number, so that how it began is of it too.
    if (facts.beginsClient && std::exchange(m_isStreamClaimed, true))
        stream = ++m_loop.counters().stream;
    m_connection->transcript().records().setStream(stream);
}

/// The question takes a connection of its own; the socket itself comes with the next.
void MockConnection::sendFlashPolicy()
{
    if (m_connection->isEnded())
        return;
    m_isClosing = true;
    m_connection->send(flashPolicy(), Cause::Auto);
    m_connection->close(CloseGraceMs);
}

quint32 MockConnection::stream() const
{
    return m_connection->transcript().records().ids().stream;
}

quint32 MockConnection::clientNumber() const
{
    return m_ownStream;
}

MockClientStatus MockConnection::clientStatus() const
{
    const ConnectionRecords &records = m_connection->transcript().records();
    return { clientNumber(),
             m_connection->id(),
             m_remote,
             m_enteredAt,
             records.wireOctets(Role::Client),
             records.wireOctets(Role::Server),
             m_writer.has_value(),
             faultsByHand(servedBy()) };
}

} // namespace Pushscope
