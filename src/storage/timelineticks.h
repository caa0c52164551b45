// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordpages.h"
#include "storage/sqlite.h"
#include "storage/timelinesummaries.h"

#include <vector>

namespace Pushscope {

/// Counts the records of a stretch of time into ticks, one for each column of a connection and
/// direction: from rows of the summary that lie in one column, and below these from records.
///
/// Threads: that of the database.
class TimelineTicks
{
public:
    /// So many records are read below the summary for one answer, which takes some 50 ms; what is
    /// wider than a column beyond that comes as rows of the summary, the sparse ones last.
    static constexpr qint64 MaxRecordsRead = 128 * 1024;

    /// @p columns: pixels of [@p tFrom, @p tTo], at least 1.
    TimelineTicks(Database &database, const TimelineSummaries &summaries, qint64 tFrom, qint64 tTo,
                  int columns, qint64 mostRecordsRead = MaxRecordsRead);

    /// By connection, then time.
    [[nodiscard]] std::vector<TimelineTick> read();
    /// Records that read() looked at.
    [[nodiscard]] qint64 recordsRead() const { return m_recordsRead; }

private:
    using Row = TimelineSummaries::Row;
    /// A row that is too wide for one tick.
    struct Wide {
        std::size_t lane = 0;
        const Row *row = nullptr;
        double sparseness = 0; ///< Columns for each of its records.
        bool isRead = false;
    };
    /// What was found of a lane so far.
    struct Found {
        std::vector<TimelineTick> ticks;
        std::vector<const Row *> wanted; ///< Rows whose records are read, by seq.
        std::size_t next = 0;            ///< Of these: the first that may hold the next record.
        bool isInterrupted = false;      ///< By a wide row, behind the last tick.
    };

    void readSummary();
    void addRow(std::size_t lane, const Row &row);
    /// Of the rows that are too wide, those whose records can be read.
    void chooseRows();
    /// Between which pages the records of the stretch lie.
    void findRange();
    /// Room for the pages of records under @p row in what may be read; false: there is none.
    [[nodiscard]] bool reserve(const Row &row);
    void readRecords();
    void readRecords(qint64 first, qint64 last);
    [[nodiscard]] static bool isWanted(Found &found, qint64 seq);
    void add(std::size_t lane, const TimelineTick &tick);
    /// Puts @p ticks of a lane in order of time, one for each column, behind those of @p all.
    void takeTicks(std::vector<TimelineTick> &ticks, std::vector<TimelineTick> &all) const;
    [[nodiscard]] TimelineTick tickOf(std::size_t lane, const Row &row) const;
    [[nodiscard]] qint64 columnOf(qint64 t) const;
    static void merge(TimelineTick &sum, const TimelineTick &tick);

    Database &m_database;
    const TimelineSummaries &m_summaries;
    const qint64 m_from;
    const qint64 m_to;
    const qint64 m_pixelNs;
    const qint64 m_mostRecordsRead;
    qint64 m_recordsRead = 0;
    qint64 m_pagesLeft = 0;
    qint64 m_firstPage = 0;
    qint64 m_lastPage = 0;
    std::vector<bool> m_pages; ///< Of records by seq: which are read.
    std::vector<Wide> m_wide;
    std::vector<Found> m_found; ///< By lane.
};

/// The kind among @p kinds that says most about what went on.
[[nodiscard]] RecordKind mostTellingKind(quint64 kinds);

} // namespace Pushscope
