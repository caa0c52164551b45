// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/theme/theme.h"
#include "models/timelinecolumns.h"
#include "models/timelinescene.h"

#include <QFont>
#include <QRect>

#include <optional>
#include <span>
#include <utility>

class QPainter;

namespace Pushscope {

/// Where everything of the timeline lies, in pixels of the viewport.
struct TimelineGeometry {
    static constexpr int AxisHeight = 20;
    static constexpr int LaneHeight = 25;
    static constexpr int Gutter = 118; ///< Names, left of the time.

    TimelineScale scale; ///< Of the part right of the gutter.
    int scrolled = 0;    ///< Pixels that the lanes are scrolled up.
    int height = 0;      ///< Of the viewport.

    [[nodiscard]] int xOf(qint64 t) const { return Gutter + scale.columnOf(t); }
    [[nodiscard]] qint64 tAt(double x) const { return scale.timeAt(x - Gutter); }
    [[nodiscard]] int laneTop(std::size_t lane) const
    {
        return AxisHeight + static_cast<int>(lane) * LaneHeight - scrolled;
    }
    /// The lane at @p y; nullopt on the axis and below the last.
    [[nodiscard]] std::optional<std::size_t> laneAt(int y, std::size_t lanes) const;
    /// Where the pill of @p end is drawn; empty where it is not to be seen.
    [[nodiscard]] QRect pillRect(const TimelineEnd &end, std::size_t lane, const QFont &font) const;
};

/// Draws the timeline.
///
/// Threads: GUI thread.
class TimelinePainter
{
public:
    struct State {
        std::optional<std::pair<qint64, qint64>> range; ///< Chosen.
        std::optional<qint64> cursor;                   ///< Time of the current record.
        bool hasFocus = false;
        std::span<const TimelineStall> stalls; ///< By time.
    };

    TimelinePainter(const Theme &theme, const TimelineGeometry &geometry);

    void paint(QPainter &painter, const TimelineScene &scene, const State &state) const;

    [[nodiscard]] static QFont pillFont();

private:
    void paintLanes(QPainter &painter, const TimelineScene &scene) const;
    void paintAxis(QPainter &painter) const;
    void paintGrid(QPainter &painter, std::size_t lanes) const;
    void paintStalls(QPainter &painter, std::span<const TimelineStall> stalls,
                     std::size_t lanes) const;
    void paintRange(QPainter &painter, std::pair<qint64, qint64> range) const;
    void paintLane(QPainter &painter, const TimelineLane &lane, std::size_t index) const;
    void paintName(QPainter &painter, const TimelineLane &lane, int top) const;
    void paintBar(QPainter &painter, const TimelineBar &bar, int top) const;
    void paintMarks(QPainter &painter, const TimelineLane &lane, int top) const;
    void paintEnd(QPainter &painter, const TimelineEnd &end, std::size_t lane) const;
    void paintLink(QPainter &painter, const TimelineLink &link) const;
    void paintCursor(QPainter &painter, qint64 t) const;
    [[nodiscard]] QRect timeRect() const;

    const Theme &m_theme;
    const TimelineGeometry &m_geometry;
};

} // namespace Pushscope
