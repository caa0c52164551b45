// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/placedtext.h"
#include "storage/octetreader.h"
#include "storage/sqlite.h"

namespace Pushscope {

/// Writes over recorded octets where they lie, as many as there were. Octets that several
/// directions share change for all of them.
///
/// Threads: that of the database.
class OctetPatcher
{
public:
    /// @p reader of the same database; both outlive this.
    OctetPatcher(Database &database, OctetReader &reader);

    /// What lies beyond the recorded octets is left out. False where a block cannot be read or
    /// written.
    [[nodiscard]] bool apply(quint32 connection, From from, const PlacedText::Patch &patch);

private:
    [[nodiscard]] bool applyTo(qint64 block, quint32 connection, From from,
                               const PlacedText::Patch &patch);

    Database &m_database;
    OctetReader &m_reader;
    Statement m_readPieces;
};

} // namespace Pushscope
