// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/filter.h"
#include "capture/recordpages.h"
#include "storage/rankbitmap.h"
#include "storage/readersession.h"
#include "storage/recordscanner.h"

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace Pushscope {

/// The records that pass a filter, as far as they are found: from where somebody looks, in both
/// directions, and on with what is recorded meanwhile. Hands out what is to be looked at and takes
/// what came of it. Keeps a bit per record.
///
/// Rows count from the first match at or after the record it began at; those before it have
/// negative numbers. So a row keeps its number while others are found.
///
/// Threads: the reader's.
class FilterScan
{
public:
    /// A job takes about as long, so that the first matches come soon and what is recorded waits
    /// for nobody's read transaction.
    static constexpr std::chrono::milliseconds JobTime{ 25 };
    /// Jobs that are handed out at once: enough for each thread to find the next one waiting.
    static constexpr int MostJobs = 4;

    /// @p start: seq of the record to begin at; 0: the first.
    FilterScan(RecordPages::FilterId id, std::shared_ptr<const Filter> filter,
               RecordPages::FilterHandler handler, qint64 start,
               std::shared_ptr<const std::atomic<bool>> isCancelled);

    /// What is to be done next of the records from @p oldest to @p newest; nothing for now where
    /// enough is under way.
    [[nodiscard]] std::optional<ScanJob> nextJob(qint64 oldest, qint64 newest);
    /// What came of one of nextJob(); tells the handler.
    void take(ScanResult &&result, ReaderSession *session, qint64 newest);
    /// There may be new notes, and nothing else to do: tells the handler once it is through.
    void finish(ReaderSession *session, qint64 newest);

    /// The file was opened anew: there may be new notes.
    void reopened() { m_hasNotes = false; }

    [[nodiscard]] RecordPages::RowSpan rows() const { return { -rowsBefore(), m_found.count() }; }
    /// seq of a row of rows().
    [[nodiscard]] qint64 seqOf(qint64 row) const
    {
        return m_firstSeq + m_found.at(row + rowsBefore());
    }
    /// The first row at or after @p seq; the one after the last where there is none.
    [[nodiscard]] qint64 rowOf(qint64 seq) const
    {
        return m_found.rank(seq - m_firstSeq) - rowsBefore();
    }

private:
    [[nodiscard]] qint64 rowsBefore() const { return m_found.rank(m_start - m_firstSeq); }
    [[nodiscard]] bool isDone(qint64 newest) const
    {
        return m_hasBegun && m_begin <= m_firstSeq && m_end > newest;
    }
    void begin(qint64 oldest, qint64 newest);
    void planForward(ScanJob &job, qint64 newest);
    void planBackward(ScanJob &job);
    /// The first stretch in @p span that may hold a match; empty where there is none.
    [[nodiscard]] SeqRange firstPart(SeqRange span) const;
    /// The last one.
    [[nodiscard]] SeqRange lastPart(SeqRange span) const;
    /// Moves the ends of what is looked at over the results that lie next to it.
    void advance();
    void add(const ScanResult &result);
    void adapt(const ScanResult &result);
    void scanNotes(ReaderSession &session, qint64 newest);
    void tell(bool isDone);

    const RecordPages::FilterId m_id;
    const std::shared_ptr<const Filter> m_filter;
    const RecordPages::FilterHandler m_handler;
    const std::shared_ptr<const std::atomic<bool>> m_isCancelled;
    const QByteArray m_summaryCondition;
    RankBitmap m_found; ///< of seq - m_firstSeq
    qint64 m_firstSeq = 1;
    qint64 m_start;
    // Looked at are the records from m_begin to before m_end, handed out those of the same others.
    qint64 m_begin = 1;
    qint64 m_end = 1;
    qint64 m_plannedBegin = 1;
    qint64 m_plannedEnd = 1;
    std::map<qint64, ScanResult> m_waiting; ///< by first seq: what lies between is not here yet
    qint64 m_chunk = 0;
    int m_jobs = 0;
    bool m_hasBegun = false;
    std::optional<qint64>
        m_doneAt;            ///< newest seq when the handler was told last that it is through
    bool m_hasNotes = false; ///< those of a finished capture are looked at
    // Where the summary tells that there may be a match, for the records it was asked about.
    bool m_wantsSummary = false;
    std::optional<SeqRange> m_summarySpan;
    std::vector<SeqRange> m_ranges;
};

} // namespace Pushscope
