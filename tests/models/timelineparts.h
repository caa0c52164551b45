// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordpages.h"

#include <utility>
#include <vector>

namespace Pushscope {

// Parts of a TimelineSlice as tests of scenes put them together, with times in whole seconds.

inline constexpr qint64 Second = 1'000'000'000;

inline SessionRow session(quint32 id, const QByteArray &technique, const QByteArray &role = "client")
{
    return { id, 1, 0, "s" + QByteArray::number(id), role, technique, "ws://a/", {} };
}

inline ConnectionRow connection(quint32 id, qint64 from, qint64 to, quint32 stream = 1)
{
    ConnectionRow row;
    row.id = id;
    row.session = 1;
    row.stream = stream;
    row.tAttempt = from * Second;
    row.tOpen = from * Second;
    row.tClose = to < 0 ? -1 : to * Second;
    return row;
}

inline TimelineTick tick(quint32 connection, RecordKind kind, qint64 t, From from = From::Server)
{
    TimelineTick tick;
    tick.connection = connection;
    tick.from = from;
    tick.kind = kind;
    tick.kinds = quint64{ 1 } << static_cast<int>(kind);
    tick.firstSeq = tick.lastSeq = t / Second + 1;
    tick.tFirst = tick.tLast = t;
    return tick;
}

inline TimelineSlice sliceOf(SessionRow row, std::vector<ConnectionRow> connections)
{
    TimelineSlice slice;
    slice.tTo = 100 * Second;
    slice.sessions = { std::move(row) };
    slice.connections = std::move(connections);
    return slice;
}

} // namespace Pushscope
