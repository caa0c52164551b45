// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/placedtext.h"
#include "storage/octetreader.h"
#include "storage/sqlite.h"

#include <memory>
#include <vector>

struct sqlite3_blob;

namespace Pushscope {

/// Writes over recorded octets where they lie, as many as there were. Octets that several
/// directions share change for all of them.
///
/// It keeps the block written last open: it must be gone before the transaction ends.
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
    struct BlobCloser {
        void operator()(sqlite3_blob *blob) const;
    };

    [[nodiscard]] bool open(qint64 block);
    [[nodiscard]] bool applyTo(qint64 block, quint32 connection, From from,
                               const PlacedText::Patch &patch);

    Database &m_database;
    OctetReader &m_reader;
    Statement m_readPieces;
    qint64 m_block = 0;          ///< That is open; 0: none.
    std::vector<Piece> m_pieces; ///< Its, by direction, then offset.
    std::unique_ptr<sqlite3_blob, BlobCloser> m_blob;
};

} // namespace Pushscope
