// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/octetpatcher.h"

#include "storage/pieces.h"
#include "storage/schema.h"

#include <sqlite3.h>

#include <algorithm>
#include <memory>
#include <vector>

namespace Pushscope {

namespace {

struct BlobCloser {
    void operator()(sqlite3_blob *blob) const { sqlite3_blob_close(blob); }
};

} // namespace

OctetPatcher::OctetPatcher(Database &database, OctetReader &reader)
    : m_database(database)
    , m_reader(reader)
    , m_readPieces(database, "SELECT pieces, length(data) FROM block WHERE id=?")
{
}

bool OctetPatcher::apply(quint32 connection, From from, const PlacedText::Patch &patch)
{
    const std::vector<qint64> blocks
        = m_reader.blocksOf(connection, Schema::directionCode(from, patch.layer),
                            { patch.begin, patch.begin + patch.octets.size() });
    return std::all_of(blocks.begin(), blocks.end(),
                       [&](qint64 block) { return applyTo(block, connection, from, patch); });
}

bool OctetPatcher::applyTo(qint64 block, quint32 connection, From from,
                           const PlacedText::Patch &patch)
{
    std::optional<std::vector<BlockPiece>> pieces;
    {
        const StatementScope scope(m_readPieces);
        m_readPieces.bind(1, block);
        if (m_readPieces.step() != Statement::Step::Row)
            return false;
        pieces = decodePieces(m_readPieces.view(0), m_readPieces.integer(1));
    }
    if (!pieces)
        return false;
    sqlite3_blob *opened = nullptr;
    const int status
        = sqlite3_blob_open(m_database.handle(), "main", "block", "data", block, 1, &opened);
    const std::unique_ptr<sqlite3_blob, BlobCloser> blob(opened);
    if (status != SQLITE_OK)
        return false;
    for (const BlockPiece &entry : *pieces) {
        const Piece &piece = entry.piece;
        const ByteRange common{ std::max(piece.offset, patch.begin),
                                std::min(piece.offset + piece.length,
                                         patch.begin + patch.octets.size()) };
        if (piece.connection != connection || piece.from != from || piece.layer != patch.layer
            || common.isEmpty())
            continue;
        if (sqlite3_blob_write(blob.get(), patch.octets.constData() + (common.begin - patch.begin),
                               static_cast<int>(common.size()),
                               static_cast<int>(piece.dataOffset + common.begin - piece.offset))
            != SQLITE_OK)
            return false;
    }
    return true;
}

} // namespace Pushscope
