// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a person sees of a client, and how it is sent away by hand.

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

quint32 MockConnection::clientNumber() const
{
    return m_connection->transcript().records().ids().stream;
}

quint32 MockConnection::claimStream()
{
    return std::exchange(m_isStreamClaimed, true) ? ++m_loop.counters().stream : clientNumber();
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
             m_writer.has_value() };
}

} // namespace Pushscope
