// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/timeline/timelinegeometry.h"

#include <QFontMetrics>

#include <algorithm>

namespace Pushscope {

namespace {

constexpr int PillHeight = 16;
constexpr int PillMargin = 7;

} // namespace

std::optional<std::size_t> TimelineGeometry::laneAt(int y, std::size_t lanes) const
{
    if (y < AxisHeight)
        return std::nullopt;
    const auto lane = static_cast<std::size_t>((y - AxisHeight + scrolled) / laneHeight);
    return lane < lanes ? std::optional(lane) : std::nullopt;
}

std::pair<std::size_t, std::size_t> TimelineGeometry::visibleLanes(std::size_t lanes) const
{
    const auto first = std::min(lanes, static_cast<std::size_t>(scrolled / laneHeight));
    const int room = std::max(0, height - AxisHeight + scrolled % laneHeight);
    const auto count = static_cast<std::size_t>((room + laneHeight - 1) / laneHeight);
    return { first, std::min(lanes, first + count) };
}

QRect TimelineGeometry::pillRect(const TimelineEnd &end, std::size_t lane, const QFont &font) const
{
    const int x = xOf(end.t);
    if (x < gutter || x > gutter + scale.width || !hasLabels())
        return {};
    const int width = QFontMetrics(font).horizontalAdvance(end.label) + 2 * PillMargin;
    const int pillHeight = std::min(PillHeight, laneHeight);
    // On the end, but whole.
    const int left = std::clamp(x - width / 2, gutter, gutter + std::max(0, scale.width - width));
    return { left, laneTop(lane) + (laneHeight - pillHeight) / 2, width, pillHeight };
}

} // namespace Pushscope
