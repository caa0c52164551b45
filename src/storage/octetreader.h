// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/octetsource.h"
#include "storage/pieces.h"
#include "storage/recentblocks.h"
#include "storage/sqlite.h"

#include <list>
#include <memory>
#include <unordered_map>
#include <vector>

namespace Pushscope {

/// Finds recorded octets in a capture file; keeps the blocks read last.
///
/// Threads: that of the database.
class OctetReader final : public OctetSource
{
public:
    /// Enough for a page of records of several connections.
    static constexpr std::size_t BlocksKept = 32;

    explicit OctetReader(Database &database);

    [[nodiscard]] QByteArray octets(quint32 connection, From from, Layer layer,
                                    ByteRange range) override;
    [[nodiscard]] std::vector<OctetRead> reads(quint32 connection, From from, Layer layer,
                                               ByteRange range, std::size_t most) override;

    /// The block of the octet at @p offset of a direction; 0: none is known.
    [[nodiscard]] qint64 blockAt(quint32 connection, int direction, qint64 offset);

    /// Ids of the blocks that may hold octets of @p range, in order of their stretches.
    [[nodiscard]] std::vector<qint64> blocksOf(quint32 connection, int direction, ByteRange range);

    /// A block was met that nobody of us wrote, or that could not be read.
    [[nodiscard]] bool hasMetDamage() const { return m_hasMetDamage; }

private:
    struct Block {
        std::vector<Piece> pieces; ///< by direction, then offset
        QByteArray data;
    };
    using Entry = std::pair<qint64, Block>;

    [[nodiscard]] const Block *block(qint64 id);
    [[nodiscard]] bool loadBlock(qint64 id, Block &block);
    /// Block @p id went with the oldest of a capture that is being recorded.
    [[nodiscard]] bool isDropped(qint64 id);
    /// Appends to @p result what @p block holds of the direction of @p wanted, from its offset on
    /// to @p end.
    static void appendFrom(const Block &block, const Piece &wanted, qint64 end, QByteArray &result);
    /// Appends those that `extent` lists from its row @p first on, and moves @p end behind them.
    void findExtents(quint32 connection, int direction, qint64 first, ByteRange range, qint64 &end,
                     std::vector<qint64> &blocks);

    Statement m_seekExtent;
    Statement m_nextExtents;
    Statement m_readBlock;
    Statement m_oldestBlock;
    RecentBlocks m_recent;
    std::list<Entry> m_blocks; ///< the one used last first
    std::unordered_map<qint64, std::list<Entry>::iterator> m_byId;
    bool m_hasMetDamage = false;
};

} // namespace Pushscope
