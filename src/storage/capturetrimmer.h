// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "storage/octetreader.h"
#include "storage/pieces.h"
#include "storage/sqlite.h"

#include <map>
#include <set>
#include <utility>
#include <vector>

namespace Pushscope {

/// Deletes the oldest of a capture that is being written, so that no more of its file is in use
/// than a limit; the pages that it frees are written anew, so the file grows no further either.
///
/// Records go by `seq`, with the rows of `summary` that counted nothing else; blocks go once none
/// of the next RecordsAhead records that are kept begins in them, and with them their `extent`.
/// Connections and exchanges go once they ended before what is kept, or else a poller's would fill
/// the limit by themselves. `meta` says by `dropped` which record was the last to go. What lists
/// sessions stays.
///
/// Threads: the writer's.
class CaptureTrimmer
{
public:
    /// What goes at a time: so many records, or those of so many octets.
    static constexpr qint64 SliceRecords = 4096;
    static constexpr qint64 SliceOctets = 1024 * 1024;
    /// In one transaction at most so many slices and blocks: several times what the largest one
    /// adds (RecordQueue::GroupRecords, GroupOctets), so that it keeps up, and takes about as long.
    static constexpr int MostSlices = 16;
    static constexpr qint64 MostBlocks = 256;
    static constexpr qint64 SliceBlocks = 16;
    /// A record may have octets that were read long before; those of the first so many stay.
    static constexpr int RecordsAhead = 512;

    explicit CaptureTrimmer(Database &database);

    /// seq of the last record that went, as of the last commit() or in this transaction.
    [[nodiscard]] qint64 dropped() const { return m_dropped; }
    /// Part of a transaction, once all else is written; @p newestSeq and @p newestBlock are those
    /// that are there by then. False where the file could not be changed.
    [[nodiscard]] bool trim(qint64 keepOctets, qint64 newestSeq, qint64 newestBlock);
    void commit();
    void rollBack();

private:
    using Direction = std::pair<qint64, qint64>; ///< connection, and which of it

    /// What goes with the next records.
    struct Slice {
        qint64 end = 0; ///< seq of the last of them
        qint64 t = 0;   ///< of it
        std::set<Direction> counted{}; ///< whose summaries count them
        qint64 newestConnection = 0;
        qint64 newestExchange = 0;
    };

    [[nodiscard]] qint64 usedOctets();
    /// Deletes the next slice of records before @p newestSeq.
    [[nodiscard]] bool dropRecords(qint64 newestSeq);
    [[nodiscard]] Slice nextSlice(qint64 newestSeq);
    /// Deletes the connections and exchanges that ended within it, or before.
    [[nodiscard]] bool dropListings(const Slice &slice);
    /// The oldest block that the next records need; 0 where they need none.
    [[nodiscard]] qint64 neededBlock();
    /// Deletes the blocks before @p end.
    [[nodiscard]] bool dropBlocks(qint64 end);
    [[nodiscard]] qint64 oldestBlock();

    Statement m_pageCount;
    Statement m_freeCount;
    Statement m_slice;
    Statement m_ahead;
    Statement m_oldestBlock;
    Statement m_pieces;
    Statement m_deleteRecords;
    Statement m_deleteSummaries;
    Statement m_deleteConnections;
    Statement m_deleteExchanges;
    Statement m_deleteBlocks;
    Statement m_deleteExtents;
    Statement m_setDropped;
    OctetReader m_octets;
    const qint64 m_pageOctets;
    qint64 m_dropped = 0;
    qint64 m_committedDropped = 0;
    qint64 m_blockEnd = 0; ///< Blocks before it are not needed any more.
};

} // namespace Pushscope
