// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/filter.h"
#include "capture/recordpages.h"
#include "storage/rankbitmap.h"
#include "storage/readersession.h"
#include "storage/summarykey.h"

#include <chrono>
#include <memory>
#include <vector>

namespace Pushscope {

/// Finds the records that pass a filter, a slice at a time, and goes on with what is recorded
/// meanwhile. Keeps a bit per record.
///
/// Threads: the reader's.
class FilterScan
{
public:
    /// A slice takes about as long, so that pages asked for meanwhile come at once.
    static constexpr std::chrono::milliseconds SliceTime{ 20 };

    FilterScan(RecordPages::FilterId id, std::shared_ptr<const Filter> filter,
               RecordPages::FilterHandler handler);

    /// Looks at some more of the records up to @p newest and tells the handler; false where none
    /// are left.
    bool advance(ReaderSession &session, qint64 newest);

    /// Tells the handler what there is; for a file that cannot be read.
    void tell(bool isDone);
    /// The file was opened anew: there may be new notes.
    void reopened() { m_hasNotes = false; }

    [[nodiscard]] qint64 rows() const { return m_found.count(); }
    /// seq of a row below rows().
    [[nodiscard]] qint64 seqOf(qint64 row) const { return m_firstSeq + m_found.at(row); }
    /// The first row at or after @p seq; rows() where there is none.
    [[nodiscard]] qint64 rowOf(qint64 seq) const { return m_found.rank(seq - m_firstSeq); }

private:
    struct Range {
        qint64 first = 0;
        qint64 last = 0;
    };

    void begin(ReaderSession &session, qint64 newest);
    /// Reads a page of `summary`; what no row of it counts need not be looked at.
    void readSummary(ReaderSession &session);
    void mergeRanges();
    /// What to look at next, beginning after m_scanned.
    [[nodiscard]] Range nextRange(qint64 newest);
    [[nodiscard]] bool scan(ReaderSession &session, Range range);
    void scanNotes(ReaderSession &session, qint64 newest);
    void adapt(std::chrono::steady_clock::duration taken);

    const RecordPages::FilterId m_id;
    const std::shared_ptr<const Filter> m_filter;
    const RecordPages::FilterHandler m_handler;
    const QByteArray m_summaryCondition;
    RankBitmap m_found; ///< of seq - m_firstSeq
    qint64 m_firstSeq = 1;
    qint64 m_scanned = 0; ///< seq up to which all is looked at
    qint64 m_chunk = 0;
    bool m_hasBegun = false;
    bool m_hasTold = false;
    bool m_hasNotes = false; ///< those of a finished capture are looked at

    // The records that were there at the beginning, as far as the summary can tell.
    bool m_isReadingSummary = false;
    SummaryKey m_summaryKey;
    std::vector<Range> m_ranges;
    std::size_t m_nextRange = 0;
    qint64 m_rangesEnd = 0;
};

} // namespace Pushscope
