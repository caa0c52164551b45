// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/timeline/timelinegeometry.h"

#include <QFontMetrics>

#include <algorithm>
#include <limits>

namespace Pushscope {

namespace {

constexpr int PillHeight = 16;
constexpr int PillMargin = 7;
constexpr int QuietHeight = 14;
constexpr int QuietMargin = 4;
constexpr int QuietGap = 4; // From the stop that it belongs to.

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
    const bool isQuiet = end.severity == Severity::Normal;
    const int width = QFontMetrics(font).horizontalAdvance(end.label)
        + 2 * (isQuiet ? QuietMargin : PillMargin);
    const int pillHeight = std::min(isQuiet ? QuietHeight : PillHeight, laneHeight);
    // On the end or behind it, but whole.
    const int left = std::clamp(isQuiet ? x + QuietGap : x - width / 2, gutter,
                                gutter + std::max(0, scale.width - width));
    return { left, laneTop(lane) + (laneHeight - pillHeight) / 2, width, pillHeight };
}

std::vector<QRect> TimelineGeometry::pillRects(std::span<const TimelineEnd> ends, std::size_t lane,
                                               const QFont &font) const
{
    std::vector<QRect> rects(ends.size());
    if (!hasLabels())
        return rects;
    std::vector<int> usedTo(ends.size()); // Behind the pills of what went wrong before.
    int drawnTo = gutter;
    for (std::size_t i = 0; i < ends.size(); ++i) {
        usedTo[i] = drawnTo;
        if (ends[i].severity == Severity::Normal || xOf(ends[i].t) < drawnTo)
            continue;
        const QRect rect = pillRect(ends[i], lane, font);
        if (rect.isEmpty() || rect.left() < drawnTo)
            continue;
        rects[i] = rect;
        drawnTo = rect.right() + 2;
    }
    // A quiet one covers neither those nor the next end: from the last, which has most room.
    int freeTo = std::numeric_limits<int>::max();
    for (std::size_t i = ends.size(); i-- > 0;) {
        const int x = xOf(ends[i].t);
        const bool isQuiet = ends[i].severity == Severity::Normal;
        if (isQuiet && x >= usedTo[i] && freeTo - x > 2 * QuietMargin) {
            const QRect rect = pillRect(ends[i], lane, font);
            if (!rect.isEmpty() && rect.left() >= usedTo[i] && rect.right() < freeTo)
                rects[i] = rect;
        }
        freeTo = std::min({ freeTo, x, rects[i].isEmpty() ? x : rects[i].left() });
    }
    return rects;
}

} // namespace Pushscope
