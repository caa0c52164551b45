// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/record.h"

#include <limits>

namespace Pushscope {

/// What is counted of a record: narrow, so that millions of them are read in seconds.
struct RecordFigures {
    qint64 seq = 0;
    qint64 t = Record::NoTime; ///< ns since the capture began
    RecordKind kind = RecordKind::Note;
    From from = From::Nobody;
    quint8 flags = 0; ///< RecordFlag bits
    qint32 code = Record::NoCode;
    quint32 session = 0;
    quint32 connection = 0;
    quint32 stream = 0;
    /// From the first to behind the last of its octets on the wire; empty where it has none there.
    ByteRange wire;
    qint64 rttNs = -1; ///< ws.pong: the round trip; -1: none is known
    /// poll.result: it was answered with something, which differs from the round before.
    bool isNews = false;
    /// multipart.part: what lies before, between or behind the parts.
    bool isOutside = false;

    [[nodiscard]] bool has(RecordFlag flag) const { return (flags & flag) != 0; }
    bool operator==(const RecordFigures &) const = default;
};

/// The kinds of which `detail` counts; of others it need not be read.
[[nodiscard]] constexpr bool hasCountedDetail(RecordKind kind)
{
    return kind == RecordKind::WsPong || kind == RecordKind::PollResult
        || kind == RecordKind::MultipartPart;
}

/// Takes what counts from the `detail` of a record of its kind, a JSON object or nothing.
void takeDetail(RecordFigures &figures, const QByteArray &detail);
[[nodiscard]] RecordFigures figuresOf(const Record &record);

/// Which figures are asked for: a page of what follows a record.
struct FiguresQuestion {
    qint64 afterSeq = 0;
    int count = 0; ///< Records that are looked at, at most.
    /// Those of [tFrom, tTo] alone, in ns; what has no time is in no such stretch.
    qint64 tFrom = std::numeric_limits<qint64>::min();
    qint64 tTo = std::numeric_limits<qint64>::max();

    [[nodiscard]] bool hasRange() const
    {
        return tFrom != std::numeric_limits<qint64>::min()
            || tTo != std::numeric_limits<qint64>::max();
    }
};

struct FiguresPage {
    qint64 lastSeq = 0; ///< All up to here was looked at, or cannot be in the range.
    qint64 endSeq = 0;  ///< The newest that there was to be looked at.
    bool isEnd = false; ///< There was no more.
};

} // namespace Pushscope
