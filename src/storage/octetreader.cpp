// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/octetreader.h"

#include "storage/schema.h"

#include <algorithm>
#include <tuple>

namespace Pushscope {

namespace {

/// Pieces of a block lie in this order once it is loaded, so that those of a direction follow one
/// another.
bool isBefore(const Piece &a, const Piece &b)
{
    return std::tie(a.connection, a.from, a.layer, a.offset)
        < std::tie(b.connection, b.from, b.layer, b.offset);
}

bool isOf(const Piece &piece, quint32 connection, From from, Layer layer)
{
    return piece.connection == connection && piece.from == from && piece.layer == layer;
}

} // namespace

OctetReader::OctetReader(Database &database)
    : m_seekExtent(database,
                   "SELECT first FROM extent WHERE connection=? AND direction=? AND first<=? "
                   "ORDER BY first DESC LIMIT 1")
    , m_nextExtents(database,
                    "SELECT block, first, length FROM extent WHERE connection=? AND direction=? "
                    "AND first>=? AND first<? ORDER BY first")
    , m_readBlock(database, "SELECT pieces, data FROM block WHERE id=?")
    , m_oldestBlock(database, "SELECT min(id) FROM block")
    , m_recent(database)
{
}

QByteArray OctetReader::octets(quint32 connection, From from, Layer layer, ByteRange range)
{
    QByteArray result;
    if (range.isEmpty())
        return result;
    for (const qint64 id : blocksOf(connection, Schema::directionCode(from, layer), range)) {
        const Block *const found = block(id);
        if (found == nullptr)
            return result;
        appendFrom(*found, { connection, from, layer, range.begin + result.size() }, range.end,
                   result);
    }
    return result;
}

std::vector<OctetRead> OctetReader::reads(quint32 connection, From from, Layer layer,
                                          ByteRange range, std::size_t most)
{
    std::vector<OctetRead> result;
    if (range.isEmpty())
        return result;
    for (const qint64 id : blocksOf(connection, Schema::directionCode(from, layer), range)) {
        const Block *const found = block(id);
        if (found == nullptr)
            return result;
        for (const Piece &piece : found->pieces) {
            const ByteRange part{ std::max(piece.offset, range.begin),
                                  std::min(piece.offset + piece.length, range.end) };
            if (!isOf(piece, connection, from, layer) || part.isEmpty())
                continue;
            // One that a block had no room for goes on in the next.
            if (!result.empty() && result.back().range.end == part.begin
                && result.back().t == piece.t) {
                result.back().range.end = part.end;
                continue;
            }
            if (result.size() == most)
                return result;
            result.push_back({ part, piece.t });
        }
    }
    return result;
}

void OctetReader::appendFrom(const Block &block, const Piece &wanted, qint64 end,
                             QByteArray &result)
{
    auto it = std::upper_bound(block.pieces.begin(), block.pieces.end(), wanted, isBefore);
    if (it != block.pieces.begin())
        --it;
    qint64 next = wanted.offset;
    for (; it != block.pieces.end() && next < end; ++it) {
        if (isBefore(*it, wanted) && !isOf(*it, wanted.connection, wanted.from, wanted.layer))
            continue; // The one before is of another direction.
        if (!isOf(*it, wanted.connection, wanted.from, wanted.layer) || it->offset > next)
            return;
        const qint64 skipped = next - it->offset;
        const qint64 length = std::min(it->length - skipped, end - next);
        if (length <= 0)
            continue;
        result.append(block.data.constData() + it->dataOffset + skipped, length);
        next += length;
    }
}

std::vector<qint64> OctetReader::blocksOf(quint32 connection, int direction, ByteRange range)
{
    qint64 first = range.begin;
    m_seekExtent.bind(1, connection);
    m_seekExtent.bind(2, direction);
    m_seekExtent.bind(3, range.begin);
    if (m_seekExtent.step() == Statement::Step::Row)
        first = m_seekExtent.integer(0);
    m_seekExtent.reset();

    std::vector<qint64> blocks;
    qint64 end = range.begin;
    findExtents(connection, direction, first, range, end, blocks);
    // What is not listed yet is told by the newest blocks.
    if (end < range.end)
        m_recent.findBlocks(connection, direction, { end, range.end }, blocks);
    return blocks;
}

qint64 OctetReader::blockAt(quint32 connection, int direction, qint64 offset)
{
    const std::vector<qint64> blocks = blocksOf(connection, direction, { offset, offset + 1 });
    return blocks.empty() ? 0 : blocks.front();
}

void OctetReader::findExtents(quint32 connection, int direction, qint64 first, ByteRange range,
                              qint64 &end, std::vector<qint64> &blocks)
{
    const StatementScope scope(m_nextExtents);
    m_nextExtents.bind(1, connection);
    m_nextExtents.bind(2, direction);
    m_nextExtents.bind(3, first);
    m_nextExtents.bind(4, range.end);
    while (m_nextExtents.step() == Statement::Step::Row) {
        const qint64 begins = m_nextExtents.integer(1);
        const qint64 length = m_nextExtents.integer(2);
        if (begins > end || length <= 0)
            break; // What follows was not recorded: a prefix is all there is to give.
        if (length <= range.begin - begins)
            continue; // It ends before.
        blocks.push_back(m_nextExtents.integer(0));
        end = begins + std::min(length, range.end - begins);
    }
}

const OctetReader::Block *OctetReader::block(qint64 id)
{
    const auto known = m_byId.find(id);
    if (known != m_byId.end()) {
        m_blocks.splice(m_blocks.begin(), m_blocks, known->second);
        return &known->second->second;
    }
    Block loaded;
    if (!loadBlock(id, loaded)) {
        m_hasMetDamage = m_hasMetDamage || !isDropped(id);
        return nullptr;
    }
    m_blocks.emplace_front(id, std::move(loaded));
    m_byId[id] = m_blocks.begin();
    if (m_blocks.size() > BlocksKept) {
        m_byId.erase(m_blocks.back().first);
        m_blocks.pop_back();
    }
    return &m_blocks.front().second;
}

bool OctetReader::isDropped(qint64 id)
{
    const StatementScope scope(m_oldestBlock);
    return m_oldestBlock.step() == Statement::Step::Row && id < m_oldestBlock.integer(0);
}

bool OctetReader::loadBlock(qint64 id, Block &block)
{
    const StatementScope scope(m_readBlock);
    m_readBlock.bind(1, id);
    if (m_readBlock.step() != Statement::Step::Row)
        return false;
    const QByteArrayView data = m_readBlock.view(1);
    if (data.size() > Schema::MaxBlockOctets)
        return false;
    std::optional<std::vector<BlockPiece>> pieces = decodePieces(m_readBlock.view(0), data.size());
    if (!pieces)
        return false;
    block.pieces.reserve(pieces->size());
    for (const BlockPiece &piece : *pieces)
        block.pieces.push_back(piece.piece);
    std::stable_sort(block.pieces.begin(), block.pieces.end(), isBefore);
    block.data = m_readBlock.octets(1);
    return true;
}

} // namespace Pushscope
