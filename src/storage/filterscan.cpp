// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/filterscan.h"

#include "capture/filtersql.h"

#include <algorithm>

namespace Pushscope {

namespace {

constexpr qint64 FirstChunk = 4096;
constexpr qint64 LargestChunk = 1024 * 1024;
constexpr std::size_t MostParts = 1024; ///< of a job
// A summary that rules nothing out.
constexpr QByteArrayView Everything = "1";

} // namespace

FilterScan::FilterScan(RecordPages::FilterId id, std::shared_ptr<const Filter> filter,
                       RecordPages::FilterHandler handler, qint64 start,
                       std::shared_ptr<const std::atomic<bool>> isCancelled)
    : m_id(id)
    , m_filter(std::move(filter))
    , m_handler(std::move(handler))
    , m_isCancelled(std::move(isCancelled))
    , m_summaryCondition(filterSummarySql(*m_filter))
    , m_start(start)
    , m_chunk(FirstChunk)
{
}

void FilterScan::begin(qint64 oldest, qint64 newest)
{
    m_hasBegun = true;
    m_firstSeq = oldest;
    m_start = std::clamp(m_start, oldest, std::max(oldest, newest));
    m_begin = m_end = m_plannedBegin = m_plannedEnd = m_start;
    // What is looked at in a moment needs no plan.
    m_wantsSummary = m_summaryCondition != Everything && newest - oldest > 4 * FirstChunk;
}

std::optional<ScanJob> FilterScan::nextJob(qint64 oldest, qint64 newest)
{
    if (!m_hasBegun)
        begin(oldest, newest);
    if (m_jobs >= MostJobs)
        return std::nullopt;
    ScanJob job{ m_id, m_filter, m_isCancelled };
    const bool hasLater = m_plannedEnd <= newest;
    const bool hasEarlier = m_plannedBegin > m_firstSeq;
    // The first records without the summary, while another thread reads that.
    if (m_wantsSummary && m_jobs > 0) {
        m_wantsSummary = false;
        job.summaryCondition = m_summaryCondition;
        job.span = { m_firstSeq, newest };
    } else if (hasLater && (!hasEarlier || m_plannedEnd - m_start <= m_start - m_plannedBegin)) {
        planForward(job, newest);
    } else if (hasEarlier) {
        planBackward(job);
    } else {
        return std::nullopt;
    }
    ++m_jobs;
    return job;
}

void FilterScan::planForward(ScanJob &job, qint64 newest)
{
    SeqRange rest{ m_plannedEnd, newest };
    qint64 left = m_chunk;
    while (rest.size() > 0 && left > 0 && job.parts.size() < MostParts) {
        SeqRange part = firstPart(rest);
        part.last = std::min(part.last, part.first + left - 1);
        if (part.size() <= 0) {
            rest.first = newest + 1;
            break;
        }
        job.parts.push_back(part);
        left -= part.size();
        rest.first = part.last + 1;
    }
    job.span = { m_plannedEnd, rest.first - 1 };
    m_plannedEnd = rest.first;
}

void FilterScan::planBackward(ScanJob &job)
{
    SeqRange rest{ m_firstSeq, m_plannedBegin - 1 };
    qint64 left = m_chunk;
    while (rest.size() > 0 && left > 0 && job.parts.size() < MostParts) {
        SeqRange part = lastPart(rest);
        part.first = std::max(part.first, part.last - left + 1);
        if (part.size() <= 0) {
            rest.last = m_firstSeq - 1;
            break;
        }
        job.parts.push_back(part);
        left -= part.size();
        rest.last = part.first - 1;
    }
    std::reverse(job.parts.begin(), job.parts.end());
    job.span = { rest.last + 1, m_plannedBegin - 1 };
    m_plannedBegin = rest.last + 1;
}

SeqRange FilterScan::firstPart(SeqRange span) const
{
    if (!m_summarySpan || span.first > m_summarySpan->last)
        return span;
    if (span.first < m_summarySpan->first)
        return { span.first, std::min(span.last, m_summarySpan->first - 1) };
    const auto next
        = std::lower_bound(m_ranges.begin(), m_ranges.end(), span.first,
                           [](const SeqRange &range, qint64 first) { return range.last < first; });
    if (next == m_ranges.end())
        return { m_summarySpan->last + 1, span.last };
    return { std::max(span.first, next->first), std::min(span.last, next->last) };
}

SeqRange FilterScan::lastPart(SeqRange span) const
{
    if (!m_summarySpan || span.last < m_summarySpan->first)
        return span;
    if (span.last > m_summarySpan->last)
        return { std::max(span.first, m_summarySpan->last + 1), span.last };
    const auto next
        = std::upper_bound(m_ranges.begin(), m_ranges.end(), span.last,
                           [](qint64 last, const SeqRange &range) { return last < range.first; });
    if (next == m_ranges.begin())
        return { span.first, m_summarySpan->first - 1 };
    const SeqRange &range = *std::prev(next);
    return { std::max(span.first, range.first), std::min(span.last, range.last) };
}

void FilterScan::take(ScanResult &&result, ReaderSession *session, qint64 newest)
{
    --m_jobs;
    if (!result.job.summaryCondition.isEmpty()) {
        m_summarySpan = result.job.span;
        m_ranges = std::move(result.ranges);
        return;
    }
    adapt(result);
    const qint64 first = result.job.span.first;
    m_waiting.emplace(first, std::move(result));
    advance();
    if (isDone(newest))
        finish(session, newest);
    else
        tell(false);
}

void FilterScan::advance()
{
    while (true) {
        auto next = m_waiting.find(m_end);
        if (next != m_waiting.end()) {
            add(next->second);
            m_end = next->second.job.span.last + 1;
            m_waiting.erase(next);
            continue;
        }
        next = m_waiting.lower_bound(m_begin);
        if (next == m_waiting.begin() || std::prev(next)->second.job.span.last != m_begin - 1)
            return;
        --next;
        add(next->second);
        m_begin = next->first;
        m_waiting.erase(next);
    }
}

void FilterScan::add(const ScanResult &result)
{
    for (const qint64 seq : result.found)
        m_found.add(seq - m_firstSeq);
}

void FilterScan::adapt(const ScanResult &result)
{
    qint64 records = 0;
    for (const SeqRange &part : result.job.parts)
        records += part.size();
    if (result.taken < JobTime / 2 && records >= m_chunk)
        m_chunk = std::min(m_chunk * 2, LargestChunk);
    else if (result.taken > JobTime * 2)
        m_chunk = std::max<qint64>(m_chunk / 2, 1);
}

void FilterScan::finish(ReaderSession *session, qint64 newest)
{
    if (!isDone(newest))
        return;
    const bool hasNewNotes = session != nullptr && !m_hasNotes && !session->notes().empty();
    if (m_doneAt == newest && !hasNewNotes)
        return;
    m_doneAt = newest;
    if (hasNewNotes)
        scanNotes(*session, newest);
    tell(true);
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

void FilterScan::tell(bool isDone)
{
    m_handler(m_id, m_found.count(), m_end - m_begin, isDone);
}

} // namespace Pushscope
