// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordpages.h"
#include "storage/sqlite.h"
#include "storage/summarywriter.h"

#include <map>
#include <utility>
#include <vector>

namespace Pushscope {

/// Counts the records of a stretch of time into ticks no finer than a pixel: rows of `summary`
/// where these are narrow enough, records where they are not.
///
/// Threads: that of the database.
class TimelineTicks
{
public:
    /// So many records are read below the summary for one answer; what is wider than a pixel
    /// beyond that comes as rows of the summary.
    static constexpr qint64 MaxRecordsRead = 256 * 1024;

    /// @p columns: pixels of [@p tFrom, @p tTo], at least 1.
    TimelineTicks(Database &database, qint64 tFrom, qint64 tTo, int columns);

    /// By connection, then time.
    [[nodiscard]] std::vector<TimelineTick> read();

private:
    /// A connection and direction.
    using Lane = std::pair<quint32, From>;

    void readSummary();
    void addRow(const Summary &row);
    /// Of the rows that are too wide, those whose records can be read.
    void chooseRows();
    void readRecords();
    /// Reads the records of [@p first, @p last] into the lanes whose rows ask for them.
    void readRecords(qint64 first, qint64 last);
    /// First seq of the range that asks for record @p seq; 0 where none does.
    [[nodiscard]] qint64 wantedRange(const Lane &lane, qint64 seq) const;
    /// Ticks of one @p group follow one another without any in between and share columns.
    void add(const TimelineTick &tick, qint64 group);
    [[nodiscard]] qint64 columnOf(qint64 t) const;
    static void merge(TimelineTick &sum, const TimelineTick &tick);

    /// What was found of a lane so far.
    struct Found {
        std::vector<TimelineTick> ticks;
        qint64 group = 0; ///< of the last one
        qint64 wideRows = 0;
    };

    Database &m_database;
    const qint64 m_from;
    const qint64 m_to;
    const qint64 m_pixelNs;
    std::vector<Summary> m_wide; ///< rows that are too wide for one tick
    std::map<Lane, std::vector<std::pair<qint64, qint64>>> m_wanted; ///< seqs to be read, in order
    std::map<Lane, Found> m_found;
};

/// The kind among @p kinds that says most about what went on.
[[nodiscard]] RecordKind mostTellingKind(quint64 kinds);

} // namespace Pushscope
