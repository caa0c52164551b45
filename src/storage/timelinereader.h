// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordpages.h"
#include "storage/sqlite.h"

namespace Pushscope {

/// Reads what the timeline shows of a stretch of time.
///
/// Threads: that of the database.
class TimelineReader
{
public:
    explicit TimelineReader(Database &database)
        : m_database(database)
    {
    }

    /// @p columns as in RecordPages::requestTimeline().
    [[nodiscard]] TimelineSlice read(qint64 tFrom, qint64 tTo, int columns);

private:
    void readSessions(TimelineSlice &slice);
    void readConnections(TimelineSlice &slice);
    void readExchanges(TimelineSlice &slice, int columns);

    Database &m_database;
};

} // namespace Pushscope
