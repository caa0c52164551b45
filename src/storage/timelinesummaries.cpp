// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/timelinesummaries.h"

#include "capture/violationcolumns.h"
#include "storage/schema.h"
#include "storage/summarykey.h"

#include <algorithm>
#include <limits>

namespace Pushscope {

namespace {

constexpr int SummaryPage = 20'000; // One read transaction of some milliseconds.
constexpr quint32 MostTraits = 1U << 12;

quint64 laneKey(quint32 connection, From from)
{
    return quint64{ connection } << 2 | static_cast<quint64>(from);
}

quint64 mixed(quint64 kinds, ViolationSet violations)
{
    constexpr quint64 Odd = 0x9e3779b97f4a7c15; // Spreads the bits of one over those of the other.
    return static_cast<quint64>(ViolationColumns::kinds(kinds, violations))
        ^ (violations.bits() * Odd);
}

Summary readSummaryRow(const Statement &row)
{
    // A stranger's numbers may be any: sums and differences of these cannot overflow.
    constexpr qint64 MostOctets = qint64{ 1 } << 40;
    Summary summary;
    summary.connection = static_cast<quint32>(row.integer(0));
    summary.from = static_cast<From>(row.integer(1) & 3);
    summary.firstSeq = std::max<qint64>(1, row.integer(2));
    summary.lastSeq = std::max(summary.firstSeq, row.integer(3));
    if (!row.isNull(4)) {
        summary.tFirst = std::max<qint64>(0, row.integer(4));
        summary.tLast = std::max(summary.tFirst, row.integer(5));
    }
    summary.count = std::clamp<qint64>(row.integer(6), 0, Schema::MaxSummaryRecords);
    summary.octets = std::clamp<qint64>(row.integer(7), 0, MostOctets);
    summary.kinds = ViolationColumns::kindBits(row.integer(8));
    summary.violations = ViolationColumns::ofSummary(row.integer(9), row.integer(8));
    summary.largestGapNs = row.integer(10);
    return summary;
}

} // namespace

void TimelineSummaries::update()
{
    const qint64 newest = m_database.integer("SELECT seq FROM record ORDER BY seq DESC LIMIT 1", 0);
    if (newest == m_newestSeq)
        return;
    if (m_newestSeq == 0 || newest < m_newestSeq || newest - m_newestSeq > MostRecordsCounted)
        load();
    else
        follow(newest);
    m_newestSeq = newest;
    forgetDropped();
    putTogether();
}

void TimelineSummaries::forgetDropped()
{
    const qint64 oldest = m_database.integer("SELECT seq FROM record ORDER BY seq LIMIT 1", 0);
    if (oldest - m_oldestSeq < Schema::MaxSummarySpan)
        return;
    m_oldestSeq = oldest;
    for (Lane &lane : m_lanes) {
        const auto isKept = [oldest](const Row &row) { return row.lastSeq() >= oldest; };
        const auto kept = std::find_if(lane.rows.begin(), lane.rows.end(), isKept);
        m_rowCount -= kept - lane.rows.begin();
        lane.rows.erase(lane.rows.begin(), kept);
    }
}

void TimelineSummaries::load()
{
    m_lanes.clear();
    m_laneOf.clear();
    m_traits.clear();
    m_traitsOf.clear();
    m_rowCount = 0;
    Statement row(m_database,
                  "SELECT connection, origin, first_seq, last_seq, t_first, t_last, count, octets, "
                  "kinds, violations, gap FROM summary "
                  "WHERE (connection, origin, first_seq)>(?,?,?) "
                  "ORDER BY connection, origin, first_seq LIMIT ?");
    SummaryKey last;
    for (int count = SummaryPage; count == SummaryPage;) {
        const StatementScope scope(row);
        last.bind(row);
        row.bind(SummaryKey::Columns + 1, SummaryPage);
        for (count = 0; row.step() == Statement::Step::Row && last.advance(row); ++count)
            take(readSummaryRow(row));
    }
    for (Lane &lane : m_lanes)
        lane.rows.shrink_to_fit();
}

void TimelineSummaries::take(const Summary &summary)
{
    Lane &target = lane(summary.connection, summary.from);
    target.lastSeq = std::max(target.lastSeq, summary.lastSeq);
    const qint64 span = summary.lastSeq - summary.firstSeq;
    if (summary.tFirst == Record::NoTime || span > std::numeric_limits<quint32>::max())
        return;
    Row row;
    row.tFirst = summary.tFirst;
    row.tLast = summary.tLast;
    row.firstSeq = summary.firstSeq;
    row.octets = summary.octets;
    row.largestGapNs = summary.largestGapNs;
    row.m_span = static_cast<quint32>(span);
    row.set(static_cast<quint32>(summary.count), traitsFor(summary.kinds, summary.violations));
    target.rows.push_back(row);
    ++m_rowCount;
}

void TimelineSummaries::follow(qint64 newest)
{
    Statement row(m_database,
                  "SELECT seq, t, kind, origin, connection, size, violations, flags FROM record "
                  "WHERE seq>? AND seq<=? ORDER BY seq");
    row.bind(1, m_newestSeq);
    row.bind(2, newest);
    while (row.step() == Statement::Step::Row) {
        Record record;
        record.seq = row.integer(0);
        record.t = row.isNull(1) ? Record::NoTime : std::max<qint64>(0, row.integer(1));
        const qint64 kind = row.integer(2);
        if (kind < RecordKindFirst || kind > RecordKindLast)
            continue;
        record.kind = static_cast<RecordKind>(kind);
        record.from = static_cast<From>(row.integer(3) & 3);
        record.connection = static_cast<quint32>(row.integer(4));
        record.size = std::max<qint64>(0, row.integer(5));
        record.violations = ViolationColumns::ofRecord(row.integer(6), row.integer(7));
        count(record);
    }
}

void TimelineSummaries::count(const Record &record)
{
    Lane &target = lane(record.connection, record.from);
    if (record.seq <= target.lastSeq)
        return; // The summary had it already.
    target.lastSeq = record.seq;
    if (record.t == Record::NoTime)
        return;
    Row next;
    next.tFirst = next.tLast = record.t;
    next.firstSeq = record.seq;
    next.octets = record.size;
    next.set(1, traitsFor(quint64{ 1 } << static_cast<int>(record.kind), record.violations));
    const bool hasRoom = !target.rows.empty()
        && target.rows.back().count() < Schema::MaxSummaryRecords
        && record.seq - target.rows.back().firstSeq < Schema::MaxSummarySpan;
    if (hasRoom && append(target.rows.back(), next))
        return;
    target.rows.push_back(next);
    ++m_rowCount;
}

bool TimelineSummaries::append(Row &row, const Row &next)
{
    const quint32 sum = row.count() + next.count();
    const qint64 span = next.lastSeq() - row.firstSeq;
    if (sum > MostInRow || span < 0 || span > std::numeric_limits<quint32>::max())
        return false;
    row.largestGapNs = std::max({ row.largestGapNs, next.largestGapNs, next.tFirst - row.tLast });
    row.tFirst = std::min(row.tFirst, next.tFirst);
    row.tLast = std::max(row.tLast, next.tLast);
    row.octets
        = static_cast<qint64>(static_cast<quint64>(row.octets) + static_cast<quint64>(next.octets));
    ViolationSet all = violations(row);
    all.add(violations(next));
    row.set(sum, traitsFor(kinds(row) | kinds(next), all));
    row.m_span = static_cast<quint32>(span);
    return true;
}

TimelineSummaries::Lane &TimelineSummaries::lane(quint32 connection, From from)
{
    const auto [place, isNew]
        = m_laneOf.emplace(laneKey(connection, from), static_cast<qsizetype>(m_lanes.size()));
    if (isNew)
        m_lanes.push_back({ connection, from, 0, {} });
    return m_lanes[static_cast<std::size_t>(place->second)];
}

qsizetype TimelineSummaries::laneOf(quint32 connection, From from) const
{
    const auto found = m_laneOf.find(laneKey(connection, from));
    return found == m_laneOf.end() ? -1 : found->second;
}

quint32 TimelineSummaries::traitsFor(quint64 kinds, ViolationSet violations)
{
    const auto found = m_traitsOf.find(mixed(kinds, violations));
    if (found != m_traitsOf.end() && m_traits[found->second].kinds == kinds
        && m_traits[found->second].violations == violations)
        return found->second;
    if (m_traits.size() == MostTraits) {
        // No honest capture is that various. Rather one trait too many than one that is missing.
        m_traits.back().kinds |= kinds;
        m_traits.back().violations.add(violations);
        return MostTraits - 1;
    }
    m_traits.push_back({ kinds, violations });
    const auto index = static_cast<quint32>(m_traits.size() - 1);
    m_traitsOf[mixed(kinds, violations)] = index;
    return index;
}

qint64 TimelineSummaries::memory() const
{
    return m_rowCount * static_cast<qint64>(sizeof(Row));
}

void TimelineSummaries::putTogether()
{
    // Neighbours by twos, again and again; the last one of a lane goes on to grow.
    for (qint64 before = 0;
         memory() > std::max(m_leastOctets, m_newestSeq) && before != m_rowCount;) {
        before = m_rowCount;
        for (Lane &lane : m_lanes) {
            std::vector<Row> fewer;
            fewer.reserve(lane.rows.size() / 2 + 1);
            for (std::size_t i = 0; i < lane.rows.size(); ++i) {
                fewer.push_back(lane.rows[i]);
                if (i + 2 < lane.rows.size() && append(fewer.back(), lane.rows[i + 1]))
                    ++i;
            }
            m_rowCount -= static_cast<qint64>(lane.rows.size() - fewer.size());
            lane.rows = std::move(fewer);
        }
    }
}

} // namespace Pushscope
