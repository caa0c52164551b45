// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/octetpatcher.h"

#include "storage/pieces.h"
#include "storage/schema.h"

#include <sqlite3.h>

#include <algorithm>
#include <tuple>

namespace Pushscope {

namespace {

auto directionOf(const Piece &piece)
{
    return std::tuple(piece.connection, piece.from, piece.layer);
}

} // namespace

void OctetPatcher::BlobCloser::operator()(sqlite3_blob *blob) const
{
    sqlite3_blob_close(blob);
}

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

bool OctetPatcher::open(qint64 block)
{
    if (m_block == block)
        return true;
    m_block = 0;
    m_blob.reset();
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
    m_pieces.clear();
    for (const BlockPiece &entry : *pieces)
        m_pieces.push_back(entry.piece);
    std::stable_sort(m_pieces.begin(), m_pieces.end(), [](const Piece &one, const Piece &other) {
        return std::tuple(directionOf(one), one.offset)
            < std::tuple(directionOf(other), other.offset);
    });
    sqlite3_blob *opened = nullptr;
    const int status
        = sqlite3_blob_open(m_database.handle(), "main", "block", "data", block, 1, &opened);
    m_blob.reset(opened);
    if (status != SQLITE_OK)
        return false;
    m_block = block;
    return true;
}

bool OctetPatcher::applyTo(qint64 block, quint32 connection, From from,
                           const PlacedText::Patch &patch)
{
    if (!open(block))
        return false;
    const std::tuple direction(connection, from, patch.layer);
    // Pieces of a direction do not overlap: those before the patch end before it.
    auto each = std::partition_point(m_pieces.begin(), m_pieces.end(), [&](const Piece &piece) {
        return directionOf(piece) < direction
            || (directionOf(piece) == direction && piece.offset + piece.length <= patch.begin);
    });
    const qint64 end = patch.begin + patch.octets.size();
    for (; each != m_pieces.end() && directionOf(*each) == direction && each->offset < end;
         ++each) {
        const ByteRange common{ std::max(each->offset, patch.begin),
                                std::min(each->offset + each->length, end) };
        if (common.isEmpty())
            continue;
        if (sqlite3_blob_write(m_blob.get(),
                               patch.octets.constData() + (common.begin - patch.begin),
                               static_cast<int>(common.size()),
                               static_cast<int>(each->dataOffset + common.begin - each->offset))
            != SQLITE_OK)
            return false;
    }
    return true;
}

} // namespace Pushscope
