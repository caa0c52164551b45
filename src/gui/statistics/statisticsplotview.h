// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/statisticsplot.h"

#include <QWidget>

#include <optional>

namespace Pushscope {

/// A plot with axes; the pointer, or the arrow keys, go from column to column, whose values stand
/// over it.
///
/// Threads: GUI thread.
class StatisticsPlotView final : public QWidget
{
    Q_OBJECT

public:
    explicit StatisticsPlotView(StatisticsPlot::Kind kind, QWidget *parent = nullptr);

    void setPlot(const StatisticsPlot &plot);
    /// What stands over it: of the column that is pointed at; empty where none is.
    [[nodiscard]] QString readout() const;
    [[nodiscard]] std::optional<std::size_t> cursor() const { return m_cursor; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    [[nodiscard]] QRectF area() const;
    [[nodiscard]] QString emptyText() const;
    void setCursorColumn(std::optional<std::size_t> cursor);

    StatisticsPlot m_plot;
    std::optional<std::size_t> m_cursor;
    qint64 m_cursorFrom = 0; ///< Where its column begins: columns come and go.
};

} // namespace Pushscope
