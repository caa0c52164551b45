// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/connectionrecords.h"

namespace Pushscope {

/// Octets of one direction from which nothing can be read: those that are no HTTP, come after a
/// WebSocket frame whose end cannot be found, or belong to another protocol. They become http.data
/// records, so that every octet belongs to one.
///
/// Threads: as BatchBuilder.
class UnparsedOctets
{
public:
    /// @param step octets of a record; 0: what is added at a time is one.
    UnparsedOctets(ConnectionRecords &records, Role from, qint64 step);

    /// @p range follows what was added before, or begins anew.
    void add(ByteRange range, ViolationSet violations, quint32 exchange, qint64 t);
    /// No more will come: what is left is a record.
    void finish(quint32 exchange, qint64 t);

    /// Has no record yet.
    [[nodiscard]] ByteRange pending() const { return m_pending; }

private:
    void addRecord(quint32 exchange, qint64 t);

    ConnectionRecords &m_records;
    Role m_from;
    qint64 m_step;
    ByteRange m_pending;
    ViolationSet m_violations;
};

} // namespace Pushscope
