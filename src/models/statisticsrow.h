// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordpages.h"
#include "models/statistics.h"
#include "models/statisticsplot.h"

#include <QList>
#include <QString>

#include <array>
#include <cstddef>
#include <vector>

namespace Pushscope {

/// A figure with what it is: `99 %`, `1.02 s`.
struct StatisticsFigure {
    QString label;
    QString value;
    bool operator==(const StatisticsFigure &) const = default;
};

/// The figures of a session as people read them.
struct StatisticsRow {
    /// Of what there is a plot: its figures, two lines of two, and all of them in a sentence.
    struct Group {
        std::array<StatisticsFigure, 4> figures;
        QString sentence;
        bool isEmpty = true; ///< There is nothing to tell.
        bool operator==(const Group &) const = default;
    };

    quint32 session = 0;
    QString name;
    QByteArray technique; ///< Contract name.
    bool isServer = false;
    quint64 reconnects = 0;
    std::array<Group, 4> groups; ///< In the order of StatisticsPlot::Kind.
    StatisticsPlots plots;
    bool operator==(const StatisticsRow &) const = default;
};

/// Where the facts of a row are; -1: there are none.
struct StatisticsEntry {
    quint32 session = 0;
    std::ptrdiff_t counted = -1; ///< In Statistics::sessions.
    std::ptrdiff_t row = -1;     ///< In the sessions.
    bool operator==(const StatisticsEntry &) const = default;
};

/// Every session of the capture, by number; one that has nothing in the range, too.
[[nodiscard]] std::vector<StatisticsEntry>
statisticsEntries(const Statistics &statistics, const std::vector<SessionRow> &sessions);

[[nodiscard]] StatisticsRow statisticsRow(const StatisticsEntry &entry,
                                          const Statistics &statistics,
                                          const std::vector<SessionRow> &sessions);

/// All of them.
[[nodiscard]] std::vector<StatisticsRow> statisticsRows(const Statistics &statistics,
                                                        const std::vector<SessionRow> &sessions);

} // namespace Pushscope
