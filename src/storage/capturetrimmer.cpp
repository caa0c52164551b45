// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/capturetrimmer.h"

#include "storage/recordrow.h"
#include "storage/schema.h"

#include "capture/capturestore.h"

#include <algorithm>

namespace Pushscope {

namespace {

qint64 integerOf(Statement &statement)
{
    const StatementScope scope(statement);
    return statement.step() == Statement::Step::Row ? statement.integer(0) : 0;
}

} // namespace

CaptureTrimmer::CaptureTrimmer(Database &database)
    : m_pageCount(database, "PRAGMA page_count")
    , m_freeCount(database, "PRAGMA freelist_count")
    , m_slice(database,
              "SELECT seq, connection, origin, length, exchange, t FROM record "
              "WHERE seq>? AND seq<? ORDER BY seq LIMIT ?")
    , m_ahead(database,
              "SELECT connection, origin, flags, first, length, content_first, content_length "
              "FROM record WHERE seq>? ORDER BY seq LIMIT ?")
    , m_oldestBlock(database, "SELECT min(id) FROM block")
    , m_pieces(database, "SELECT pieces FROM block WHERE id<? ORDER BY id")
    , m_deleteRecords(database, "DELETE FROM record WHERE seq<=?")
    , m_deleteSummaries(database,
                        "DELETE FROM summary WHERE connection=?1 AND origin=?2 AND first_seq<=?3 "
                        "AND last_seq<=?3")
    , m_deleteConnections(database, "DELETE FROM connection WHERE id<=? AND t_close<=?")
    // Those that were never answered end with their connection.
    , m_deleteExchanges(database,
                        "DELETE FROM exchange WHERE id<=? AND (t_end<=? OR NOT EXISTS("
                        "SELECT 1 FROM connection WHERE connection.id=exchange.connection))")
    , m_deleteBlocks(database, "DELETE FROM block WHERE id<?")
    , m_deleteExtents(database,
                      "DELETE FROM extent WHERE connection=? AND direction=? AND first>=? "
                      "AND first<? AND block<?")
    , m_setDropped(database, "INSERT OR REPLACE INTO meta VALUES('dropped',?)")
    , m_octets(database)
    , m_pageOctets(database.integer("PRAGMA page_size", 0))
    , m_dropped(database.integer("SELECT value FROM meta WHERE name='dropped'", 0))
    , m_committedDropped(m_dropped)
{
}

bool CaptureTrimmer::trim(qint64 keepOctets, qint64 newestSeq, qint64 newestBlock)
{
    if (keepOctets <= 0)
        return true;
    const qint64 limit = std::max(keepOctets, RecordingLimits::LeastKeepOctets);
    const qint64 before = m_dropped;
    // Whoever indexes the newest blocks still has to find them.
    const qint64 lastEnd = newestBlock - Schema::MaxUnindexedBlocks;
    int slices = MostSlices;
    qint64 blocks = MostBlocks;
    while (usedOctets() > limit) {
        const qint64 oldest = oldestBlock();
        const qint64 end = std::min(m_blockEnd, lastEnd);
        if (oldest > 0 && oldest < end) {
            if (blocks <= 0)
                break; // The rest goes with the next transaction.
            const qint64 next = std::min(oldest + SliceBlocks, end);
            if (!dropBlocks(next))
                return false;
            blocks -= next - oldest;
        } else if (m_dropped + 1 < newestSeq) {
            if (--slices < 0)
                break;
            if (!dropRecords(newestSeq))
                return false;
        } else if (m_blockEnd < lastEnd) {
            m_blockEnd = lastEnd; // Octets alone, which no record has told of yet.
        } else {
            break;
        }
    }
    if (m_dropped == before)
        return true;
    m_setDropped.bind(1, m_dropped);
    return m_setDropped.execute();
}

qint64 CaptureTrimmer::usedOctets()
{
    return (integerOf(m_pageCount) - integerOf(m_freeCount)) * m_pageOctets;
}

qint64 CaptureTrimmer::oldestBlock()
{
    return integerOf(m_oldestBlock);
}

CaptureTrimmer::Slice CaptureTrimmer::nextSlice(qint64 newestSeq)
{
    const StatementScope scope(m_slice);
    m_slice.bind(1, m_dropped);
    m_slice.bind(2, newestSeq);
    m_slice.bind(3, SliceRecords);
    Slice slice;
    slice.end = m_dropped;
    qint64 octets = 0;
    while (octets < SliceOctets && m_slice.step() == Statement::Step::Row) {
        slice.end = m_slice.integer(0);
        slice.counted.emplace(m_slice.integer(1), m_slice.integer(2));
        slice.newestConnection = std::max(slice.newestConnection, m_slice.integer(1));
        octets += m_slice.integer(3);
        slice.newestExchange = std::max(slice.newestExchange, m_slice.integer(4));
        slice.t = m_slice.integer(5);
    }
    return slice;
}

bool CaptureTrimmer::dropRecords(qint64 newestSeq)
{
    const Slice slice = nextSlice(newestSeq);
    if (slice.end == m_dropped) {
        m_dropped = newestSeq - 1; // There are none.
        return true;
    }
    m_deleteRecords.bind(1, slice.end);
    if (!m_deleteRecords.execute() || !dropListings(slice))
        return false;
    for (const Direction &each : slice.counted) {
        m_deleteSummaries.bind(1, each.first);
        m_deleteSummaries.bind(2, each.second);
        m_deleteSummaries.bind(3, slice.end);
        if (!m_deleteSummaries.execute())
            return false;
    }
    m_dropped = slice.end;
    m_blockEnd = std::max(m_blockEnd, neededBlock());
    return true;
}

bool CaptureTrimmer::dropListings(const Slice &slice)
{
    m_deleteConnections.bind(1, slice.newestConnection);
    m_deleteConnections.bind(2, slice.t);
    if (!m_deleteConnections.execute())
        return false;
    m_deleteExchanges.bind(1, slice.newestExchange);
    m_deleteExchanges.bind(2, slice.t);
    return m_deleteExchanges.execute();
}

qint64 CaptureTrimmer::neededBlock()
{
    std::map<Direction, qint64> firsts;
    const auto need = [&firsts](qint64 connection, int direction, qint64 first) {
        const auto [known, isNew] = firsts.emplace(Direction{ connection, direction }, first);
        if (!isNew)
            known->second = std::min(known->second, first);
    };
    {
        const StatementScope scope(m_ahead);
        m_ahead.bind(1, m_dropped);
        m_ahead.bind(2, RecordsAhead);
        while (m_ahead.step() == Statement::Step::Row) {
            const auto from = static_cast<From>(m_ahead.integer(1) & 3);
            const Layer layer
                = (m_ahead.integer(2) & LiesInContent) != 0 ? Layer::Content : Layer::Wire;
            if (m_ahead.integer(4) > 0)
                need(m_ahead.integer(0), Schema::directionCode(from, layer), m_ahead.integer(3));
            if (m_ahead.integer(6) > 0)
                need(m_ahead.integer(0), Schema::directionCode(from, Layer::Content),
                     m_ahead.integer(5));
        }
    }
    qint64 oldest = 0;
    for (const auto &[direction, first] : firsts) {
        const qint64 block = m_octets.blockAt(static_cast<quint32>(direction.first),
                                              static_cast<int>(direction.second), first);
        if (block > 0 && (oldest == 0 || block < oldest))
            oldest = block;
    }
    return oldest;
}

bool CaptureTrimmer::dropBlocks(qint64 end)
{
    std::map<Direction, ByteRange> covered;
    {
        const StatementScope scope(m_pieces);
        m_pieces.bind(1, end);
        while (m_pieces.step() == Statement::Step::Row) {
            const auto pieces = decodePieces(m_pieces.view(0), Schema::MaxBlockOctets);
            for (std::size_t i = 0; pieces && i < pieces->size(); ++i) {
                const Piece &piece = (*pieces)[i].piece;
                const ByteRange part{ piece.offset, piece.offset + piece.length };
                const auto [known, isNew] = covered.emplace(
                    Direction{ piece.connection, Schema::directionCode(piece.from, piece.layer) },
                    part);
                if (!isNew) {
                    known->second.begin = std::min(known->second.begin, part.begin);
                    known->second.end = std::max(known->second.end, part.end);
                }
            }
        }
    }
    m_deleteBlocks.bind(1, end);
    if (!m_deleteBlocks.execute())
        return false;
    for (const auto &[direction, range] : covered) {
        m_deleteExtents.bind(1, direction.first);
        m_deleteExtents.bind(2, direction.second);
        m_deleteExtents.bind(3, range.begin);
        m_deleteExtents.bind(4, range.end);
        m_deleteExtents.bind(5, end);
        if (!m_deleteExtents.execute())
            return false;
    }
    return true;
}

void CaptureTrimmer::commit()
{
    m_committedDropped = m_dropped;
}

void CaptureTrimmer::rollBack()
{
    m_dropped = m_committedDropped;
    m_blockEnd = 0;
}

} // namespace Pushscope
