// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordpages.h"
#include "storage/sqlite.h"
#include "storage/timelinesummaries.h"

#include <optional>
#include <unordered_map>
#include <utility>

namespace Pushscope {

/// How long a connection took to look its name up, to connect and to agree on TLS. Only the
/// record conn.open tells, and no index leads to it: the summary says roughly where it is.
///
/// Threads: that of the database.
class TimelinePhases
{
public:
    /// So many records are looked for in one question; the next one goes on.
    static constexpr int MostLookUps = 256;

    TimelinePhases(Database &database, const TimelineSummaries &summaries);

    /// Fills in dnsNs, connectNs and tlsNs of the connections of @p slice that are in its range
    /// and took at least two columns of @p pixelNs to open.
    void fill(TimelineSlice &slice, qint64 pixelNs);

private:
    struct Phases {
        qint64 dnsNs = -1;
        qint64 connectNs = -1;
        qint64 tlsNs = -1;
    };

    [[nodiscard]] Phases find(const ConnectionRow &connection);
    /// Seqs among which conn.open at @p t of the connection must be.
    [[nodiscard]] std::optional<std::pair<qint64, qint64>> rangeOf(quint32 connection, qint64 t);
    [[nodiscard]] qint64 timeOf(qint64 seq);

    Database &m_database;
    const TimelineSummaries &m_summaries;
    Statement m_time;
    Statement m_open;
    std::unordered_map<quint32, Phases> m_known;
};

} // namespace Pushscope
