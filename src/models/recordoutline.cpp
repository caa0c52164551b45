// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/recordoutline.h"

#include <algorithm>
#include <atomic>

namespace Pushscope {

namespace {

constexpr std::size_t MostRanks = 20'000; ///< Forgotten all at once; asked for anew in sight.
// How far from a record its carriers are looked for. Connections record in turns, so that others'
// records lie between; beyond this a filter by connection tells more than a fold.
constexpr int MostLooked = 4096;
constexpr int BodyBefore = 1024;
constexpr int BodyAfter = 64; ///< A chunk ends after what it carried.

std::vector<RecordRow> carriersOf(const RecordRow &row, std::span<const Record> records,
                                  OctetSource &octets)
{
    std::vector<RecordRow> rows;
    for (const Record &record : records) {
        if (rows.size() < RecordOutline::MostUnfolded && isCarrierOf(row, record))
            rows.push_back(makeRecordRow(record, octets));
    }
    return rows;
}

} // namespace

RecordOutline::RecordOutline(QObject *parent)
    : QObject(parent)
    , m_mailbox(this)
{
    connect(&m_list, &RecordListModel::reset, this, [this] {
        forget();
        emit reset();
    });
    connect(&m_list, &RecordListModel::rowCountChanged, this,
            [this] { emit rowCountChanged(rowCount()); });
    connect(&m_list, &RecordListModel::rowsPrepended, this, &RecordOutline::takePrepended);
    connect(&m_list, &RecordListModel::rowsArrived, this, [this](qint64 first, qint64 last) {
        emit rowsArrived(fromList(first), fromList(last));
        askRanks();
    });
}

void RecordOutline::setPages(RecordPages *pages, RecordPages::FilterId filter)
{
    m_list.setPages(pages, filter);
}

void RecordOutline::forget()
{
    ++m_generation;
    m_unfolded.clear();
    m_bare.clear();
    m_ranks.clear();
    m_isAskingRanks = false;
    m_lastWanted = -1;
}

void RecordOutline::takePrepended(qint64 count)
{
    std::map<qint64, Unfolded> moved;
    for (auto &[listRow, unfolded] : m_unfolded) {
        if (!unfolded.rows.empty())
            moved.emplace(listRow + count, std::move(unfolded));
    }
    m_unfolded = std::move(moved);
    m_firstWanted += count;
    m_lastWanted += m_lastWanted >= 0 ? count : 0;
    ++m_generation; // What is under way has the old numbers.
    m_isAskingRanks = false;
    emit unfolded(-1, count);
}

void RecordOutline::findRow(qint64 seq, std::function<void(qint64 row)> handler)
{
    m_list.findRow(seq, [this, handler = std::move(handler)](qint64 listRow) {
        handler(listRow < 0 ? -1 : fromList(listRow));
    });
}

void RecordOutline::setHeartbeats(RecordPages::FilterId heartbeats)
{
    m_heartbeats = heartbeats;
    m_heartbeatRows = 0;
    m_heartbeatsScanned = 0;
    m_areHeartbeatsFound = false;
    forget();
    emit reset();
}

void RecordOutline::takeHeartbeats(qint64 rows, qint64 scanned, bool isDone)
{
    m_heartbeatRows = rows;
    m_heartbeatsScanned = scanned;
    m_areHeartbeatsFound = isDone;
    askRanks();
    if (isDone && m_lastWanted >= 0)
        emit rowsArrived(fromList(m_firstWanted), fromList(m_lastWanted));
}

void RecordOutline::setCarriersFolded(bool areFolded)
{
    if (areFolded == m_areCarriersFolded)
        return;
    m_areCarriersFolded = areFolded;
    forget();
    emit reset();
}

qint64 RecordOutline::rowCount() const
{
    qint64 count = m_list.rowCount();
    for (const auto &[listRow, unfolded] : m_unfolded)
        count += static_cast<qint64>(unfolded.rows.size());
    return count;
}

RecordOutline::Spot RecordOutline::spotOf(qint64 row) const
{
    qint64 above = 0; // Rows unfolded above.
    for (const auto &[listRow, unfolded] : m_unfolded) {
        const qint64 under = row - above - listRow - 1;
        if (under < 0)
            break;
        const auto count = static_cast<qint64>(unfolded.rows.size());
        if (under < count)
            return { listRow, under };
        above += count;
    }
    return { row - above, -1 };
}

qint64 RecordOutline::fromList(qint64 listRow) const
{
    qint64 row = listRow;
    for (const auto &[above, unfolded] : m_unfolded) {
        if (above >= listRow)
            break;
        row += static_cast<qint64>(unfolded.rows.size());
    }
    return row;
}

qint64 RecordOutline::toList(qint64 row) const
{
    return spotOf(row).listRow;
}

const RecordRow *RecordOutline::row(qint64 row) const
{
    if (row < 0)
        return nullptr;
    const Spot spot = spotOf(row);
    if (spot.index < 0)
        return m_list.row(spot.listRow);
    return &m_unfolded.at(spot.listRow).rows[static_cast<std::size_t>(spot.index)];
}

bool RecordOutline::hasCarriers(const RecordRow &row) const
{
    return m_areCarriersFolded && row.carriage != Carriage::None && !m_bare.contains(row.seq);
}

qint64 RecordOutline::heartbeatsAfter(qint64 listRow) const
{
    const RecordRow *row = m_list.row(listRow);
    const auto rank = row ? m_ranks.find(row->seq) : m_ranks.end();
    if (rank == m_ranks.end())
        return 0;
    if (listRow + 1 >= m_list.rowCount())
        return std::max<qint64>(0, m_heartbeatRows - rank->second);
    const RecordRow *next = m_list.row(listRow + 1);
    const auto nextRank = next ? m_ranks.find(next->seq) : m_ranks.end();
    return nextRank == m_ranks.end() ? 0 : std::max<qint64>(0, nextRank->second - rank->second);
}

RecordOutline::Place RecordOutline::placeOf(qint64 row) const
{
    const Spot spot = spotOf(row);
    Place place;
    if (spot.index >= 0) {
        place.isUnder = true;
        return place;
    }
    const RecordRow *shown = m_list.row(spot.listRow);
    if (!shown)
        return place;
    const auto unfolded = m_unfolded.find(spot.listRow);
    place.isUnfolded = unfolded != m_unfolded.end() && !unfolded->second.rows.empty();
    place.heartbeats = heartbeatsAfter(spot.listRow);
    place.canUnfold = !place.isUnfolded && (hasCarriers(*shown) || place.heartbeats > 0);
    return place;
}

void RecordOutline::want(qint64 first, qint64 last)
{
    m_firstWanted = toList(first);
    m_lastWanted = toList(last);
    m_list.want(m_firstWanted, m_lastWanted);
    askRanks();
}

/// Of a row and the one after it, where records lie between them.
std::vector<qint64> RecordOutline::seqsWithoutRank() const
{
    std::vector<qint64> seqs;
    const auto need = [&](const RecordRow &row) {
        // What has not been looked through yet cannot be counted.
        if (row.seq <= m_heartbeatsScanned && !m_ranks.contains(row.seq)
            && (seqs.empty() || seqs.back() != row.seq))
            seqs.push_back(row.seq);
    };
    for (qint64 listRow = m_firstWanted; listRow <= m_lastWanted; ++listRow) {
        const RecordRow *row = m_list.row(listRow);
        const RecordRow *next = m_list.row(listRow + 1);
        const bool isLast = listRow + 1 >= m_list.rowCount();
        if (row && (isLast || (next && next->seq > row->seq + 1))) {
            need(*row);
            if (next)
                need(*next);
        }
    }
    return seqs;
}

void RecordOutline::askRanks()
{
    if (m_isAskingRanks || m_heartbeats == RecordPages::Everything || !m_areHeartbeatsFound)
        return;
    const std::vector<qint64> seqs = seqsWithoutRank();
    if (seqs.empty())
        return;
    m_isAskingRanks = true;
    struct Answers {
        std::vector<std::pair<qint64, qint64>> ranks;
        std::size_t wanted = 0;
    };
    const auto answers = std::make_shared<Answers>(); // The reader answers one after the other.
    answers->wanted = seqs.size();
    for (qint64 seq : seqs) {
        pages()->requestRowOf(m_heartbeats, seq,
                              [this, answers, seq, address = m_mailbox.address(),
                               generation = m_generation](qint64 row) {
                                  answers->ranks.emplace_back(seq, row);
                                  if (answers->ranks.size() == answers->wanted) {
                                      address->post(
                                          [this, generation, ranks = std::move(answers->ranks)] {
                                              takeRanks(generation, ranks);
                                          });
                                  }
                              });
    }
}

void RecordOutline::takeRanks(quint64 generation,
                              const std::vector<std::pair<qint64, qint64>> &ranks)
{
    if (generation != m_generation)
        return;
    m_isAskingRanks = false;
    if (m_ranks.size() > MostRanks)
        m_ranks.clear();
    for (const auto &[seq, rank] : ranks)
        m_ranks[seq] = rank >= 0 ? rank : m_heartbeatRows; // None of them comes after it.
    if (m_lastWanted >= 0)
        emit rowsArrived(fromList(m_firstWanted), fromList(m_lastWanted));
    askRanks();
}

void RecordOutline::unfold(qint64 row)
{
    const Spot spot = spotOf(row);
    const RecordRow *shown = m_list.row(spot.listRow);
    if (spot.index >= 0 || !shown || !placeOf(row).canUnfold || m_unfolded.contains(spot.listRow))
        return;
    m_unfolded[spot.listRow].seq = shown->seq;
    if (hasCarriers(*shown))
        readCarriers(spot.listRow, *shown);
    else
        readHeartbeats(spot.listRow);
}

void RecordOutline::readCarriers(qint64 listRow, const RecordRow &row)
{
    const qint64 from = row.carriage == Carriage::Frames ? row.carrier : row.seq;
    pages()->requestRowOf(
        RecordPages::Everything, from,
        [this, address = m_mailbox.address(), generation = m_generation, listRow,
         row](qint64 first) {
            address->post([this, generation, listRow, row, first] {
                if (generation != m_generation)
                    return;
                if (first < 0) { // It is not there.
                    add(listRow, row.seq, {}, false);
                    return;
                }
                int count = MostLooked;
                qint64 begin = first;
                if (row.carriage == Carriage::Frames) {
                    count = static_cast<int>(std::min<qint64>(MostLooked, row.seq - row.carrier));
                } else {
                    const bool isBody = row.carriage == Carriage::Body;
                    begin = std::max<qint64>(0, first - (isBody ? BodyBefore : MostLooked));
                    count = static_cast<int>(first - begin) + (isBody ? BodyAfter : 0);
                }
                readCarriersFrom(listRow, row, std::max<qint64>(0, begin), count);
            });
        });
}

void RecordOutline::readCarriersFrom(qint64 listRow, const RecordRow &row, qint64 first, int count)
{
    pages()->requestRows(
        RecordPages::Everything, first, count,
        [this, address = m_mailbox.address(), generation = m_generation, listRow,
         row](const RecordPages::Page &, std::span<const Record> records, OctetSource &octets) {
            address->post([this, generation, listRow, seq = row.seq,
                           rows = carriersOf(row, records, octets)]() mutable {
                if (generation != m_generation)
                    return;
                if (rows.empty())
                    m_bare.insert(seq);
                add(listRow, seq, std::move(rows), heartbeatsAfter(listRow) > 0);
            });
        });
}

void RecordOutline::readHeartbeats(qint64 listRow)
{
    const RecordRow *row = m_list.row(listRow);
    const qint64 count = heartbeatsAfter(listRow);
    if (!row || count == 0) {
        if (m_unfolded[listRow].rows.empty())
            m_unfolded.erase(listRow);
        return;
    }
    pages()->requestRows(
        m_heartbeats, m_ranks.at(row->seq), static_cast<int>(std::min<qint64>(count, MostUnfolded)),
        [this, address = m_mailbox.address(), generation = m_generation, listRow, seq = row->seq](
            const RecordPages::Page &, std::span<const Record> records, OctetSource &octets) {
            std::vector<RecordRow> rows;
            for (const Record &record : records)
                rows.push_back(makeRecordRow(record, octets));
            address->post([this, generation, listRow, seq, rows = std::move(rows)]() mutable {
                if (generation == m_generation)
                    add(listRow, seq, std::move(rows), false);
            });
        });
}

void RecordOutline::add(qint64 listRow, qint64 seq, std::vector<RecordRow> rows, bool hasMore)
{
    const auto found = m_unfolded.find(listRow);
    if (found == m_unfolded.end() || found->second.seq != seq)
        return;
    const auto before = static_cast<qint64>(found->second.rows.size());
    const auto count = static_cast<qint64>(rows.size());
    for (RecordRow &row : rows)
        found->second.rows.push_back(std::move(row));
    if (count > 0) {
        emit rowCountChanged(rowCount());
        emit unfolded(fromList(listRow) + before, count);
    }
    if (hasMore)
        readHeartbeats(listRow);
    else if (before + count == 0)
        m_unfolded.erase(listRow);
    emit rowsArrived(fromList(listRow), fromList(listRow) + before + count);
}

void RecordOutline::fold(qint64 row)
{
    const qint64 listRow = toList(row);
    const auto found = m_unfolded.find(listRow);
    if (found == m_unfolded.end())
        return;
    const auto count = static_cast<qint64>(found->second.rows.size());
    m_unfolded.erase(found);
    emit rowCountChanged(rowCount());
    emit unfolded(fromList(listRow), -count);
}

} // namespace Pushscope
