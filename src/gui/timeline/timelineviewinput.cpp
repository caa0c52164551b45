// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What keys, wheel and mouse do to the timeline, and what it says under the pointer.

#include "gui/timeline/timelineview.h"

#include "capture/recordkind.h"
#include "models/formatting.h"

#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace Pushscope {

namespace {

constexpr double ZoomStep = 1.25;
constexpr double PanStep = 0.1;
constexpr double WheelNotch = 120; // Qt: eighths of a degree, fifteen degrees a notch.
constexpr int NearPixels = 4;      // As far from a tick as still means it.
constexpr int RangeStep = 20;      // Pixels by which a key moves the end of the range.

QString kindNames(quint64 kinds)
{
    QStringList names;
    for (int kind = RecordKindFirst; kind <= RecordKindLast; ++kind) {
        if ((kinds >> kind) & 1)
            names << QString::fromLatin1(recordKindName(static_cast<RecordKind>(kind)));
    }
    return names.join(QStringLiteral(", "));
}

} // namespace

bool TimelineView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QString text = toolTipAt(help->pos());
        if (text.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), text, viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    const qint64 center = m_cursor.value_or(m_tFrom + (m_tTo - m_tFrom) / 2);
    const bool extends = event->modifiers() & Qt::ShiftModifier;
    switch (event->key()) {
    case Qt::Key_Left:
        extends ? extendRange(-RangeStep) : pan(-PanStep);
        return;
    case Qt::Key_Right:
        extends ? extendRange(RangeStep) : pan(PanStep);
        return;
    case Qt::Key_Up:
        verticalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepSub);
        return;
    case Qt::Key_Down:
        verticalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepAdd);
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(1 / ZoomStep, std::clamp(center, m_tFrom, m_tTo));
        return;
    case Qt::Key_Minus:
        zoom(ZoomStep, std::clamp(center, m_tFrom, m_tTo));
        return;
    case Qt::Key_Home:
        fit();
        return;
    case Qt::Key_End:
        follow();
        return;
    case Qt::Key_Escape:
        if (m_range) {
            clearRange();
            return;
        }
        break;
    default:
        break;
    }
    QAbstractScrollArea::keyPressEvent(event);
}

void TimelineView::extendRange(int columns)
{
    const TimelineScale scale = geometryNow().scale;
    const qint64 start = m_cursor.value_or(scale.timeAt(scale.width / 2.0));
    auto [from, to] = m_range.value_or(std::pair(start, start));
    to = std::max<qint64>(0, to + scale.timeAt(columns) - scale.tFrom);
    setRange(std::pair(std::min(from, to), std::max(from, to)));
}

void TimelineView::wheelEvent(QWheelEvent *event)
{
    const QPoint delta = event->angleDelta();
    if (std::abs(delta.x()) > std::abs(delta.y())) {
        pan(-delta.x() / WheelNotch * PanStep);
    } else if (event->modifiers() & Qt::ShiftModifier) {
        pan(-delta.y() / WheelNotch * PanStep);
    } else if (event->position().x() < TimelineGeometry::Gutter) {
        QAbstractScrollArea::wheelEvent(event); // Over the names it scrolls the lanes.
        return;
    } else {
        zoom(std::pow(ZoomStep, -delta.y() / WheelNotch), geometryNow().tAt(event->position().x()));
    }
    event->accept();
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || event->position().x() < TimelineGeometry::Gutter) {
        QAbstractScrollArea::mousePressEvent(event);
        return;
    }
    m_pressed = event->position().toPoint();
    m_isDragging = false;
}

void TimelineView::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint position = event->position().toPoint();
    if (!m_pressed) {
        viewport()->setCursor(markAt(position) ? Qt::PointingHandCursor : Qt::ArrowCursor);
        return;
    }
    if (std::abs(position.x() - m_pressed->x()) >= QApplication::startDragDistance())
        m_isDragging = true;
    if (!m_isDragging)
        return;
    const TimelineGeometry geometry = geometryNow();
    const int least = TimelineGeometry::Gutter;
    const qint64 a = geometry.tAt(m_pressed->x());
    const qint64 b = geometry.tAt(std::clamp(position.x(), least, least + geometry.scale.width));
    m_range = std::pair(std::min(a, b), std::max(a, b)); // Told once the button is up.
    tellSummary();
    viewport()->update();
}

void TimelineView::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_pressed || event->button() != Qt::LeftButton)
        return;
    m_pressed.reset();
    if (std::exchange(m_isDragging, false)) {
        if (m_range)
            emit rangeSelected(m_range->first, m_range->second);
        return;
    }
    if (const TimelineMark *mark = markAt(event->position().toPoint()))
        emit recordPicked(mark->firstSeq);
    else
        clearRange();
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed.reset();
    fit();
}

void TimelineView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void TimelineView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

const TimelineMark *TimelineView::markAt(const QPoint &position) const
{
    const TimelineGeometry geometry = geometryNow();
    const auto lane = geometry.laneAt(position.y(), scene().lanes.size());
    if (!lane || position.x() < TimelineGeometry::Gutter)
        return nullptr;
    const TimelineMark *nearest = nullptr;
    int distance = NearPixels + 1;
    for (const TimelineMark &mark : scene().lanes[*lane].marks) {
        const int first = geometry.xOf(mark.tFirst);
        const int last = geometry.xOf(mark.tLast) + 1;
        const int away = position.x() < first ? first - position.x()
            : position.x() > last             ? position.x() - last
                                              : 0;
        if (away < distance) {
            distance = away;
            nearest = &mark;
        }
    }
    return nearest;
}

namespace {

QString barText(const TimelineBar &bar)
{
    const QString duration = durationText(bar.tTo - bar.tFrom);
    switch (bar.role) {
    case TimelineBar::Role::Open:
        return TimelineView::tr("connection open, %1").arg(duration);
    case TimelineBar::Role::Handshake:
        return TimelineView::tr("opening handshake, %1").arg(duration);
    case TimelineBar::Role::Waiting:
        return TimelineView::tr("waiting for the answer, %1").arg(duration);
    case TimelineBar::Role::Body:
        return TimelineView::tr("answer %1, %2").arg(bar.status).arg(duration);
    case TimelineBar::Role::Stream:
        return TimelineView::tr("event stream, %1").arg(duration);
    case TimelineBar::Role::Silence:
        break;
    }
    return TimelineView::tr("silent for %1, much longer than usual").arg(duration);
}

QString markText(const TimelineMark &mark)
{
    if (mark.count == 1) {
        return TimelineView::tr("%1 s · record %2 · %3 · %4")
            .arg(secondsText(mark.tFirst), groupedNumber(mark.firstSeq), kindNames(mark.kinds),
                 octetsText(mark.octets));
    }
    return TimelineView::tr("%1 s · %2 records from %3 · %4 · %5")
        .arg(secondsText(mark.tFirst), groupedNumber(mark.count), groupedNumber(mark.firstSeq),
             kindNames(mark.kinds), octetsText(mark.octets));
}

} // namespace

QString TimelineView::stallTextAt(int x) const
{
    const TimelineGeometry geometry = geometryNow();
    for (const TimelineStall &stall : stalls()) {
        const bool isUnder = x >= geometry.xOf(stall.tFrom) - NearPixels
            && x <= geometry.xOf(stall.tTo) + NearPixels;
        if (!isUnder)
            continue;
        const QString from = secondsText(stall.tFrom);
        const QString duration = durationText(stall.tTo - stall.tFrom);
        return stall.isUnrecorded
            ? tr("From %1 s nothing was recorded for %2: what passed is not in this capture.")
                  .arg(from, duration)
            : tr("From %1 s recording could not keep up and nothing was read for %2: a gap in "
                 "here is ours.")
                  .arg(from, duration);
    }
    return {};
}

QString TimelineView::toolTipAt(const QPoint &position) const
{
    const TimelineGeometry geometry = geometryNow();
    const auto index = geometry.laneAt(position.y(), scene().lanes.size());
    if (!index)
        return {};
    const TimelineLane &lane = scene().lanes[*index];
    const QString name = tr("%1 · %2").arg(lane.name, lane.technique);
    if (position.x() < TimelineGeometry::Gutter)
        return name;
    const QFont pills = TimelinePainter::pillFont();
    for (const TimelineEnd &end : lane.ends) {
        if (geometry.pillRect(end, *index, pills).contains(position))
            return tr("%1\n%2 s · %3").arg(name, secondsText(end.t), end.sentence);
    }
    if (const TimelineMark *mark = markAt(position))
        return tr("%1\n%2").arg(name, markText(*mark));
    if (const QString stall = stallTextAt(position.x()); !stall.isEmpty())
        return stall;
    const qint64 t = geometry.tAt(position.x());
    for (auto bar = lane.bars.rbegin(); bar != lane.bars.rend(); ++bar) {
        if (t >= bar->tFrom && t <= bar->tTo)
            return tr("%1\n%2").arg(name, barText(*bar));
    }
    return {};
}

} // namespace Pushscope
