// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/timelinecolumns.h"

#include "models/formatting.h"
#include "models/words.h"

#include <algorithm>
#include <cmath>

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

void put(TimelineColumn &column, const TimelineMark &mark)
{
    const bool isBeat = mark.role == TimelineMark::Role::Heartbeat;
    if (mark.direction != Direction::Outgoing)
        (isBeat ? column.hasIncomingBeat : column.hasIncoming) = true;
    if (mark.direction != Direction::Incoming)
        (isBeat ? column.hasOutgoingBeat : column.hasOutgoing) = true;
    if (rank(mark.severity) > rank(column.severity))
        column.severity = mark.severity;
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

int TimelineScale::columnOf(qint64 t) const
{
    const double column = static_cast<double>(t - tFrom) * width / static_cast<double>(tTo - tFrom);
    return static_cast<int>(std::floor(std::clamp(column, -1e6, 1e6)));
}

qint64 TimelineScale::timeAt(double column) const
{
    return tFrom + static_cast<qint64>(column * static_cast<double>(tTo - tFrom) / width);
}

std::vector<TimelineColumn> columnsOf(std::span<const TimelineMark> marks,
                                      const TimelineScale &scale)
{
    std::vector<TimelineColumn> columns(static_cast<std::size_t>(scale.width));
    for (const TimelineMark &mark : marks) {
        const int first = std::max(0, scale.columnOf(mark.tFirst));
        const int last = std::min(scale.width - 1, scale.columnOf(mark.tLast));
        for (int column = first; column <= last; ++column)
            put(columns[static_cast<std::size_t>(column)], mark);
    }
    return columns;
}

std::vector<TimelineGridLine> gridLines(const TimelineScale &scale, int leastPixels)
{
    const double nsPerPixel = static_cast<double>(scale.span()) / scale.width;
    const auto least = static_cast<qint64>(nsPerPixel * leastPixels);
    const qint64 step = roundStep(std::max<qint64>(1, least));
    std::vector<TimelineGridLine> lines;
    for (qint64 t = (std::max<qint64>(0, scale.tFrom) + step - 1) / step * step; t < scale.tTo;
         t += step)
        lines.push_back({ t, secondsLabel(t, step) });
    return lines;
}

} // namespace Pushscope
