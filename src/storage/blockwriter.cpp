// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/blockwriter.h"

#include "storage/schema.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace Pushscope {

namespace {

// Equal writes of one publish follow one another; looking further back costs more than it saves.
constexpr qsizetype StretchesLookedAt = 8;

} // namespace

BlockWriter::BlockWriter(Database &database)
    : m_insertBlock(database, "INSERT INTO block VALUES(?,?,?)")
    // An offset told twice is somebody's mistake, but none that may end a recording.
    , m_insertExtent(database, "INSERT OR IGNORE INTO extent VALUES(?,?,?,?,?)")
{
    m_nextBlock = database.integer("SELECT max(id) FROM block", 0) + 1;
    m_committedBlock = m_nextBlock;
    m_data.reserve(Schema::MaxBlockOctets);
    if (m_nextBlock > 1)
        adoptNewest(database);
}

void BlockWriter::adoptNewest(Database &database)
{
    Statement row(database, "SELECT id, pieces FROM block WHERE id>=? ORDER BY id");
    row.bind(1, m_committedBlock - Schema::MaxUnindexedBlocks);
    while (row.step() == Statement::Step::Row) {
        const auto pieces = decodePieces(row.view(1), Schema::MaxBlockOctets);
        for (std::size_t i = 0; pieces && i < pieces->size(); ++i) {
            const Piece &piece = (*pieces)[i].piece;
            m_extents.push_back({ piece.connection,
                                  Schema::directionCode(piece.from, piece.layer), piece.offset,
                                  piece.length, row.integer(0) });
        }
    }
    m_committedExtents = m_extents.size();
}

bool BlockWriter::add(const Batch &batch)
{
    m_stretches.clear();
    return std::all_of(batch.pieces.begin(), batch.pieces.end(),
                       [&](const Piece &piece) { return addPiece(batch, piece); });
}

bool BlockWriter::addPiece(const Batch &batch, const Piece &piece)
{
    // What the batch does not have cannot be kept.
    const qint64 available = std::max<qint64>(0, batch.octets.size() - piece.dataOffset);
    const qint64 length = std::min(piece.length, available);
    for (qint64 done = 0; done < length;) {
        if (m_data.size() >= Schema::MaxBlockOctets && !closeBlock())
            return false;
        const Stretch stretch = place(batch, piece.dataOffset + done, length - done);
        BlockPiece part{ piece, done > 0 };
        part.piece.offset += done;
        part.piece.length = stretch.length;
        part.piece.dataOffset = stretch.blockOffset;
        m_pieces.add(part);
        addExtent(part.piece);
        done += stretch.length;
    }
    return true;
}

BlockWriter::Stretch BlockWriter::place(const Batch &batch, qint64 offset, qint64 length)
{
    qsizetype left = StretchesLookedAt;
    for (auto it = m_stretches.rbegin(); it != m_stretches.rend() && left > 0; ++it, --left) {
        const qint64 skipped = offset - it->batchOffset;
        if (skipped >= 0 && skipped < it->length)
            return { offset, std::min(length, it->length - skipped), it->blockOffset + skipped };
    }
    const qint64 room = Schema::MaxBlockOctets - m_data.size();
    const Stretch stretch{ offset, std::min(length, room), m_data.size() };
    m_data.append(batch.octets.constData() + offset, stretch.length);
    m_stretches.push_back(stretch);
    return stretch;
}

void BlockWriter::addExtent(const Piece &piece)
{
    const int direction = Schema::directionCode(piece.from, piece.layer);
    if (!m_extents.empty()) {
        Extent &last = m_extents.back();
        if (last.block == m_nextBlock && last.connection == piece.connection
            && last.direction == direction && last.first + last.length == piece.offset) {
            last.length += piece.length;
            return;
        }
    }
    m_extents.push_back(
        { piece.connection, direction, piece.offset, piece.length, m_nextBlock });
}

bool BlockWriter::closeBlock()
{
    if (m_pieces.octets().isEmpty())
        return true;
    m_insertBlock.bind(1, m_nextBlock);
    m_insertBlock.bind(2, QByteArrayView(m_pieces.octets()));
    m_insertBlock.bind(3, QByteArrayView(m_data));
    if (!m_insertBlock.execute())
        return false;
    ++m_nextBlock;
    m_data.resize(0);
    m_pieces.clear();
    m_stretches.clear();
    return true;
}

bool BlockWriter::flush()
{
    if (!closeBlock())
        return false;
    const bool isDue = !m_extents.empty()
        && m_nextBlock - m_extents.front().block > Schema::MaxUnindexedBlocks;
    return !isDue || index();
}

bool BlockWriter::index()
{
    m_isIndexed = true;
    return writeExtents();
}

void BlockWriter::commit()
{
    m_committedBlock = m_nextBlock;
    if (std::exchange(m_isIndexed, false))
        m_extents.clear();
    m_committedExtents = m_extents.size();
}

bool BlockWriter::writeExtents()
{
    // In the order of the key: neighbours of a direction become one, and of many connections that
    // talk at once every page of the tree is visited once for all of these blocks.
    const auto key = [](const Extent &extent) {
        return std::tuple(extent.connection, extent.direction, extent.first);
    };
    std::vector<Extent> extents = m_extents;
    std::sort(extents.begin(), extents.end(),
              [&](const Extent &a, const Extent &b) { return key(a) < key(b); });
    for (std::size_t i = 0; i < extents.size();) {
        Extent extent = extents[i];
        for (++i; i < extents.size(); ++i) {
            const Extent &next = extents[i];
            if (next.connection != extent.connection || next.direction != extent.direction
                || next.block != extent.block || next.first != extent.first + extent.length)
                break;
            extent.length += next.length;
        }
        m_insertExtent.bind(1, extent.connection);
        m_insertExtent.bind(2, extent.direction);
        m_insertExtent.bind(3, extent.first);
        m_insertExtent.bind(4, extent.block);
        m_insertExtent.bind(5, extent.length);
        if (!m_insertExtent.execute())
            return false;
    }
    return true;
}

void BlockWriter::rollBack()
{
    m_nextBlock = m_committedBlock;
    m_data.resize(0);
    m_pieces.clear();
    m_stretches.clear();
    m_extents.resize(m_committedExtents);
    m_isIndexed = false;
}

} // namespace Pushscope
