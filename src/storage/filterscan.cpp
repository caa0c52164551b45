// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/filterscan.h"

#include "capture/filtersql.h"

#include <algorithm>

namespace Pushscope {

namespace {

using Clock = std::chrono::steady_clock;

constexpr qint64 FirstChunk = 4096;
constexpr qint64 LargestChunk = 1024 * 1024;
constexpr int SummaryPage = 20'000;
// A summary that rules nothing out.
constexpr QByteArrayView Everything = "1";

} // namespace

FilterScan::FilterScan(RecordPages::FilterId id, std::shared_ptr<const Filter> filter,
                       RecordPages::FilterHandler handler)
    : m_id(id)
    , m_filter(std::move(filter))
    , m_handler(std::move(handler))
    , m_summaryCondition(filterSummarySql(*m_filter))
    , m_chunk(FirstChunk)
{
}

bool FilterScan::advance(ReaderSession &session, qint64 newest)
{
    const qint64 newestNote = newest + static_cast<qint64>(session.notes().size());
    if (m_hasTold && m_scanned >= newest && (m_hasNotes || newestNote == newest))
        return false;
    if (!m_hasBegun)
        begin(session, newest);
    if (m_isReadingSummary) {
        readSummary(session);
        return true;
    }
    const Clock::time_point start = Clock::now();
    const Range range = nextRange(newest);
    if (range.first <= range.last && !scan(session, range) && m_chunk > 1) {
        m_chunk = std::max<qint64>(1, (range.last - range.first + 1) / 2);
        return true; // Again with less, until what is damaged is left out alone.
    }
    m_scanned = std::max(m_scanned, range.last);
    adapt(Clock::now() - start);
    if (m_scanned >= newest)
        scanNotes(session, newest);
    tell(m_scanned >= newest);
    return m_scanned < newest;
}

void FilterScan::tell(bool isDone)
{
    m_hasTold = true;
    m_handler(m_id, rows(), m_scanned - m_firstSeq + 1, isDone);
}

void FilterScan::begin(ReaderSession &session, qint64 newest)
{
    m_hasBegun = true;
    m_firstSeq = session.firstSeq();
    m_scanned = m_firstSeq - 1;
    m_rangesEnd = m_scanned;
    m_isReadingSummary = m_summaryCondition != Everything;
    if (m_isReadingSummary)
        m_rangesEnd = newest;
}

void FilterScan::readSummary(ReaderSession &session)
{
    const QByteArray sql = "SELECT connection, origin, first_seq, last_seq, " + m_summaryCondition
        + " FROM summary WHERE (connection, origin, first_seq)>(?,?,?)"
          " ORDER BY connection, origin, first_seq LIMIT ?";
    Statement row(session.database(), sql.constData());
    m_summaryKey.bind(row);
    row.bind(SummaryKey::Columns + 1, SummaryPage);
    int count = 0;
    Statement::Step step = row.step();
    for (; step == Statement::Step::Row && m_summaryKey.advance(row); step = row.step(), ++count) {
        if (row.integer(4) != 0)
            m_ranges.push_back({ row.integer(2), std::min(row.integer(3), m_rangesEnd) });
    }
    if (step == Statement::Step::Failed)
        m_ranges.assign(1, { m_firstSeq, m_rangesEnd });
    if (step == Statement::Step::Failed || count < SummaryPage) {
        m_isReadingSummary = false;
        mergeRanges();
    }
}

void FilterScan::mergeRanges()
{
    std::sort(m_ranges.begin(), m_ranges.end(),
              [](const Range &a, const Range &b) { return a.first < b.first; });
    std::vector<Range> merged;
    for (const Range &range : m_ranges) {
        if (!merged.empty() && range.first <= merged.back().last + 1)
            merged.back().last = std::max(merged.back().last, range.last);
        else
            merged.push_back(range);
    }
    m_ranges = std::move(merged);
}

FilterScan::Range FilterScan::nextRange(qint64 newest)
{
    qint64 first = m_scanned + 1;
    while (m_nextRange < m_ranges.size() && m_ranges[m_nextRange].last < first)
        ++m_nextRange;
    if (first > m_rangesEnd)
        return { first, std::min(newest, m_scanned + m_chunk) };
    if (m_nextRange == m_ranges.size())
        return { m_rangesEnd + 1, m_rangesEnd }; // Nothing up to there.
    const Range &range = m_ranges[m_nextRange];
    first = std::max(first, range.first);
    return { first, std::min({ range.last, m_rangesEnd, first + m_chunk - 1 }) };
}

bool FilterScan::scan(ReaderSession &session, Range range)
{
    const QByteArray sql
        = "SELECT seq FROM record WHERE seq>=? AND seq<=? AND " + filterSql(*m_filter);
    session.matcher().use(*m_filter);
    Statement row(session.database(), sql.constData());
    row.bind(1, range.first);
    row.bind(2, range.last);
    Statement::Step step = row.step();
    for (; step == Statement::Step::Row; step = row.step()) {
        const qint64 seq = row.integer(0);
        if (seq >= range.first && seq <= range.last)
            m_found.add(seq - m_firstSeq);
    }
    return step == Statement::Step::Done;
}

void FilterScan::scanNotes(ReaderSession &session, qint64 newest)
{
    session.matcher().use(*m_filter);
    for (const Record &note : session.notes()) {
        if (note.seq > newest && session.matcher().matches(note))
            m_found.add(note.seq - m_firstSeq);
    }
    m_hasNotes = true;
}

void FilterScan::adapt(Clock::duration taken)
{
    if (taken < SliceTime / 2)
        m_chunk = std::min(m_chunk * 2, LargestChunk);
    else if (taken > SliceTime)
        m_chunk = std::max<qint64>(m_chunk / 2, 1);
}

} // namespace Pushscope
