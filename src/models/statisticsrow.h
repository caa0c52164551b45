// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordpages.h"
#include "models/statistics.h"
#include "models/statisticsplot.h"

#include <QList>
#include <QString>

#include <array>
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

/// Every session of the capture, by number; one that has nothing in the range, too.
[[nodiscard]] std::vector<StatisticsRow> statisticsRows(const Statistics &statistics,
                                                        const std::vector<SessionRow> &sessions);

} // namespace Pushscope
