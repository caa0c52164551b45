// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/timeline/timelinepainter.h"

#include "gui/theme/fonts.h"
#include "models/formatting.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace Pushscope {

namespace {

constexpr int LeastGrid = 84; // Pixels between lines of the axis.
constexpr int LeastStall = 3;
constexpr int NameMargin = 8;
constexpr int TriangleWidth = 12;
constexpr int Indent = 10;
constexpr int NamePixels = 12;
constexpr int LaneMarkWidth = 3;
constexpr int LeastSeparated = 10; // Lanes lower than that have no line between them.

QColor withAlpha(QColor color, float alpha)
{
    color.setAlphaF(alpha);
    return color;
}

} // namespace

QString axisTime(qint64 t, const TimelineScale &scale)
{
    constexpr qint64 NsPerSecond = 1'000'000'000;
    QString text = groupedNumber(t / NsPerSecond);
    int digits = 0;
    for (qint64 unit = NsPerSecond; unit > scale.pixelNs() && digits < 9; unit /= 10)
        ++digits;
    if (digits > 0) {
        text += QLatin1Char('.')
            + QString::number(t % NsPerSecond).rightJustified(9, QLatin1Char('0')).left(digits);
    }
    return QCoreApplication::translate("Timeline", "%1 s").arg(text);
}

TimelinePainter::TimelinePainter(const Theme &theme, const TimelineGeometry &geometry)
    : m_theme(theme)
    , m_geometry(geometry)
{
}

int TimelinePainter::lanesBottom(const TimelineScene &scene) const
{
    return std::min(m_geometry.height, m_geometry.laneTop(scene.lanes.size()));
}

void TimelinePainter::paintScene(QPainter &painter, const TimelineScene &scene,
                                 std::span<const TimelineStall> stalls,
                                 TimelineLanePainter::Pills &pills) const
{
    painter.fillRect(0, 0, m_geometry.width(), m_geometry.height, m_theme.pane);
    const QRect lanes(0, TimelineGeometry::AxisHeight, m_geometry.width(),
                      m_geometry.height - TimelineGeometry::AxisHeight);
    painter.setClipRect(lanes);
    paintGrid(painter, scene);
    paintNames(painter, scene);
    TimelineLanePainter(m_theme, m_geometry, pills).paint(painter, scene);
    painter.setClipRect(lanes);
    paintStalls(painter, stalls, lanesBottom(scene));
    painter.setClipping(false);
    paintAxis(painter);
}

void TimelinePainter::paintState(QPainter &painter, const State &state) const
{
    if (state.range)
        paintRange(painter, *state.range);
    if (state.lane) {
        const int top = m_geometry.laneTop(*state.lane);
        painter.setClipRect(0, TimelineGeometry::AxisHeight, m_geometry.width(), m_geometry.height);
        painter.fillRect(0, top, LaneMarkWidth, m_geometry.laneHeight - 1, m_theme.accent);
        painter.fillRect(LaneMarkWidth, top, m_geometry.width(), m_geometry.laneHeight - 1,
                         withAlpha(m_theme.accent, state.hasFocus ? 0.12F : 0.05F));
        painter.setClipping(false);
    }
    if (state.cursor) {
        const QRect lanes(0, TimelineGeometry::AxisHeight, m_geometry.width(), m_geometry.height);
        const auto fill = [&](const QRect &rect) {
            for (const QRect &part : QRegion(rect & lanes) - state.spared)
                painter.fillRect(part, m_theme.accent);
        };
        const int x = m_geometry.xOf(*state.cursor);
        const bool isShown = x >= m_geometry.gutter && x < m_geometry.width();
        if (isShown)
            fill({ x, lanes.top(), 1, m_geometry.height });
        if (isShown && state.cursorLane) {
            fill({ x - 1, m_geometry.laneTop(*state.cursorLane) + 1, 3,
                   m_geometry.laneHeight - 3 });
        }
    }
    if (!state.hovered.isEmpty()) {
        painter.setPen(m_theme.text);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(state.hovered.adjusted(-1, -1, 0, 0));
    }
    if (!state.end.isEmpty()) {
        const QRectF ring = QRectF(state.end).adjusted(-1.5, -1.5, 1.5, 1.5);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(m_theme.text, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2);
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
    if (state.pointer)
        paintPointer(painter, *state.pointer);
    if (state.hasFocus) {
        painter.setPen(m_theme.accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(0, 0, m_geometry.width() - 1, m_geometry.height - 1);
    }
}

void TimelinePainter::paintPointer(QPainter &painter, int x) const
{
    painter.fillRect(x, TimelineGeometry::AxisHeight, 1, m_geometry.height,
                     withAlpha(m_theme.dim, 0.6F));
    const QFont font = wireFont(SmallPixels);
    const QString text = axisTime(m_geometry.tAt(x), m_geometry.scale);
    const int width = QFontMetrics(font).horizontalAdvance(text) + 10;
    const int left = std::clamp(x - width / 2, m_geometry.gutter,
                                std::max(m_geometry.gutter, m_geometry.width() - width));
    const QRect box(left, 1, width, TimelineGeometry::AxisHeight - 2);
    painter.fillRect(box, m_theme.raised);
    painter.setPen(m_theme.line);
    painter.drawRect(box.adjusted(0, 0, -1, -1));
    painter.setFont(font);
    painter.setPen(m_theme.text);
    painter.drawText(box, Qt::AlignCenter | Qt::TextSingleLine, text);
}

void TimelinePainter::paintAxis(QPainter &painter) const
{
    painter.setFont(wireFont(SmallPixels));
    painter.setPen(m_theme.dim);
    for (const TimelineGridLine &line : gridLines(m_geometry.scale, LeastGrid)) {
        const int x = m_geometry.xOf(line.t) + 3;
        if (x + painter.fontMetrics().horizontalAdvance(line.label) > m_geometry.width())
            continue;
        painter.drawText(QRect(x, 0, LeastGrid, TimelineGeometry::AxisHeight),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, line.label);
    }
}

void TimelinePainter::paintGrid(QPainter &painter, const TimelineScene &scene) const
{
    std::vector<QRect> lines;
    const int bottom = lanesBottom(scene);
    for (const TimelineGridLine &line : gridLines(m_geometry.scale, LeastGrid)) {
        const int x = m_geometry.xOf(line.t);
        if (x > m_geometry.gutter)
            lines.emplace_back(x, TimelineGeometry::AxisHeight, 1,
                               bottom - TimelineGeometry::AxisHeight);
    }
    const auto [first, last] = m_geometry.visibleLanes(scene.lanes.size());
    for (std::size_t lane = std::max<std::size_t>(1, first); lane < last; ++lane) {
        // Sessions are told apart from end to end, streams where there is room for it.
        const bool isShown = scene.lanes[lane].isFirst
            || (scene.lanes[lane].isFirstOfStream && m_geometry.laneHeight >= LeastSeparated);
        const int left = scene.lanes[lane].isFirst ? 0 : m_geometry.gutter;
        if (isShown)
            lines.emplace_back(left, m_geometry.laneTop(lane) - 1, m_geometry.width() - left, 1);
    }
    lines.emplace_back(m_geometry.gutter, bottom - 1, m_geometry.scale.width, 1);
    painter.setPen(Qt::NoPen);
    painter.setBrush(withAlpha(m_theme.line, 0.7F));
    painter.drawRects(lines.data(), static_cast<int>(lines.size()));
    painter.fillRect(m_geometry.gutter - 1, TimelineGeometry::AxisHeight, 1, m_geometry.height,
                     m_theme.line);
}

void TimelinePainter::paintRange(QPainter &painter, std::pair<qint64, qint64> range) const
{
    const int left = std::max(m_geometry.gutter, m_geometry.xOf(range.first));
    const int right = std::min(m_geometry.width(), m_geometry.xOf(range.second) + 1);
    if (right <= left)
        return;
    const int top = TimelineGeometry::AxisHeight;
    painter.fillRect(left, top, right - left, m_geometry.height,
                     withAlpha(m_theme.accent, m_theme.isDark ? 0.18F : 0.14F));
    painter.fillRect(left, top, 1, m_geometry.height, m_theme.accent);
    painter.fillRect(right - 1, top, 1, m_geometry.height, m_theme.accent);
    // Something to take hold of.
    painter.fillRect(left - 2, top, 5, 6, m_theme.accent);
    painter.fillRect(right - 3, top, 5, 6, m_theme.accent);
}

void TimelinePainter::paintStalls(QPainter &painter, std::span<const TimelineStall> stalls,
                                  int bottom) const
{
    int drawnTo = m_geometry.gutter;
    for (const TimelineStall &stall : stalls) {
        // Over one another they would hide what lies below.
        const int left = std::max(drawnTo, m_geometry.xOf(stall.tFrom));
        const int right = std::min(
            m_geometry.width(),
            std::max(m_geometry.xOf(stall.tFrom) + LeastStall, m_geometry.xOf(stall.tTo) + 1));
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

QRect TimelinePainter::triangleRect(const TimelineGeometry &geometry, std::size_t lane)
{
    const int height = std::max(geometry.laneHeight, TimelineGeometry::LabelHeight);
    return { NameMargin - 4, geometry.laneTop(lane), TriangleWidth + 4, height };
}

std::size_t TimelinePainter::nameLane(const TimelineGeometry &geometry, const TimelineGroup &group)
{
    const std::size_t last = group.firstLane + group.lanes - 1;
    const std::size_t visible = static_cast<std::size_t>(
        (geometry.scrolled + geometry.laneHeight - 1) / geometry.laneHeight);
    return std::clamp(visible, group.firstLane, last);
}

void TimelinePainter::paintNames(QPainter &painter, const TimelineScene &scene) const
{
    int drawnTo = TimelineGeometry::AxisHeight;
    for (const TimelineGroup &group : scene.groups) {
        const std::size_t lane = nameLane(m_geometry, group);
        const int top = m_geometry.laneTop(lane);
        const int bottom = m_geometry.laneTop(group.firstLane + group.lanes);
        if (bottom <= TimelineGeometry::AxisHeight)
            continue;
        if (top >= m_geometry.height)
            break;
        const int height = std::max(m_geometry.laneHeight, TimelineGeometry::LabelHeight);
        // Of low lanes, one name in several may be all there is room for.
        if (top >= drawnTo || m_geometry.hasLabels()) {
            paintGroupName(painter, scene, group,
                           { NameMargin, top, m_geometry.gutter - 2 * NameMargin, height });
            drawnTo = top + height;
        }
        if (!m_geometry.hasLabels())
            continue;
        for (std::size_t i = lane + 1; i < group.firstLane + group.lanes; ++i) {
            if (m_geometry.laneTop(i) >= m_geometry.height)
                break;
            paintLaneName(
                painter, scene.lanes[i],
                { NameMargin, m_geometry.laneTop(i), m_geometry.gutter - 2 * NameMargin, height });
        }
    }
}

void TimelinePainter::paintGroupName(QPainter &painter, const TimelineScene &scene,
                                     const TimelineGroup &group, const QRect &rect) const
{
    const TimelineLane &lane = scene.lanes[group.firstLane];
    const bool hasTriangle = group.lanes > 1 || group.isCollapsed;
    if (hasTriangle)
        paintTriangle(painter, rect, group.isCollapsed);
    const QRect room = rect.adjusted(TriangleWidth, 0, 0, 0);
    const QFont small = textFont(SmallPixels);
    const QString kind = group.isCollapsed
        ? QCoreApplication::translate("Timeline", "%1 · %2")
              .arg(lane.technique, groupedNumber(static_cast<qint64>(lane.connections.size())))
        : lane.technique;
    const int kindWidth = QFontMetrics(small).horizontalAdvance(kind);
    const QFont font = textFont(NamePixels);
    constexpr int Gap = 6;
    // A name is worth more than its technique, which the hint over the lane says too.
    const bool fitsBoth
        = QFontMetrics(font).horizontalAdvance(lane.name) + Gap + kindWidth <= room.width();
    const int nameWidth = fitsBoth ? room.width() - kindWidth - Gap : room.width();
    painter.setFont(font);
    painter.setPen(m_theme.text);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     QFontMetrics(font).elidedText(lane.name, Qt::ElideRight, nameWidth));
    if (!fitsBoth)
        return;
    painter.setFont(small);
    painter.setPen(m_theme.dim);
    painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, kind);
}

void TimelinePainter::paintLaneName(QPainter &painter, const TimelineLane &lane,
                                    const QRect &rect) const
{
    const QString text = lane.isReconnect ? QCoreApplication::translate("Timeline", "reconnect")
        : lane.connections.empty()
        ? QString()
        : QCoreApplication::translate("Timeline", "connection %1").arg(lane.connections.front());
    const QFont small = textFont(SmallPixels);
    const QRect room = rect.adjusted(TriangleWidth + Indent, 0, 0, 0);
    painter.setFont(small);
    painter.setPen(m_theme.dim);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     QFontMetrics(small).elidedText(text, Qt::ElideRight, room.width()));
}

void TimelinePainter::paintTriangle(QPainter &painter, const QRect &rect, bool isCollapsed) const
{
    const QPointF middle(rect.left() + 3.5, rect.top() + rect.height() / 2.0);
    QPolygonF triangle;
    if (isCollapsed)
        triangle << middle + QPointF(-2, -4) << middle + QPointF(3, 0) << middle + QPointF(-2, 4);
    else
        triangle << middle + QPointF(-4, -2) << middle + QPointF(4, -2) << middle + QPointF(0, 3);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.dim);
    painter.drawPolygon(triangle);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace Pushscope
