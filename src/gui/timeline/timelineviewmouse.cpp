// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What wheel and mouse do to the timeline.

#include "gui/timeline/timelineview.h"

#include <QApplication>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace Pushscope {

namespace {

constexpr double ZoomStep = 1.25;
constexpr double PanStep = 0.1;
constexpr double WheelNotch = 120; // Qt: eighths of a degree, fifteen degrees a notch.
constexpr int GripPixels = 4;      // As far from an edge as still takes hold of it.
constexpr int AxisTextHeight = TimelineGeometry::AxisHeight;

} // namespace

void TimelineView::wheelEvent(QWheelEvent *event)
{
    const QPoint delta = event->angleDelta();
    const double notches = delta.y() / WheelNotch;
    if (std::abs(delta.x()) > std::abs(delta.y())) {
        pan(-delta.x() / WheelNotch * PanStep);
    } else if (event->modifiers() & Qt::ControlModifier) {
        const int step = std::max(1, m_laneHeight / 6);
        setLaneHeight(m_laneHeight + (delta.y() > 0 ? step : -step));
    } else if (event->modifiers() & Qt::ShiftModifier) {
        pan(-notches * PanStep);
    } else if (event->position().x() < m_gutter) {
        QAbstractScrollArea::wheelEvent(event); // Over the names it scrolls the lanes.
        return;
    } else {
        zoom(std::pow(ZoomStep, -notches), geometryNow().tAt(event->position().x()));
    }
    event->accept();
}

void TimelineView::setLaneHeight(int height)
{
    const int next
        = std::clamp(height, TimelineGeometry::LeastLaneHeight, TimelineGeometry::MostLaneHeight);
    if (next == m_laneHeight)
        return;
    // The lane in the middle stays there.
    const int middle = (viewport()->height() - TimelineGeometry::AxisHeight) / 2;
    const double lane = static_cast<double>(verticalScrollBar()->value() + middle) / m_laneHeight;
    m_laneHeight = next;
    updateScrolling();
    verticalScrollBar()->setValue(static_cast<int>(lane * next) - middle);
    redraw();
    emit sizesChanged();
}

void TimelineView::setGutter(int width)
{
    // A view that was not shown yet does not know its width.
    const int most = isVisible() ? std::max(TimelineGeometry::LeastGutter, viewport()->width() / 2)
                                 : TimelineGeometry::MostGutter;
    const int next = std::clamp(width, TimelineGeometry::LeastGutter, most);
    if (next == m_gutter)
        return;
    m_gutter = next;
    const Mode mode = m_mode;
    if (mode == Mode::Fit)
        fit();
    else
        showStretch(m_scale.tFrom, m_scale.tTo);
    setMode(mode);
    redraw();
    emit sizesChanged();
}

TimelineView::Drag TimelineView::gripAt(const QPoint &position) const
{
    const TimelineGeometry geometry = geometryNow();
    if (std::abs(position.x() - m_gutter) <= GripPixels / 2)
        return Drag::Gutter;
    if (position.x() < m_gutter)
        return Drag::None;
    if (m_range) {
        const int left = std::abs(position.x() - geometry.xOf(m_range->first));
        const int right = std::abs(position.x() - geometry.xOf(m_range->second));
        if (std::min(left, right) <= GripPixels)
            return left < right ? Drag::RangeStart : Drag::RangeEnd;
    }
    return position.y() < AxisTextHeight ? Drag::Pan : Drag::Maybe;
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->position().toPoint();
    m_pressedFrom = m_scale.tFrom;
    if (event->button() == Qt::MiddleButton)
        m_drag = Drag::Pan;
    else if (event->button() == Qt::LeftButton)
        m_drag = gripAt(m_pressed);
    else
        QAbstractScrollArea::mousePressEvent(event);
}

void TimelineView::drag(const QPoint &position)
{
    const TimelineGeometry geometry = geometryNow();
    const qint64 t = geometry.tAt(std::clamp(position.x(), m_gutter, geometry.width()));
    switch (m_drag) {
    case Drag::None:
    case Drag::Maybe:
        return;
    case Drag::Gutter:
        setGutter(position.x());
        return;
    case Drag::Pan: {
        const qint64 pixel = m_scale.pixelNs();
        const qint64 from = m_pressedFrom - (position.x() - m_pressed.x()) * pixel;
        const qint64 latest = std::max(m_pressedFrom, m_model.lastTime() - m_scale.span() / 10);
        setMode(Mode::Still);
        showScale(
            TimelineScale::aligned(std::clamp<qint64>(from, 0, latest), pixel, m_scale.width));
        ask();
        return;
    }
    case Drag::Range: {
        const qint64 start = geometry.tAt(m_pressed.x());
        m_range = std::pair(std::min(start, t), std::max(start, t));
        break;
    }
    case Drag::RangeStart:
    case Drag::RangeEnd: {
        const qint64 other = m_drag == Drag::RangeStart ? m_range->second : m_range->first;
        // Dragged over the other edge, the two change places.
        if (m_drag == Drag::RangeStart && t > other)
            m_drag = Drag::RangeEnd;
        else if (m_drag == Drag::RangeEnd && t < other)
            m_drag = Drag::RangeStart;
        m_range = std::pair(std::min(other, t), std::max(other, t));
        break;
    }
    }
    tellSummary(); // The range is told once the button is up.
    viewport()->update();
}

void TimelineView::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint position = event->position().toPoint();
    if (event->buttons() == Qt::NoButton) {
        const Drag grip = gripAt(position);
        const bool isEdge
            = grip == Drag::Gutter || grip == Drag::RangeStart || grip == Drag::RangeEnd;
        setPointer(position);
        viewport()->setCursor(isEdge                 ? Qt::SplitHCursor
                                  : endAt(position) || markAt(position) ? Qt::PointingHandCursor
                                                                        : Qt::ArrowCursor);
        return;
    }
    if (m_drag == Drag::Maybe
        && std::abs(position.x() - m_pressed.x()) >= QApplication::startDragDistance())
        m_drag = Drag::Range;
    drag(position);
    setPointer(position);
}

void TimelineView::mouseReleaseEvent(QMouseEvent *event)
{
    const QPoint position = event->position().toPoint();
    const Drag done = std::exchange(m_drag, Drag::None);
    if (done == Drag::Range || done == Drag::RangeStart || done == Drag::RangeEnd) {
        if (m_range)
            emit rangeSelected(m_range->first, m_range->second);
        return;
    }
    if (event->button() != Qt::LeftButton || clickOnName(position) || done != Drag::Maybe)
        return;
    if (const auto lane = geometryNow().laneAt(position.y(), scene().lanes.size()))
        setCurrentLane(lane);
    if (const auto end = endAt(position))
        pickEnd(*end);
    else if (const TimelineMark *mark = markAt(position))
        pickMark(*mark);
    else
        clearRange();
}

bool TimelineView::clickOnName(const QPoint &position)
{
    const TimelineGeometry geometry = geometryNow();
    const auto lane = geometry.laneAt(position.y(), scene().lanes.size());
    if (!lane || position.x() >= m_gutter - GripPixels)
        return false;
    const auto group
        = std::ranges::find(scene().groups, scene().lanes[*lane].session, &TimelineGroup::session);
    if (group == scene().groups.end())
        return false;
    const std::size_t named = TimelinePainter::nameLane(geometry, *group);
    const bool hasTriangle = group->lanes > 1 || group->isCollapsed;
    if (hasTriangle && TimelinePainter::triangleRect(geometry, named).contains(position))
        toggleSession(group->session);
    else
        setCurrentLane(lane);
    return true;
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_drag = Drag::None;
    const QPoint position = event->position().toPoint();
    if (position.x() >= m_gutter) {
        fit();
        return;
    }
    if (const auto lane = geometryNow().laneAt(position.y(), scene().lanes.size()))
        toggleSession(scene().lanes[*lane].session);
}

} // namespace Pushscope
