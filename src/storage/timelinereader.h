// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordpages.h"
#include "storage/sqlite.h"
#include "storage/timelineexchanges.h"
#include "storage/timelinephases.h"
#include "storage/timelinesummaries.h"

#include <vector>

namespace Pushscope {

/// Reads what the timeline shows of a stretch of time. Keeps what every question needs, and takes
/// in what came since the last one.
///
/// Threads: that of the database.
class TimelineReader
{
public:
    /// @p database outlives it.
    explicit TimelineReader(Database &database);

    /// As RecordPages::requestTimeline(). Of an empty range only sessions and connections.
    [[nodiscard]] TimelineSlice read(qint64 tFrom, qint64 tTo, int columns);

    [[nodiscard]] const TimelineSummaries &summaries() const { return m_summaries; }

private:
    void updateSessions();
    void updateConnections();
    [[nodiscard]] static ConnectionRow readConnection(const Statement &row);

    Database &m_database;
    Statement m_sessionSelect;
    Statement m_techniqueSelect;
    Statement m_connectionSelect;
    std::vector<SessionRow> m_sessions;
    std::vector<std::size_t> m_undecided;     ///< Those of them that may find out what they are.
    qint64 m_lastSession = 0;                 ///< ID
    std::vector<ConnectionRow> m_connections; ///< By ID.
    std::vector<std::size_t> m_open;          ///< Those of them that may change.
    TimelineSummaries m_summaries;
    TimelineExchanges m_exchanges;
    TimelinePhases m_phases;
};

} // namespace Pushscope
