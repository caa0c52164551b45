// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What keys do to the timeline, and the lane that they work on.

#include "gui/timeline/timelineview.h"

#include "gui/timeline/timelineaccessible.h"

#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>

namespace Pushscope {

namespace {

constexpr double ZoomStep = 1.25;
constexpr double PanStep = 0.1;
constexpr int RangeStep = 20; // Pixels by which a key moves the end of the range.

} // namespace

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    if (!handleMoveKey(event) && !handleLaneKey(event))
        QAbstractScrollArea::keyPressEvent(event);
}

bool TimelineView::handleMoveKey(QKeyEvent *event)
{
    const bool extends = event->modifiers() & Qt::ShiftModifier;
    const bool isHeight = event->modifiers() & Qt::ControlModifier;
    switch (event->key()) {
    case Qt::Key_Left:
        extends ? extendRange(-RangeStep) : pan(-PanStep);
        return true;
    case Qt::Key_Right:
        extends ? extendRange(RangeStep) : pan(PanStep);
        return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        isHeight ? setLaneHeight(m_laneHeight + 3) : zoomHere(1 / ZoomStep);
        return true;
    case Qt::Key_Minus:
        isHeight ? setLaneHeight(m_laneHeight - 3) : zoomHere(ZoomStep);
        return true;
    case Qt::Key_0:
        isHeight ? setLaneHeight(TimelineGeometry::LaneHeight) : fit();
        return true;
    case Qt::Key_Home:
        showStretch(0, m_scale.span());
        return true;
    case Qt::Key_End:
        follow();
        return true;
    case Qt::Key_Escape:
        if (m_range)
            clearRange();
        else if (m_endConnection != 0)
            clearEnd();
        else if (m_lane)
            setCurrentLane(std::nullopt);
        else
            return false;
        return true;
    default:
        return false;
    }
}

bool TimelineView::handleLaneKey(QKeyEvent *event)
{
    const std::size_t lanes = scene().lanes.size();
    if (lanes == 0)
        return false;
    switch (event->key()) {
    case Qt::Key_Up:
        setCurrentLane(m_lane && *m_lane > 0 ? *m_lane - 1 : 0);
        return true;
    case Qt::Key_Down:
        setCurrentLane(m_lane ? std::min(lanes - 1, *m_lane + 1) : 0);
        return true;
    case Qt::Key_PageUp:
        verticalScrollBar()->triggerAction(QAbstractSlider::SliderPageStepSub);
        return true;
    case Qt::Key_PageDown:
        verticalScrollBar()->triggerAction(QAbstractSlider::SliderPageStepAdd);
        return true;
    case Qt::Key_BracketLeft:
        stepToMark(-1);
        return true;
    case Qt::Key_BracketRight:
        stepToMark(1);
        return true;
    case Qt::Key_E:
        stepToEnd(event->modifiers() & Qt::ShiftModifier ? -1 : 1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const auto end = chosenEnd())
            pickEnd(*end);
        else
            pickNearest();
        return true;
    case Qt::Key_Space:
        if (m_lane)
            toggleSession(scene().lanes[*m_lane].session);
        return true;
    default:
        return false;
    }
}

void TimelineView::extendRange(int columns)
{
    const qint64 start = center();
    auto [from, to] = m_range.value_or(std::pair(start, start));
    to = std::max<qint64>(0, to + columns * m_scale.pixelNs());
    setRange(std::pair(std::min(from, to), std::max(from, to)));
}

void TimelineView::setCurrentLane(std::optional<std::size_t> lane)
{
    if (lane == m_lane)
        return;
    m_lane = lane;
    if (lane) {
        const int top = static_cast<int>(*lane) * m_laneHeight;
        const int room = viewport()->height() - TimelineGeometry::AxisHeight;
        const int value = verticalScrollBar()->value();
        verticalScrollBar()->setValue(
            std::clamp(value, std::max(0, top + m_laneHeight - room), top));
        tellCurrentLane(this);
    }
    viewport()->update();
    emit currentLaneChanged();
}

void TimelineView::toggleSession(quint32 session)
{
    std::set<quint32> collapsed = m_model.collapsed();
    if (collapsed.erase(session) == 0)
        collapsed.insert(session);
    m_model.setCollapsed(std::move(collapsed));
    ask();
}

void TimelineView::setAllCollapsed(bool areCollapsed)
{
    std::set<quint32> collapsed;
    for (const TimelineGroup &group : scene().groups) {
        if (areCollapsed && (group.lanes > 1 || group.isCollapsed))
            collapsed.insert(group.session);
    }
    m_model.setCollapsed(std::move(collapsed));
    ask();
}

void TimelineView::pickMark(const TimelineMark &mark)
{
    m_endConnection = 0;
    m_cursor = mark.tFirst;
    moveTo(mark.tFirst);
    viewport()->update();
    emit recordPicked(mark.firstSeq);
    tellCurrentLane(this);
}

void TimelineView::stepToMark(int step)
{
    if (scene().lanes.empty())
        return;
    if (!m_lane)
        setCurrentLane(0);
    const std::vector<TimelineMark> &marks = scene().lanes[*m_lane].marks;
    if (marks.empty())
        return;
    // From the cursor; without one, from the edge that is gone away from.
    const qint64 t = m_cursor.value_or(step > 0 ? m_scale.tFrom - 1 : m_scale.tTo);
    if (step > 0) {
        const auto next = std::ranges::upper_bound(marks, t, {}, &TimelineMark::tFirst);
        if (next != marks.end())
            pickMark(TimelineMark(*next));
        else
            pan(1.0 / 2);
        return;
    }
    const auto next = std::ranges::lower_bound(marks, t, {}, &TimelineMark::tFirst);
    if (next != marks.begin())
        pickMark(TimelineMark(*std::prev(next)));
    else
        pan(-1.0 / 2);
}

void TimelineView::pickNearest()
{
    if (!m_lane || scene().lanes[*m_lane].marks.empty())
        return;
    const qint64 t = center();
    const auto nearest
        = std::ranges::min_element(scene().lanes[*m_lane].marks, {}, [t](const TimelineMark &mark) {
              return std::max(t, mark.tFirst) - std::min(t, mark.tFirst);
          });
    pickMark(TimelineMark(*nearest));
}

} // namespace Pushscope
