// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the timeline says: under the pointer, and of a lane.

#include "gui/timeline/timelineview.h"

#include "capture/recordkind.h"
#include "models/describe.h"
#include "models/formatting.h"

#include <QEvent>
#include <QHelpEvent>
#include <QToolTip>

#include <algorithm>

namespace Pushscope {

namespace {

constexpr int NearPixels = 4; // As far from a tick as still means it.

QString kindNames(quint64 kinds)
{
    QStringList names;
    for (int kind = RecordKindFirst; kind <= RecordKindLast; ++kind) {
        if ((kinds >> kind) & 1)
            names << QString::fromLatin1(recordKindName(static_cast<RecordKind>(kind)));
    }
    return names.join(QStringLiteral(", "));
}

QString barText(const TimelineBar &bar)
{
    const QString duration = durationText(bar.tTo - bar.tFrom);
    switch (bar.role) {
    case TimelineBar::Role::Open:
        return TimelineView::tr("connection open, %1").arg(duration);
    case TimelineBar::Role::Lookup:
        return TimelineView::tr("name look-up, %1").arg(duration);
    case TimelineBar::Role::Connect:
        return TimelineView::tr("connecting, %1").arg(duration);
    case TimelineBar::Role::Tls:
        return TimelineView::tr("TLS handshake, %1").arg(duration);
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
    QString text = mark.count == 1
        ? TimelineView::tr("%1 s · record %2 · %3 · %4")
              .arg(secondsText(mark.tFirst), groupedNumber(mark.firstSeq), kindNames(mark.kinds),
                   octetsText(mark.octets))
        : TimelineView::tr("%1 s · %2 records from %3 · %4 · %5")
              .arg(secondsText(mark.tFirst), groupedNumber(mark.count),
                   groupedNumber(mark.firstSeq), kindNames(mark.kinds), octetsText(mark.octets));
    if (mark.rttNs >= 0)
        text += QLatin1Char('\n') + TimelineView::tr("round trip %1").arg(durationText(mark.rttNs));
    return text;
}

/// The exchange, or what led to the connection, that @p bar is a part of, phase by phase.
QString phasesText(const TimelineLane &lane, const TimelineBar &bar)
{
    using BarRole = TimelineBar::Role;
    const auto isOpening = [](BarRole role) {
        return role == BarRole::Lookup || role == BarRole::Connect || role == BarRole::Tls;
    };
    QStringList lines;
    for (const TimelineBar &other : lane.bars) {
        const bool isPart = isOpening(bar.role)
            ? isOpening(other.role)
                && (other.tFrom == bar.tTo || other.tTo == bar.tFrom || other == bar)
            : bar.exchange != 0 && other.exchange == bar.exchange;
        if (isPart && other.role != BarRole::Silence)
            lines << barText(other);
    }
    if (lines.empty() || bar.role == BarRole::Silence)
        lines.prepend(barText(bar));
    const QString since = TimelineView::tr("from %1 s").arg(secondsText(bar.tFrom));
    return QString(lines.join(QLatin1Char('\n')) + QLatin1Char('\n') + since);
}

} // namespace

bool TimelineView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        showToolTip(static_cast<QHelpEvent *>(event)->pos());
        return true;
    }
    if (event->type() == QEvent::Leave)
        setPointer(std::nullopt);
    return QAbstractScrollArea::viewportEvent(event);
}

void TimelineView::showToolTip(const QPoint &position)
{
    m_toolTipAt = position;
    const QString text = toolTipAt(position);
    if (text.isEmpty()) {
        QToolTip::hideText();
        return;
    }
    QToolTip::showText(viewport()->mapToGlobal(position), text, viewport());
    const TimelineMark *mark = markAt(position);
    if (mark && mark->count == 1 && mark->firstSeq != m_previewSeq)
        askForPreview(mark->firstSeq);
}

void TimelineView::askForPreview(qint64 seq)
{
    m_previewSeq = seq;
    m_preview.clear();
    if (!m_model.pages())
        return;
    auto handler
        = [this, address = m_mailbox.address(), seq](const Record *record, OctetSource &octets) {
              if (!record)
                  return;
              const RowText said = describe(*record, octets);
              const QString preview = said.preview.isEmpty()
                  ? said.what
                  : QString(said.what + QStringLiteral(" · ") + said.preview);
              address->post([this, seq, preview] {
                  if (seq != m_previewSeq)
                      return;
                  constexpr int MostShown = 120;
                  m_preview = preview.size() > MostShown
                      ? QString(preview.left(MostShown) + QChar(0x2026))
                      : preview;
                  const TimelineMark *mark = markAt(m_toolTipAt);
                  if (QToolTip::isVisible() && mark && mark->firstSeq == seq)
                      showToolTip(m_toolTipAt);
              });
          };
    m_model.pages()->requestRecord(seq, std::move(handler));
}

void TimelineView::setPointer(std::optional<QPoint> position)
{
    if (position && position->y() < 0)
        position.reset();
    const int axis = TimelineGeometry::AxisHeight;
    const auto touch = [this, axis] {
        if (m_pointer)
            viewport()->update(m_pointer->x() - 1, axis, 3, viewport()->height());
        if (!m_hovered.isEmpty())
            viewport()->update(m_hovered.adjusted(-2, -2, 2, 2));
    };
    touch();
    m_pointer = position;
    m_hovered = {};
    if (position) {
        const auto lane = geometryNow().laneAt(position->y(), scene().lanes.size());
        const TimelineMark *mark = lane ? markAt(*position) : nullptr;
        if (const auto end = endAt(*position))
            m_hovered = end->pill;
        else if (mark)
            m_hovered = markRect(*mark, *lane);
    }
    touch();
    viewport()->update(0, 0, viewport()->width(), axis);
}

QRect TimelineView::markRect(const TimelineMark &mark, std::size_t lane) const
{
    const TimelineGeometry geometry = geometryNow();
    const int left = std::max(m_gutter, geometry.xOf(mark.tFirst));
    const int right = std::min(geometry.width(), geometry.xOf(mark.tLast) + 2);
    const int inset = m_laneHeight * 3 / TimelineGeometry::LaneHeight;
    const int half = (m_laneHeight - 2 * inset) / 2;
    const bool isHigh = mark.direction == Direction::Outgoing;
    const bool isBoth = mark.direction == Direction::None;
    return { left, geometry.laneTop(lane) + inset + (isHigh || isBoth ? 0 : half),
             std::max(1, right - left), isBoth ? 2 * half : half };
}

const TimelineMark *TimelineView::markAt(const QPoint &position) const
{
    const TimelineGeometry geometry = geometryNow();
    const auto lane = geometry.laneAt(position.y(), scene().lanes.size());
    if (!lane || position.x() < m_gutter)
        return nullptr;
    const bool isHigh = position.y() < geometry.laneMiddle(*lane);
    const TimelineMark *nearest = nullptr;
    int distance = 2 * (NearPixels + 1);
    for (const TimelineMark &mark : scene().lanes[*lane].marks) {
        const int first = geometry.xOf(mark.tFirst);
        const int last = geometry.xOf(mark.tLast) + 1;
        const int away = position.x() < first ? first - position.x()
            : position.x() > last             ? position.x() - last
                                              : 0;
        if (away > NearPixels)
            continue;
        // As near as another, the one on the pointer's side is meant.
        const bool isOther = isHigh ? mark.direction == Direction::Incoming
                                    : mark.direction == Direction::Outgoing;
        if (2 * away + (isOther ? 1 : 0) < distance) {
            distance = 2 * away + (isOther ? 1 : 0);
            nearest = &mark;
        }
    }
    return nearest;
}

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
    if (position.x() < m_gutter)
        return laneDescription(*index);
    if (const auto end = endAt(position))
        return endText(*end);
    if (const TimelineMark *mark = markAt(position)) {
        const QString text = tr("%1\n%2").arg(name, markText(*mark));
        const bool hasPreview
            = mark->count == 1 && mark->firstSeq == m_previewSeq && !m_preview.isEmpty();
        return hasPreview ? QString(text + QLatin1Char('\n') + m_preview) : text;
    }
    if (const QString stall = stallTextAt(position.x()); !stall.isEmpty())
        return stall;
    const qint64 t = geometry.tAt(position.x());
    const qint64 near = m_scale.pixelNs();
    for (auto bar = lane.bars.rbegin(); bar != lane.bars.rend(); ++bar) {
        if (t >= bar->tFrom - near && t <= bar->tTo + near)
            return tr("%1\n%2").arg(name, phasesText(lane, *bar));
    }
    return {};
}

QString TimelineView::laneDescription(std::size_t index) const
{
    const TimelineLane &lane = scene().lanes.at(index);
    qint64 incoming = 0;
    qint64 outgoing = 0;
    for (const TimelineMark &mark : lane.marks) {
        const bool isShown = mark.tLast >= m_scale.tFrom && mark.tFirst <= m_scale.tTo;
        if (isShown)
            (mark.direction == Direction::Outgoing ? outgoing : incoming) += mark.count;
    }
    QStringList parts{ tr("%1 · %2").arg(lane.name, lane.technique) };
    if (lane.connections.size() > 1)
        parts << tr("%n connection(s)", nullptr, static_cast<int>(lane.connections.size()));
    else if (lane.isReconnect)
        parts << tr("reconnect");
    if (lane.connections.empty())
        parts << tr("not connected yet");
    else
        parts << (lane.isOpen ? tr("open") : tr("ended"));
    if (!lane.ends.empty())
        parts << lane.ends.back().sentence;
    parts << tr("%1 in, %2 out in the stretch shown")
                 .arg(groupedNumber(incoming), groupedNumber(outgoing));
    return parts.join(QStringLiteral(" · "));
}

QString TimelineView::currentMarkDescription() const
{
    if (const auto end = chosenEnd(); end && end->lane == m_lane)
        return endText(*end);
    if (!m_lane || !m_cursor)
        return {};
    const std::vector<TimelineMark> &marks = scene().lanes[*m_lane].marks;
    const auto mark = std::ranges::find_if(marks, [this](const TimelineMark &candidate) {
        return candidate.tFirst <= *m_cursor && *m_cursor <= candidate.tLast;
    });
    return mark == marks.end() ? QString() : markText(*mark);
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

} // namespace Pushscope
