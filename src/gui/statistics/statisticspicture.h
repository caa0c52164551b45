// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/statisticsrow.h"

#include <QSize>
#include <QString>

#include <vector>

class QIODevice;
class QPainter;

namespace Pushscope {

/// The statistics of some sessions as a picture for reports: always dark on white, whatever the
/// window looks like, in the language of the window.
///
/// Threads: reentrant, also off the GUI thread.
class StatisticsPicture
{
public:
    /// More would make a picture that nobody can look at.
    static constexpr std::size_t MaxSessions = 20;
    static constexpr int Width = 960;
    static constexpr int PngScale = 2;

    /// @param range as the pane says it; empty where it is the whole capture.
    StatisticsPicture(std::vector<StatisticsRow> rows, const QString &range);

    [[nodiscard]] QSize size() const;
    void paint(QPainter &painter) const;
    /// False where the device did not take it.
    [[nodiscard]] bool writePng(QIODevice &device) const;
    [[nodiscard]] bool writeSvg(QIODevice &device) const;

private:
    void paintCard(QPainter &painter, double top, const StatisticsRow &row) const;
    [[nodiscard]] int topHeight() const;

    std::vector<StatisticsRow> m_rows;
    std::size_t m_leftOut = 0;
    QString m_range;
};

} // namespace Pushscope
