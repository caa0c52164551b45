// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How connections ended: pills that can be clicked, and be gone to by keys.

#include "gui/timeline/timelineaccessible.h"
#include "gui/timeline/timelineview.h"

#include "models/formatting.h"

#include <algorithm>
#include <tuple>

namespace Pushscope {

std::vector<TimelineView::EndPlace> TimelineView::toldEnds() const
{
    std::vector<EndPlace> places;
    for (std::size_t lane = 0; lane < scene().lanes.size(); ++lane) {
        for (const TimelineEnd &end : scene().lanes[lane].ends)
            places.push_back({ lane, &end, {} });
    }
    std::ranges::stable_sort(places, {}, [](const EndPlace &place) { return place.end->t; });
    return places;
}

std::optional<TimelineView::EndPlace> TimelineView::endAt(const QPoint &position) const
{
    const TimelineGeometry geometry = geometryNow();
    const auto lane = geometry.laneAt(position.y(), scene().lanes.size());
    if (!lane || position.x() < m_gutter)
        return std::nullopt;
    const QFont font = TimelineLanePainter::pillFont();
    const std::vector<TimelineEnd> &ends = scene().lanes[*lane].ends;
    const std::vector<QRect> pills = geometry.pillRects(ends, *lane, font);
    for (std::size_t i = 0; i < ends.size(); ++i) {
        if (pills[i].contains(position))
            return EndPlace{ *lane, &ends[i], pills[i] };
    }
    return std::nullopt;
}

QRegion TimelineView::pillsAt(int x) const
{
    const TimelineGeometry geometry = geometryNow();
    auto [lane, last] = geometry.visibleLanes(scene().lanes.size());
    if (m_cursorLane) {
        lane = *m_cursorLane;
        last = lane + 1;
    }
    QRegion pills;
    for (; lane < last; ++lane) {
        if (const auto end = endAt({ x, geometry.laneMiddle(lane) }))
            pills += end->pill;
    }
    return pills;
}

std::optional<TimelineView::EndPlace> TimelineView::chosenEnd() const
{
    for (std::size_t lane = 0; lane < scene().lanes.size() && m_endConnection != 0; ++lane) {
        for (const TimelineEnd &end : scene().lanes[lane].ends) {
            if (end.connection == m_endConnection)
                return EndPlace{ lane, &end, {} };
        }
    }
    return std::nullopt;
}

const TimelineEnd *TimelineView::currentEnd() const
{
    const auto place = chosenEnd();
    return place ? place->end : nullptr;
}

QRect TimelineView::chosenEndRect() const
{
    const auto place = chosenEnd();
    if (!place)
        return {};
    const TimelineGeometry geometry = geometryNow();
    const std::vector<TimelineEnd> &ends = scene().lanes[place->lane].ends;
    const std::vector<QRect> pills
        = geometry.pillRects(ends, place->lane, TimelineLanePainter::pillFont());
    QRect rect = pills[static_cast<std::size_t>(place->end - ends.data())];
    // Where there is no room for the word, its stop is the one that is chosen.
    const int x = geometry.xOf(place->end->t);
    if (rect.isEmpty() && x >= m_gutter && x <= geometry.width())
        rect = { x - 2, geometry.laneTop(place->lane) + 2, 6, m_laneHeight - 4 };
    return rect.top() < TimelineGeometry::AxisHeight ? QRect() : rect;
}

QString TimelineView::endText(const EndPlace &place) const
{
    const TimelineLane &lane = scene().lanes[place.lane];
    return tr("%1\n%2 s · %3")
        .arg(tr("%1 · %2").arg(lane.name, lane.technique), secondsText(place.end->t),
             place.end->sentence);
}

void TimelineView::pickEnd(const EndPlace &place)
{
    const TimelineEnd end = *place.end; // What is shown may change from here on.
    const std::vector<TimelineMark> &marks = scene().lanes[place.lane].marks;
    const auto behind = std::ranges::upper_bound(marks, end.t, {}, &TimelineMark::tFirst);
    const qint64 nearSeq = behind == marks.begin() ? 0 : std::prev(behind)->lastSeq;
    m_endConnection = end.connection;
    m_cursorConnection = end.connection;
    m_cursor = end.t;
    setCurrentLane(place.lane);
    moveTo(end.t);
    findCursorLane();
    viewport()->update();
    m_endFinder.find(end, nearSeq);
    tellCurrentLane(this);
}

void TimelineView::clearEnd()
{
    m_endConnection = 0;
    viewport()->update();
}

void TimelineView::stepToEnd(int step)
{
    const std::vector<EndPlace> places = toldEnds();
    if (places.empty())
        return;
    const auto key = [](const EndPlace &place) { return std::tuple(place.end->t, place.lane); };
    // From the one that is chosen, else from the cursor, else from the edge that is left behind.
    const qint64 t = m_cursor.value_or(step > 0 ? m_scale.tFrom - 1 : m_scale.tTo);
    auto from = std::tuple(t, m_lane.value_or(0));
    if (const auto chosen = chosenEnd())
        from = key(*chosen);
    else if (step > 0)
        from = std::tuple(t - 1, scene().lanes.size());
    if (step > 0) {
        const auto next = std::ranges::upper_bound(places, from, {}, key);
        if (next != places.end())
            pickEnd(*next);
        return;
    }
    const auto next = std::ranges::lower_bound(places, from, {}, key);
    if (next != places.begin())
        pickEnd(*std::prev(next));
}

} // namespace Pushscope
