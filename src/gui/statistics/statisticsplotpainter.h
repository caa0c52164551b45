// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/statisticsplot.h"

#include <QRectF>

#include <optional>

class QPainter;

namespace Pushscope {

struct Theme;

/// Draws a plot of statistics, onto the screen as well as into pictures: what went out over the
/// axis, what came in under it, both on the same scale.
///
/// Threads: reentrant, also off the GUI thread.
class StatisticsPlotPainter
{
public:
    StatisticsPlotPainter(const Theme &theme, const StatisticsPlot &plot)
        : m_theme(theme)
        , m_plot(plot)
    {
    }

    /// No more than the shape.
    void paintSmall(QPainter &painter, const QRectF &area);
    /// With axes and units; @p cursor is a column that is pointed out.
    void paintLarge(QPainter &painter, const QRectF &area, std::optional<std::size_t> cursor = {});
    /// The column at or nearest to @p x of a plot that is drawn large into @p area.
    [[nodiscard]] std::optional<std::size_t> columnAt(double x, const QRectF &area);

private:
    [[nodiscard]] static QRectF plotArea(const QRectF &area);
    void setArea(const QRectF &area);
    [[nodiscard]] double xOf(qint64 ns) const;
    [[nodiscard]] double scaled(double value) const;
    /// Of @p value over the axis, or under it where it is negative.
    [[nodiscard]] double yOf(double value) const;
    [[nodiscard]] QRectF columnRect(const StatisticsPlot::Column &column, double value) const;
    void paintColumns(QPainter &painter) const;
    void paintValueAxis(QPainter &painter) const;
    void paintTimeAxis(QPainter &painter) const;
    void paintGapAxis(QPainter &painter) const;
    void paintTick(QPainter &painter, double x, const QString &text, double &free) const;
    [[nodiscard]] QString valueText(double value) const;

    const Theme &m_theme;
    const StatisticsPlot &m_plot;
    QRectF m_area;
    double m_axis = 0;    ///< y of the value 0.
    double m_perUnit = 0; ///< Pixels for scaled() 1.
};

} // namespace Pushscope
