// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/timeline/timelinelanepainter.h"

#include "gui/theme/fonts.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <bit>

namespace Pushscope {

namespace {

using Tone = TimelineBatch::Tone;

constexpr int LeastBar = 4;
constexpr int LeastHandshake = 5;
constexpr int LeastRoundTrip = 6; // Pixels from a ping to its pong that a line can be drawn in.
constexpr int MostRoundTrips = 400;
constexpr int FirstErrorStatus = 400;
constexpr int LinkDash = 3;

enum class Shape : quint8 { Half, Short, Beat, Full };

/// What a pixel column of a lane can show, each on its own.
struct Track {
    Tone tone = Tone::In;
    bool isIncoming = false;
    Shape shape = Shape::Half;
    bool isTick = false;
};

constexpr std::array Tracks{
    Track{ Tone::InHaze, true, Shape::Half, false },
    Track{ Tone::InHazeDense, true, Shape::Half, false },
    Track{ Tone::OutHaze, false, Shape::Half, false },
    Track{ Tone::OutHazeDense, false, Shape::Half, false },
    Track{ Tone::Beat, true, Shape::Beat, false },
    Track{ Tone::Beat, false, Shape::Beat, false },
    Track{ Tone::In, true, Shape::Short, false },
    Track{ Tone::Out, false, Shape::Short, false },
    Track{ Tone::Close, false, Shape::Full, true },
    Track{ Tone::In, true, Shape::Half, true },
    Track{ Tone::Warning, true, Shape::Half, true },
    Track{ Tone::Error, true, Shape::Half, true },
    Track{ Tone::Out, false, Shape::Half, true },
    Track{ Tone::Warning, false, Shape::Half, true },
    Track{ Tone::Error, false, Shape::Half, true },
};

/// Bit n: Tracks[n]. What would be hidden is left out.
quint32 tracksOf(const TimelineColumn &column)
{
    const int problem = column.severity == Severity::Error ? 2
        : column.severity == Severity::Warning             ? 1
                                                           : 0;
    const auto side = [&](bool hasTick, bool hasFragment, bool hasBeat, quint8 haze, int first) {
        // Without a tick of its own, what is wrong about a fragment makes one.
        if (hasTick || (hasFragment && problem > 0))
            return column.hasClose && problem == 0 ? 0U : 1U << (9 + 3 * first + problem);
        return (haze > 0 ? 1U << (2 * first + haze - 1) : 0U) | (hasBeat ? 1U << (4 + first) : 0U)
            | (hasFragment ? 1U << (6 + first) : 0U);
    };
    return (column.hasClose ? 1U << 8 : 0U)
        | side(column.hasIncoming, column.hasIncomingFragment, column.hasIncomingBeat,
               column.incomingHaze, 0)
        | side(column.hasOutgoing, column.hasOutgoingFragment, column.hasOutgoingBeat,
               column.outgoingHaze, 1);
}

} // namespace

TimelineLanePainter::TimelineLanePainter(const Theme &theme, const TimelineGeometry &geometry,
                                         Pills &pills)
    : m_theme(theme)
    , m_geometry(geometry)
    , m_pills(pills)
    , m_batch(geometry.gutter, geometry.width())
{
}

QFont TimelineLanePainter::pillFont()
{
    QFont font = wireFont(SmallPixels);
    font.setBold(true);
    return font;
}

void TimelineLanePainter::paint(QPainter &painter, const TimelineScene &scene)
{
    m_visible = m_geometry.visibleLanes(scene.lanes.size());
    for (std::size_t i = m_visible.first; i < m_visible.second; ++i) {
        addBars(scene.lanes[i], m_geometry.laneTop(i));
        addMarks(scene.lanes[i], m_geometry.laneTop(i));
    }
    painter.setClipRect(m_geometry.gutter, TimelineGeometry::AxisHeight, m_geometry.scale.width,
                        m_geometry.height - TimelineGeometry::AxisHeight);
    m_batch.draw(painter, m_theme);
    paintRoundTrips(painter, scene);
    paintLinks(painter, scene);
    paintEnds(painter, scene);
    painter.setClipping(false);
}

void TimelineLanePainter::addBars(const TimelineLane &lane, int top)
{
    const qint64 tEnd = m_geometry.tAt(m_geometry.width());
    for (const TimelineBar &bar : lane.bars) {
        if (bar.tTo >= m_geometry.scale.tFrom && bar.tFrom < tEnd)
            addBar(bar, top);
    }
}

void TimelineLanePainter::addBar(const TimelineBar &bar, int top)
{
    using BarRole = TimelineBar::Role;
    const int laneHeight = m_geometry.laneHeight;
    const int inset = laneHeight * 7 / TimelineGeometry::LaneHeight;
    const int height = std::max(1, laneHeight - 2 * inset);
    // Phases until it is open are lower than what follows: told by shape as well as by tone.
    const int phaseHeight = std::max(1, height / 2);
    const int phaseTop = top + (laneHeight - phaseHeight) / 2;
    const int least = bar.role == BarRole::Handshake               ? LeastHandshake
        : bar.role == BarRole::Body || bar.role == BarRole::Stream ? LeastBar
                                                                   : 1;
    const int left = m_geometry.xOf(bar.tFrom);
    const int right = std::max(left + least, m_geometry.xOf(bar.tTo) + 1);
    const bool hasFailed = bar.status >= FirstErrorStatus;
    switch (bar.role) {
    case BarRole::Open:
        m_batch.add(Tone::OpenLine, left, right, top + laneHeight / 2, 1);
        return;
    case BarRole::Lookup:
        m_batch.add(Tone::Lookup, left, right, phaseTop, phaseHeight);
        return;
    case BarRole::Connect:
        m_batch.add(Tone::Connect, left, right, phaseTop, phaseHeight);
        return;
    case BarRole::Tls:
        m_batch.add(Tone::Tls, left, right, phaseTop, phaseHeight);
        return;
    case BarRole::Handshake:
        m_batch.addRounded(Tone::Handshake, left, right, top + inset, height);
        return;
    case BarRole::Waiting:
        m_batch.addRounded(Tone::Waiting, left, right, top + inset, height);
        m_batch.addEdge(hasFailed ? Tone::FailedEdge : Tone::WaitingEdge, left, right, top + inset,
                        height);
        return;
    case BarRole::Body:
        m_batch.addRounded(hasFailed ? Tone::FailedBody : Tone::Body, left, right, top + inset,
                           height);
        return;
    case BarRole::Stream:
        m_batch.addRounded(Tone::Stream, left, right, top + inset, height);
        return;
    case BarRole::Silence:
        break;
    }
    m_batch.add(Tone::SilenceTint, left, right, top + inset, height);
    m_batch.addEdge(Tone::SilenceEdge, left, right, top + inset, height, true);
}

void TimelineLanePainter::addMarks(const TimelineLane &lane, int top)
{
    if (lane.marks.empty())
        return;
    const std::vector<TimelineColumn> columns = columnsOf(lane.marks, m_geometry.scale);
    const int inset = m_geometry.laneHeight * 3 / TimelineGeometry::LaneHeight;
    const int half = std::max(1, (m_geometry.laneHeight - 2 * inset) / 2);
    const int high = top + inset;
    const int low = high + half;
    // Where each tone and side goes on: what is alike in neighbouring pixels is one rectangle.
    std::array<int, Tracks.size()> begun{};
    quint32 before = 0;
    const int width = static_cast<int>(columns.size());
    for (int i = 0; i <= width; ++i) {
        const quint32 now = i < width ? tracksOf(columns[static_cast<std::size_t>(i)]) : 0;
        for (quint32 changed = now ^ before; changed != 0; changed &= changed - 1) {
            const auto track = static_cast<std::size_t>(std::countr_zero(changed));
            if (now >> track & 1) {
                begun[track] = i;
                continue;
            }
            const Track &what = Tracks[track];
            const int left = m_geometry.gutter + begun[track];
            // One pixel more: a single tick is to be seen.
            const int right = m_geometry.gutter + i + (what.isTick ? 1 : 0);
            const int height = what.shape == Shape::Full ? 2 * half
                : what.shape == Shape::Short             ? half / 2
                : what.shape == Shape::Beat              ? half - half / 4
                                                         : half;
            const int upper = what.isIncoming ? low
                : what.shape == Shape::Short  ? low - height
                                              : high;
            m_batch.add(what.tone, left, right, upper, height);
        }
        before = now;
    }
}

void TimelineLanePainter::paintRoundTrips(QPainter &painter, const TimelineScene &scene) const
{
    if (!m_geometry.hasLabels())
        return;
    std::vector<QLineF> lines;
    const int reach = m_geometry.laneHeight / 4;
    for (std::size_t i = m_visible.first; i < m_visible.second; ++i) {
        const int middle = m_geometry.laneMiddle(i);
        for (const TimelineMark &mark : scene.lanes[i].marks) {
            if (mark.rttNs < 0)
                continue;
            const int from = m_geometry.xOf(mark.tLast - mark.rttNs);
            const int to = m_geometry.xOf(mark.tLast);
            if (to - from < LeastRoundTrip || to < m_geometry.gutter || from > m_geometry.width())
                continue;
            // From the ping, which stands on the other side, to the pong.
            const int side = mark.direction == Direction::Outgoing ? -reach : reach;
            lines.emplace_back(from + 0.5, middle - side, to + 0.5, middle + side);
        }
    }
    if (lines.empty())
        return;
    painter.setRenderHint(QPainter::Antialiasing, lines.size() <= MostRoundTrips);
    painter.setPen(QPen(m_theme.ping, 1));
    painter.drawLines(lines.data(), static_cast<int>(lines.size()));
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void TimelineLanePainter::paintLinks(QPainter &painter, const TimelineScene &scene) const
{
    const auto isVisible
        = [this](std::size_t lane) { return lane >= m_visible.first && lane < m_visible.second; };
    // Dashes of our own: those of a pen cost a hundred times as much.
    std::vector<QLineF> dashes;
    for (const TimelineLink &link : scene.links) {
        if (!isVisible(link.fromLane) && !isVisible(link.toLane))
            continue;
        const QLineF line(m_geometry.xOf(link.tFrom), m_geometry.laneMiddle(link.fromLane),
                          m_geometry.xOf(link.tTo), m_geometry.laneMiddle(link.toLane));
        if (line.x2() < m_geometry.gutter || line.x1() > m_geometry.width())
            continue;
        const double length = std::max(1.0, line.length());
        if (length > 4.0 * m_geometry.width()) {
            dashes.push_back(line);
            continue;
        }
        for (double at = 0; at < length; at += 2 * LinkDash) {
            dashes.emplace_back(line.pointAt(at / length),
                                line.pointAt(std::min(1.0, (at + LinkDash) / length)));
        }
    }
    if (dashes.empty())
        return;
    painter.setPen(QPen(m_theme.error, 1));
    painter.drawLines(dashes.data(), static_cast<int>(dashes.size()));
}

void TimelineLanePainter::paintEnds(QPainter &painter, const TimelineScene &scene)
{
    TimelineBatch stops(m_geometry.gutter, m_geometry.width());
    std::vector<std::pair<QRect, const TimelineEnd *>> pills;
    const QFont font = pillFont();
    const int inset = m_geometry.laneHeight / 5;
    for (std::size_t i = m_visible.first; i < m_visible.second; ++i) {
        const std::vector<TimelineEnd> &ends = scene.lanes[i].ends;
        const std::vector<QRect> rects = m_geometry.pillRects(ends, i, font);
        for (std::size_t k = 0; k < ends.size(); ++k) {
            const TimelineEnd &end = ends[k];
            const int x = m_geometry.xOf(end.t);
            if (x < m_geometry.gutter || x > m_geometry.width())
                continue;
            const bool isNormal = end.severity == Severity::Normal;
            if (!rects[k].isEmpty())
                pills.emplace_back(rects[k], &end);
            if (!rects[k].isEmpty() && !isNormal)
                continue;
            // As it should end, or where there is no room: no more than a stop.
            const Tone tone = isNormal            ? Tone::Stop
                : end.severity == Severity::Error ? Tone::Error
                                                  : Tone::Warning;
            stops.add(tone, x, x + (isNormal ? 2 : 3), m_geometry.laneTop(i) + inset,
                      m_geometry.laneHeight - 2 * inset);
        }
    }
    stops.draw(painter, m_theme);
    for (const auto &[rect, end] : pills)
        paintPill(painter, rect, *end);
}

void TimelineLanePainter::paintPill(QPainter &painter, const QRect &rect, const TimelineEnd &end)
{
    const bool isQuiet = end.severity == Severity::Normal;
    const QColor color = isQuiet                   ? m_theme.pane
        : end.severity == Severity::Error ? m_theme.error
                                          : m_theme.warning;
    const qreal ratio = painter.device()->devicePixelRatioF();
    const QString key
        = QStringLiteral("%1 %2 %3 %4").arg(end.label, color.name()).arg(rect.height()).arg(ratio);
    QPixmap &pill = m_pills[key];
    if (pill.isNull()) {
        pill = QPixmap(rect.size() * ratio);
        pill.setDevicePixelRatio(ratio);
        pill.fill(Qt::transparent);
        QPainter inside(&pill);
        inside.setRenderHint(QPainter::Antialiasing);
        QFont font = pillFont();
        font.setBold(!isQuiet);
        inside.setFont(font);
        inside.setPen(isQuiet ? QPen(m_theme.line, 1) : QPen(Qt::NoPen));
        inside.setBrush(color);
        const QRectF box = QRectF({}, rect.size()).adjusted(0.5, 0.5, -0.5, -0.5);
        const qreal radius = isQuiet ? 3 : box.height() / 2;
        inside.drawRoundedRect(box, radius, radius);
        inside.setPen(isQuiet ? m_theme.dim : m_theme.onPill);
        inside.drawText(QRect({}, rect.size()), Qt::AlignCenter | Qt::TextSingleLine, end.label);
    }
    painter.drawPixmap(rect.topLeft(), pill);
}

} // namespace Pushscope
