// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/timelinecolumns.h"
#include "models/timelinescene.h"

#include <QFont>
#include <QRect>

#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace Pushscope {

/// Where everything of the timeline lies, in pixels of the viewport.
struct TimelineGeometry {
    static constexpr int AxisHeight = 20;
    static constexpr int LaneHeight = 25; ///< As long as nobody chose another.
    static constexpr int LeastLaneHeight = 4;
    static constexpr int MostLaneHeight = 60;
    static constexpr int Gutter = 132; ///< Names, left of the time; as above.
    static constexpr int LeastGutter = 60;
    static constexpr int MostGutter = 600;
    static constexpr int LabelHeight = 14; ///< A lane that is lower has no text.

    TimelineScale scale; ///< Of the part right of the gutter.
    int scrolled = 0;    ///< Pixels that the lanes are scrolled up.
    int height = 0;      ///< Of the viewport.
    int laneHeight = LaneHeight;
    int gutter = Gutter;

    [[nodiscard]] int width() const { return gutter + scale.width; }
    [[nodiscard]] int xOf(qint64 t) const { return gutter + scale.columnOf(t); }
    [[nodiscard]] qint64 tAt(double x) const { return scale.timeAt(x - gutter); }
    [[nodiscard]] int laneTop(std::size_t lane) const
    {
        return AxisHeight + static_cast<int>(lane) * laneHeight - scrolled;
    }
    [[nodiscard]] int laneMiddle(std::size_t lane) const { return laneTop(lane) + laneHeight / 2; }
    [[nodiscard]] bool hasLabels() const { return laneHeight >= LabelHeight; }
    /// The lane at @p y; nullopt on the axis and below the last.
    [[nodiscard]] std::optional<std::size_t> laneAt(int y, std::size_t lanes) const;
    /// First and behind the last of @p lanes that can be seen, if only in part.
    [[nodiscard]] std::pair<std::size_t, std::size_t> visibleLanes(std::size_t lanes) const;
    /// Where the pill of @p end has its place; empty where it is not to be seen. That of an end as
    /// it should be stands behind its stop, any other on it.
    [[nodiscard]] QRect pillRect(const TimelineEnd &end, std::size_t lane, const QFont &font) const;
    /// Where the pills of all @p ends of a lane are drawn; empty where there is no room for one.
    /// What went wrong goes before what did not.
    [[nodiscard]] std::vector<QRect> pillRects(std::span<const TimelineEnd> ends, std::size_t lane,
                                               const QFont &font) const;
    bool operator==(const TimelineGeometry &) const = default;
};

} // namespace Pushscope
