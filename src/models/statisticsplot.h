// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/statistics.h"

#include <QString>

#include <array>
#include <vector>

namespace Pushscope {

/// What is drawn of a session: what went out over the axis, what came in under it.
struct StatisticsPlot {
    enum class Kind : quint8 {
        Messages,   ///< A second, over time.
        Octets,     ///< A second, over time.
        Gaps,       ///< How many there were, over their length; both on a logarithmic scale.
        RoundTrips, ///< Of pings, over time: the mean, from the least to the largest.
    };
    struct Column {
        qint64 from = 0; ///< ns: since the capture began, or the length of a gap.
        qint64 to = 0;
        double out = 0; ///< Of round trips: the mean, ns.
        double in = 0;
        double least = 0; ///< Of round trips, ns.
        double largest = 0;
        bool operator==(const Column &) const = default;
    };

    Kind kind = Kind::Messages;
    qint64 from = 0; ///< What the axis shows, ns.
    qint64 to = 0;
    std::vector<Column> columns; ///< Those that hold something, from left to right.
    double mostOut = 0;
    double mostIn = 0;

    [[nodiscard]] bool isEmpty() const { return columns.empty(); }
    [[nodiscard]] bool isOverTime() const { return kind != Kind::Gaps; }
    bool operator==(const StatisticsPlot &) const = default;
};

using StatisticsPlots = std::array<StatisticsPlot, 4>; ///< In the order of Kind.

/// @param isServer the session is a mock: what the server wrote went out.
[[nodiscard]] StatisticsPlots statisticsPlots(const Statistics &statistics,
                                              const SessionStatistics &session, bool isServer);

/// What a plot is of, with its unit.
[[nodiscard]] QString statisticsPlotTitle(StatisticsPlot::Kind kind);
/// What a column says: when, and how much.
[[nodiscard]] QString statisticsColumnText(const StatisticsPlot &plot,
                                           const StatisticsPlot::Column &column);

} // namespace Pushscope
