// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordkind.h"
#include "models/statisticshistogram.h"
#include "models/statisticsseries.h"

#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace Pushscope {

/// What one end of a session's connections said.
struct StatisticsSide {
    quint64 messages = 0;
    quint64 octets = 0; ///< On the wire, each once: heads, framing and all.
    /// Between a message and the next one of the same stream, over reconnects too.
    StatisticsHistogram gaps;
    StatisticsHistogram roundTrips; ///< By the pongs that it wrote.
    StatisticsSeries<StatisticsTrips> trips;
    bool operator==(const StatisticsSide &) const = default;
};

/// The figures of one session.
struct SessionStatistics {
    quint32 session = 0; ///< 0: those behind Statistics::MaxSessions, together.
    qint64 tFirst = 0;   ///< Of its first record, ns since the capture began.
    qint64 tLast = 0;
    qint64 openConnections = 0;
    quint64 reconnects = 0;
    std::array<StatisticsSide, 2> sides; ///< See sideOf().
    StatisticsSeries<StatisticsBucket> series;
    bool operator==(const SessionStatistics &) const = default;
};

/// Where the figures of @p from are.
[[nodiscard]] constexpr std::size_t sideOf(From from)
{
    return from == From::Server ? 1 : 0;
}

/// The figures of a capture, or of a stretch of it.
struct Statistics {
    /// A stretch of time is cut into so many buckets at most, and at least half as many once it is
    /// longer than FirstBucketNs times as much.
    static constexpr qsizetype MaxBuckets = 512;
    /// 1/128 s: doubled seven times it is a second.
    static constexpr qint64 FirstBucketNs = 7'812'500;
    /// More are counted together, so that no capture fills the memory.
    static constexpr std::size_t MaxSessions = 1000;

    std::optional<std::pair<qint64, qint64>> range; ///< Only records of these times; ns.
    qint64 origin = 0; ///< Where bucket 0 begins, ns since the capture began.
    qint64 bucketNs = FirstBucketNs;
    qint64 tNewest = 0;                      ///< Of the records counted.
    quint64 records = 0;                     ///< Counted.
    std::vector<SessionStatistics> sessions; ///< By number, that of 0 last.

    /// Over which time the rates of @p session are: the range; else from its first record to its
    /// last, or to the newest of all while it has a connection.
    [[nodiscard]] qint64 spanNs(const SessionStatistics &session) const;
    bool operator==(const Statistics &) const = default;
};

} // namespace Pushscope
