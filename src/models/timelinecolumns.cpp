// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/timelinecolumns.h"

#include "models/formatting.h"
#include "models/words.h"

#include <algorithm>

namespace Pushscope {

namespace {

constexpr qint64 NsPerSecond = 1'000'000'000;

int rank(Severity severity)
{
    switch (severity) {
    case Severity::Dim:
    case Severity::Normal:
        return 0;
    case Severity::Warning:
        return 1;
    case Severity::Error:
        break;
    }
    return 2;
}

// 0 where there are enough records for every pixel.
quint8 hazeOf(const TimelineMark &mark, const TimelineScale &scale)
{
    const double pixels
        = static_cast<double>(mark.tLast - mark.tFirst) / static_cast<double>(scale.pixelNs());
    return mark.count >= pixels ? 0 : mark.count * 4 >= pixels ? 2 : 1;
}

void put(TimelineColumn &column, const TimelineMark &mark, Severity severity)
{
    using Role = TimelineMark::Role;
    const bool isIncoming = mark.direction != Direction::Outgoing;
    const bool isOutgoing = mark.direction != Direction::Incoming;
    switch (mark.role) {
    case Role::Heartbeat:
        column.hasIncomingBeat |= isIncoming;
        column.hasOutgoingBeat |= isOutgoing;
        break;
    case Role::Fragment:
        column.hasIncomingFragment |= isIncoming;
        column.hasOutgoingFragment |= isOutgoing;
        break;
    case Role::Close:
        column.hasClose = true;
        [[fallthrough]];
    case Role::Message:
    case Role::Problem:
        column.hasIncoming |= isIncoming;
        column.hasOutgoing |= isOutgoing;
        break;
    }
    if (rank(severity) > rank(column.severity))
        column.severity = severity;
}

// 1, 2 or 5 times a power of ten, the least of them that is not below @p ns.
qint64 roundStep(qint64 ns)
{
    qint64 power = 1;
    while (power * 10 <= ns)
        power *= 10;
    for (qint64 factor : { 1, 2, 5 }) {
        if (power * factor >= ns)
            return power * factor;
    }
    return power * 10;
}

QString secondsLabel(qint64 t, qint64 step)
{
    QString label = groupedNumber(t / NsPerSecond);
    int digits = 0;
    for (qint64 unit = NsPerSecond; step % unit != 0; unit /= 10)
        ++digits;
    if (digits > 0) {
        label += QLatin1Char('.')
            + QString::number(t % NsPerSecond).rightJustified(9, QLatin1Char('0')).left(digits);
    }
    return Words::tr("%1 s").arg(label);
}

} // namespace

TimelineScale TimelineScale::aligned(qint64 tFrom, qint64 pixelNs, int width)
{
    const qint64 from = std::max<qint64>(0, tFrom) / pixelNs * pixelNs;
    return { from, from + pixelNs * width, width };
}

int TimelineScale::columnOf(qint64 t) const
{
    constexpr qint64 Far = 1'000'000;
    const qint64 pixel = pixelNs();
    const qint64 away = t - tFrom;
    const qint64 column = away >= 0 ? away / pixel : -((-away - 1) / pixel + 1);
    return static_cast<int>(std::clamp<qint64>(column, -Far, Far));
}

qint64 TimelineScale::timeAt(double column) const
{
    return tFrom + static_cast<qint64>(column * static_cast<double>(pixelNs()));
}

std::vector<TimelineColumn> columnsOf(std::span<const TimelineMark> marks,
                                      const TimelineScale &scale)
{
    std::vector<TimelineColumn> columns(static_cast<std::size_t>(scale.width));
    const qint64 tEnd = scale.tFrom + scale.pixelNs() * scale.width;
    for (const TimelineMark &mark : marks) {
        if (mark.tLast < scale.tFrom || mark.tFirst >= tEnd)
            continue;
        const int first = std::max(0, scale.columnOf(mark.tFirst));
        const int last = std::min(scale.width - 1, scale.columnOf(mark.tLast));
        const auto at = [&columns](int column) -> TimelineColumn & {
            return columns[static_cast<std::size_t>(column)];
        };
        if (first == scale.columnOf(mark.tFirst))
            put(at(first), mark, mark.severity);
        if (scale.columnOf(mark.tFirst) == scale.columnOf(mark.tLast))
            continue;
        if (last == scale.columnOf(mark.tLast))
            put(at(last), mark, Severity::Normal);
        const quint8 haze = hazeOf(mark, scale);
        for (int column = first; column <= last; ++column) {
            if (haze == 0)
                put(at(column), mark, Severity::Normal);
            if (mark.direction != Direction::Outgoing)
                at(column).incomingHaze = std::max(at(column).incomingHaze, haze);
            if (mark.direction != Direction::Incoming)
                at(column).outgoingHaze = std::max(at(column).outgoingHaze, haze);
        }
    }
    return columns;
}

std::vector<TimelineCount> countsOf(std::span<const TimelineMark> marks, const TimelineScale &scale,
                                    Direction direction)
{
    std::vector<TimelineCount> counts(static_cast<std::size_t>(scale.width));
    for (const TimelineMark &mark : marks) {
        const int column = scale.columnOf(mark.tFirst);
        if (mark.direction != direction || column < 0 || column >= scale.width)
            continue;
        TimelineCount &count = counts[static_cast<std::size_t>(column)];
        count.count += mark.count;
        count.kinds |= mark.kinds;
        count.octets += mark.octets;
    }
    return counts;
}

std::vector<TimelineGridLine> gridLines(const TimelineScale &scale, int leastPixels)
{
    const qint64 step = roundStep(scale.pixelNs() * leastPixels);
    std::vector<TimelineGridLine> lines;
    for (qint64 t = (std::max<qint64>(0, scale.tFrom) + step - 1) / step * step; t < scale.tTo;
         t += step)
        lines.push_back({ t, secondsLabel(t, step) });
    return lines;
}

} // namespace Pushscope
