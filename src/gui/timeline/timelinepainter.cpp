// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/timeline/timelinepainter.h"

#include "gui/theme/fonts.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace Pushscope {

namespace {

constexpr int LeastGrid = 84; // Pixels between lines of the axis.
constexpr int LeastBar = 4;
constexpr int LeastHandshake = 5;
constexpr int LeastStall = 3;
constexpr int BarInset = 7; // Above and below a bar in its lane.
constexpr int TickInset = 3;
constexpr int PillHeight = 16;
constexpr int PillMargin = 7;
constexpr int NameMargin = 10;
constexpr int FirstErrorStatus = 400;

QColor withAlpha(QColor color, float alpha)
{
    color.setAlphaF(alpha);
    return color;
}

} // namespace

std::optional<std::size_t> TimelineGeometry::laneAt(int y, std::size_t lanes) const
{
    if (y < AxisHeight)
        return std::nullopt;
    const auto lane = static_cast<std::size_t>((y - AxisHeight + scrolled) / LaneHeight);
    return lane < lanes ? std::optional(lane) : std::nullopt;
}

QRect TimelineGeometry::pillRect(const TimelineEnd &end, std::size_t lane, const QFont &font) const
{
    const int x = xOf(end.t);
    if (x < Gutter || x > Gutter + scale.width)
        return {};
    const int width = QFontMetrics(font).horizontalAdvance(end.label) + 2 * PillMargin;
    // On the end, but whole.
    const int left = std::clamp(x - width / 2, Gutter, Gutter + std::max(0, scale.width - width));
    return { left, laneTop(lane) + (LaneHeight - PillHeight) / 2, width, PillHeight };
}

TimelinePainter::TimelinePainter(const Theme &theme, const TimelineGeometry &geometry)
    : m_theme(theme)
    , m_geometry(geometry)
{
}

QFont TimelinePainter::pillFont()
{
    QFont font = wireFont(SmallPixels);
    font.setBold(true);
    return font;
}

QRect TimelinePainter::timeRect() const
{
    return { TimelineGeometry::Gutter, 0, m_geometry.scale.width, m_geometry.height };
}

void TimelinePainter::paint(QPainter &painter, const TimelineScene &scene, const State &state) const
{
    const int width = TimelineGeometry::Gutter + m_geometry.scale.width;
    painter.fillRect(0, 0, width, m_geometry.height, m_theme.pane);
    painter.save();
    painter.setClipRect(0, TimelineGeometry::AxisHeight, width,
                        m_geometry.height - TimelineGeometry::AxisHeight);
    paintGrid(painter, scene.lanes.size());
    if (state.range)
        paintRange(painter, *state.range);
    if (state.cursor)
        paintCursor(painter, *state.cursor); // Below what it stands for: codes stay legible.
    paintLanes(painter, scene);
    paintStalls(painter, state.stalls, scene.lanes.size());
    painter.restore();
    paintAxis(painter);
    if (state.hasFocus) {
        painter.setPen(m_theme.accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(0, 0, width - 1, m_geometry.height - 1);
    }
}

void TimelinePainter::paintLanes(QPainter &painter, const TimelineScene &scene) const
{
    const auto isVisible = [this](std::size_t lane) {
        const int top = m_geometry.laneTop(lane);
        return top <= m_geometry.height && top + TimelineGeometry::LaneHeight >= 0;
    };
    for (std::size_t i = 0; i < scene.lanes.size(); ++i) {
        if (!isVisible(i))
            continue;
        paintName(painter, scene.lanes[i], m_geometry.laneTop(i));
        painter.save();
        painter.setClipRect(timeRect(), Qt::IntersectClip);
        paintLane(painter, scene.lanes[i], i);
        painter.restore();
    }
    painter.setClipRect(timeRect(), Qt::IntersectClip);
    for (const TimelineLink &link : scene.links)
        paintLink(painter, link);
    for (std::size_t i = 0; i < scene.lanes.size(); ++i) {
        for (const TimelineEnd &end : scene.lanes[i].ends) {
            if (isVisible(i))
                paintEnd(painter, end, i);
        }
    }
}

void TimelinePainter::paintAxis(QPainter &painter) const
{
    painter.setFont(wireFont(SmallPixels));
    painter.setPen(m_theme.dim);
    const int edge = TimelineGeometry::Gutter + m_geometry.scale.width;
    for (const TimelineGridLine &line : gridLines(m_geometry.scale, LeastGrid)) {
        const int x = m_geometry.xOf(line.t) + 3;
        if (x + painter.fontMetrics().horizontalAdvance(line.label) > edge)
            continue;
        painter.drawText(QRect(x, 0, LeastGrid, TimelineGeometry::AxisHeight),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, line.label);
    }
}

void TimelinePainter::paintGrid(QPainter &painter, std::size_t lanes) const
{
    painter.setPen(withAlpha(m_theme.line, 0.7F));
    const int bottom = std::min(m_geometry.height, m_geometry.laneTop(lanes));
    for (const TimelineGridLine &line : gridLines(m_geometry.scale, LeastGrid)) {
        const int x = m_geometry.xOf(line.t);
        if (x > TimelineGeometry::Gutter)
            painter.drawLine(x, TimelineGeometry::AxisHeight, x, bottom - 1);
    }
    for (std::size_t lane = 1; lane <= lanes; ++lane) {
        const int y = m_geometry.laneTop(lane) - 1;
        painter.drawLine(TimelineGeometry::Gutter, y,
                         TimelineGeometry::Gutter + m_geometry.scale.width, y);
    }
    painter.setPen(m_theme.line);
    painter.drawLine(TimelineGeometry::Gutter - 1, TimelineGeometry::AxisHeight,
                     TimelineGeometry::Gutter - 1, m_geometry.height);
}

void TimelinePainter::paintRange(QPainter &painter, std::pair<qint64, qint64> range) const
{
    const int edge = TimelineGeometry::Gutter + m_geometry.scale.width;
    const int left = std::max(TimelineGeometry::Gutter, m_geometry.xOf(range.first));
    const int right = std::min(edge, m_geometry.xOf(range.second) + 1);
    if (right <= left)
        return;
    painter.fillRect(left, TimelineGeometry::AxisHeight, right - left, m_geometry.height,
                     withAlpha(m_theme.selection, 0.6F));
    painter.setPen(m_theme.accent);
    painter.drawLine(left, TimelineGeometry::AxisHeight, left, m_geometry.height);
    painter.drawLine(right, TimelineGeometry::AxisHeight, right, m_geometry.height);
}

void TimelinePainter::paintStalls(QPainter &painter, std::span<const TimelineStall> stalls,
                                  std::size_t lanes) const
{
    const int edge = TimelineGeometry::Gutter + m_geometry.scale.width;
    const int bottom = std::min(m_geometry.height, m_geometry.laneTop(lanes));
    int drawnTo = TimelineGeometry::Gutter;
    for (const TimelineStall &stall : stalls) {
        // Over one another they would hide what lies below.
        const int left = std::max(drawnTo, m_geometry.xOf(stall.tFrom));
        const int right = std::min(edge, std::max(m_geometry.xOf(stall.tFrom) + LeastStall,
                                                  m_geometry.xOf(stall.tTo) + 1));
        if (right <= left)
            continue;
        drawnTo = right;
        const QColor color = stall.isUnrecorded ? m_theme.error : m_theme.warning;
        const QRect band(left, TimelineGeometry::AxisHeight, right - left,
                         bottom - TimelineGeometry::AxisHeight);
        painter.fillRect(band, withAlpha(color, 0.08F));
        painter.fillRect(band, QBrush(withAlpha(color, 0.55F), Qt::BDiagPattern));
        painter.fillRect(band.left(), band.top(), 1, band.height(), withAlpha(color, 0.8F));
        painter.fillRect(band.right(), band.top(), 1, band.height(), withAlpha(color, 0.8F));
    }
}

void TimelinePainter::paintName(QPainter &painter, const TimelineLane &lane, int top) const
{
    const QRect rect(NameMargin, top, TimelineGeometry::Gutter - 2 * NameMargin,
                     TimelineGeometry::LaneHeight);
    const QFont small = textFont(SmallPixels);
    const QString kind = lane.isFirst ? lane.technique
        : lane.isReconnect            ? QCoreApplication::translate("Timeline", "reconnect")
        : lane.connections.empty()
        ? QString()
        : QCoreApplication::translate("Timeline", "connection %1").arg(lane.connections.front());
    const int kindWidth = QFontMetrics(small).horizontalAdvance(kind);
    const QFont font = textFont(12);
    constexpr int Gap = 6;
    // A name is worth more than its technique, which the hint over the lane says too.
    const bool fitsBoth
        = QFontMetrics(font).horizontalAdvance(lane.name) + Gap + kindWidth <= rect.width();
    const bool isKindShown = fitsBoth || !lane.isFirst;
    const int nameWidth = isKindShown ? rect.width() - kindWidth - Gap : rect.width();
    // Only the first lane of a session has to say its name, even if it must be cut.
    if (lane.isFirst || QFontMetrics(font).horizontalAdvance(lane.name) <= nameWidth) {
        painter.setFont(font);
        painter.setPen(lane.isFirst ? m_theme.text : m_theme.dim);
        painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         QFontMetrics(font).elidedText(lane.name, Qt::ElideRight, nameWidth));
    }
    if (!isKindShown)
        return;
    painter.setFont(small);
    painter.setPen(m_theme.dim);
    painter.drawText(rect, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, kind);
}

void TimelinePainter::paintLane(QPainter &painter, const TimelineLane &lane,
                                std::size_t index) const
{
    const int top = m_geometry.laneTop(index);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const TimelineBar &bar : lane.bars)
        paintBar(painter, bar, top);
    painter.setRenderHint(QPainter::Antialiasing, false);
    paintMarks(painter, lane, top);
}

void TimelinePainter::paintBar(QPainter &painter, const TimelineBar &bar, int top) const
{
    using BarRole = TimelineBar::Role;
    const int least = bar.role == BarRole::Handshake ? LeastHandshake
        : bar.role == BarRole::Waiting               ? 1
                                                     : LeastBar;
    const int left = m_geometry.xOf(bar.tFrom);
    const int right = std::max(left + least, m_geometry.xOf(bar.tTo) + 1);
    if (right < TimelineGeometry::Gutter
        || left > TimelineGeometry::Gutter + m_geometry.scale.width)
        return;
    const bool hasFailed = bar.status >= FirstErrorStatus;
    QRectF rect(left, top + BarInset, right - left, TimelineGeometry::LaneHeight - 2 * BarInset);
    painter.setPen(Qt::NoPen);
    switch (bar.role) {
    case BarRole::Open:
        painter.fillRect(QRectF(left, top + TimelineGeometry::LaneHeight / 2, right - left, 1),
                         m_theme.line);
        return;
    case BarRole::Handshake:
        painter.setBrush(m_theme.handshake);
        break;
    case BarRole::Waiting:
        painter.setPen(hasFailed ? m_theme.error : m_theme.request);
        painter.setBrush(m_theme.waiting);
        rect.adjust(0.5, 0.5, -0.5, -0.5);
        break;
    case BarRole::Body:
        painter.setBrush(hasFailed ? m_theme.error : m_theme.request);
        break;
    case BarRole::Stream:
        painter.setBrush(m_theme.stream);
        break;
    case BarRole::Silence:
        painter.setPen(QPen(m_theme.warning, 1, Qt::DashLine));
        painter.setBrush(withAlpha(m_theme.warningTint, 0.85F));
        rect.adjust(0.5, 0.5, -0.5, -0.5);
        break;
    }
    painter.drawRoundedRect(rect, 2, 2);
}

void TimelinePainter::paintMarks(QPainter &painter, const TimelineLane &lane, int top) const
{
    const std::vector<TimelineColumn> columns = columnsOf(lane.marks, m_geometry.scale);
    const int half = (TimelineGeometry::LaneHeight - 2 * TickInset) / 2;
    const int high = top + TickInset;
    const int low = high + half;
    const int width = static_cast<int>(columns.size());
    for (int i = 0; i < width; ++i) {
        const TimelineColumn &column = columns[static_cast<std::size_t>(i)];
        const int x = TimelineGeometry::Gutter + i;
        if (column.hasIncomingBeat)
            painter.fillRect(x, low + 2, 1, half - 2, m_theme.ping);
        if (column.hasOutgoingBeat)
            painter.fillRect(x, high, 1, half - 2, m_theme.ping);
        if (!column.hasIncoming && !column.hasOutgoing)
            continue;
        const QColor problem = column.severity == Severity::Error ? m_theme.error
            : column.severity == Severity::Warning                ? m_theme.warning
                                                                  : QColor();
        if (column.hasIncoming)
            painter.fillRect(x, low, 2, half, problem.isValid() ? problem : m_theme.in);
        if (column.hasOutgoing)
            painter.fillRect(x, high, 2, half, problem.isValid() ? problem : m_theme.out);
    }
}

void TimelinePainter::paintEnd(QPainter &painter, const TimelineEnd &end, std::size_t lane) const
{
    const QFont font = pillFont();
    const QRect rect = m_geometry.pillRect(end, lane, font);
    if (rect.isEmpty())
        return;
    if (end.severity == Severity::Normal) { // As it should end: no more than a stop.
        painter.fillRect(m_geometry.xOf(end.t), rect.top() + 2, 2, rect.height() - 4, m_theme.dim);
        return;
    }
    const QRectF box = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(font);
    painter.setPen(Qt::NoPen);
    painter.setBrush(end.severity == Severity::Error ? m_theme.error : m_theme.warning);
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);
    painter.setPen(m_theme.onPill);
    painter.drawText(rect, Qt::AlignCenter | Qt::TextSingleLine, end.label);
    painter.restore();
}

void TimelinePainter::paintLink(QPainter &painter, const TimelineLink &link) const
{
    const int middle = TimelineGeometry::LaneHeight / 2;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.error, 1.2, Qt::DotLine));
    painter.drawLine(m_geometry.xOf(link.tFrom), m_geometry.laneTop(link.fromLane) + middle,
                     m_geometry.xOf(link.tTo), m_geometry.laneTop(link.toLane) + middle);
    painter.restore();
}

void TimelinePainter::paintCursor(QPainter &painter, qint64 t) const
{
    const int x = m_geometry.xOf(t);
    if (x < TimelineGeometry::Gutter)
        return;
    painter.setPen(QPen(m_theme.accent, 1));
    painter.drawLine(x, TimelineGeometry::AxisHeight, x, m_geometry.height);
}

} // namespace Pushscope
