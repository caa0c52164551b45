// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/recentblocks.h"

#include "storage/pieces.h"
#include "storage/schema.h"

#include <algorithm>
#include <tuple>

namespace Pushscope {

RecentBlocks::RecentBlocks(Database &database)
    : m_newest(database, "SELECT max(id) FROM block")
    , m_readPieces(database, "SELECT id, pieces FROM block WHERE id>? AND id<=? ORDER BY id")
{
}

void RecentBlocks::refresh()
{
    qint64 newest = 0;
    {
        const StatementScope scope(m_newest);
        if (m_newest.step() == Statement::Step::Row)
            newest = m_newest.integer(0);
    }
    if (newest < m_newestBlock) { // Another file than before, or a damaged one.
        m_stretches.clear();
        m_newestBlock = 0;
    }
    const qint64 oldest = std::max<qint64>(0, newest - Schema::MaxUnindexedBlocks);
    if (newest > m_newestBlock) {
        const StatementScope scope(m_readPieces);
        m_readPieces.bind(1, std::max(m_newestBlock, oldest));
        m_readPieces.bind(2, newest);
        while (m_readPieces.step() == Statement::Step::Row)
            add(m_readPieces.integer(0), m_readPieces.view(1));
    }
    m_newestBlock = newest;
    m_stretches.erase(m_stretches.begin(), m_stretches.upper_bound(oldest));
}

void RecentBlocks::add(qint64 id, QByteArrayView pieces)
{
    const auto decoded = decodePieces(pieces, Schema::MaxBlockOctets);
    if (!decoded)
        return; // Whoever reads the block tells the damage.
    std::vector<Stretch> &stretches = m_stretches[id];
    stretches.clear();
    stretches.reserve(decoded->size());
    for (const BlockPiece &each : *decoded) {
        const Piece &piece = each.piece;
        stretches.push_back({ piece.connection, Schema::directionCode(piece.from, piece.layer),
                              { piece.offset, piece.offset + piece.length } });
    }
    const auto key = [](const Stretch &stretch) {
        return std::tuple(stretch.connection, stretch.direction, stretch.range.begin);
    };
    std::ranges::stable_sort(stretches, {}, key);
}

void RecentBlocks::findBlocks(quint32 connection, int direction, ByteRange range,
                              std::vector<qint64> &blocks)
{
    refresh();
    qint64 next = range.begin;
    for (const auto &[id, stretches] : m_stretches) {
        const auto key = [](const Stretch &stretch) {
            return std::pair(stretch.connection, stretch.direction);
        };
        const std::pair wanted(connection, direction);
        const qint64 before = next;
        // Not equal_range: Clang 14, which builds the fuzzers, cannot read its subrange.
        for (auto each = std::ranges::lower_bound(stretches, wanted, {}, key);
             each != stretches.end() && key(*each) == wanted; ++each) {
            if (each->range.begin <= next && each->range.end > next)
                next = each->range.end;
        }
        if (next > before)
            blocks.push_back(id);
        if (next >= range.end)
            return;
    }
}

} // namespace Pushscope
