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
    /// Of the rows that are too wide, those whose records can be read.
    void chooseRows();
    void readRecords();
    /// Reads the records of [@p first, @p last] into the lanes whose rows ask for them.
    void readRecords(qint64 first, qint64 last);
    [[nodiscard]] bool isWanted(const Lane &lane, qint64 seq);
    void add(const TimelineTick &tick);
    [[nodiscard]] qint64 columnOf(qint64 t) const;

    Database &m_database;
    const qint64 m_from;
    const qint64 m_to;
    const qint64 m_pixelNs;
    std::vector<Summary> m_wide; ///< rows that are too wide for one tick
    std::map<Lane, std::vector<std::pair<qint64, qint64>>> m_wanted; ///< seqs to be read, in order
    std::map<Lane, std::map<qint64, TimelineTick>> m_ticks;          ///< by column
};

/// The kind among @p kinds that says most about what went on.
[[nodiscard]] RecordKind mostTellingKind(quint64 kinds);

} // namespace Pushscope
