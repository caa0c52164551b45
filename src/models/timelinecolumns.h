// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/timelinescene.h"

#include <QString>

#include <span>
#include <vector>

namespace Pushscope {

/// A range of time on some pixels; the one place where the two are converted.
///
/// Threads: reentrant.
struct TimelineScale {
    qint64 tFrom = 0; ///< At the left edge of the first pixel.
    qint64 tTo = 1;   ///< At the right edge of the last one; above tFrom.
    int width = 1;    ///< Pixels, above 0.

    /// The pixel in which @p t lies; below 0 or width and above where it is outside.
    [[nodiscard]] int columnOf(qint64 t) const;
    /// The time at the left edge of @p column.
    [[nodiscard]] qint64 timeAt(double column) const;
    [[nodiscard]] qint64 span() const { return tTo - tFrom; }
    bool operator==(const TimelineScale &) const = default;
};

/// What the ticks of one pixel column show.
struct TimelineColumn {
    bool hasIncoming = false;
    bool hasOutgoing = false;
    bool hasIncomingBeat = false; ///< Heartbeats.
    bool hasOutgoingBeat = false;
    Severity severity = Severity::Normal; ///< The worst.
    bool operator==(const TimelineColumn &) const = default;
};

/// One for each pixel of @p scale. A mark of several records fills every pixel from its first to
/// its last.
[[nodiscard]] std::vector<TimelineColumn> columnsOf(std::span<const TimelineMark> marks,
                                                    const TimelineScale &scale);

/// A line of the time axis.
struct TimelineGridLine {
    qint64 t = 0;
    QString label; ///< `20 s`, `0.250 s`
    bool operator==(const TimelineGridLine &) const = default;
};

/// Lines at round seconds, at least @p leastPixels from each other.
[[nodiscard]] std::vector<TimelineGridLine> gridLines(const TimelineScale &scale, int leastPixels);

} // namespace Pushscope
