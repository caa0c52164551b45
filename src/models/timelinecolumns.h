// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/timelinescene.h"

#include <QString>

#include <span>
#include <vector>

namespace Pushscope {

/// A range of time on some pixels, each of which is as many whole nanoseconds wide; the one place
/// where the two are converted. A reader that is asked for as many columns of the same range
/// counts in the same pixels.
///
/// Threads: reentrant.
struct TimelineScale {
    qint64 tFrom = 0; ///< At the left edge of the first pixel.
    qint64 tTo = 1;   ///< In the last pixel, or at its right edge; above tFrom.
    int width = 1;    ///< Pixels, above 0.

    /// @p width pixels of @p pixelNs, the first of which begins at a multiple of that: what is
    /// panned keeps its pixels.
    [[nodiscard]] static TimelineScale aligned(qint64 tFrom, qint64 pixelNs, int width);

    [[nodiscard]] qint64 pixelNs() const { return (tTo - tFrom - 1) / width + 1; }
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
    bool hasIncomingFragment = false;
    bool hasOutgoingFragment = false;
    bool hasIncomingBeat = false; ///< Heartbeats.
    bool hasOutgoingBeat = false;
    bool hasClose = false;
    /// It lies between the first and the last of records that nobody looked at singly, and that
    /// are too few for so many pixels: 1 by far, 2 not by far.
    quint8 incomingHaze = 0;
    quint8 outgoingHaze = 0;
    Severity severity = Severity::Normal; ///< The worst.
    bool operator==(const TimelineColumn &) const = default;
};

/// One for each pixel of @p scale. A mark that is wider than a pixel is a tick at its first record
/// and at its last, and between them too or haze; what is wrong about it shows at the first.
[[nodiscard]] std::vector<TimelineColumn> columnsOf(std::span<const TimelineMark> marks,
                                                    const TimelineScale &scale);

/// How much the marks of one pixel column stand for.
struct TimelineCount {
    qint64 count = 0;
    quint64 kinds = 0; ///< Bit n: a record of RecordKind n is among them.
    qint64 octets = 0;
    bool operator==(const TimelineCount &) const = default;
};

/// One for each pixel of @p scale, of the marks of @p direction. One that is wider than a pixel
/// counts where it begins.
[[nodiscard]] std::vector<TimelineCount> countsOf(std::span<const TimelineMark> marks,
                                                  const TimelineScale &scale, Direction direction);

/// A line of the time axis.
struct TimelineGridLine {
    qint64 t = 0;
    QString label; ///< `20 s`, `0.250 s`
    bool operator==(const TimelineGridLine &) const = default;
};

/// Lines at round seconds, at least @p leastPixels from each other.
[[nodiscard]] std::vector<TimelineGridLine> gridLines(const TimelineScale &scale, int leastPixels);

} // namespace Pushscope
