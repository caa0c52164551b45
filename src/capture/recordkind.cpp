// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/recordkind.h"

#include <array>

namespace Pushscope {

namespace {

// In the order of RecordKind, which counts from 1.
constexpr std::array<QByteArrayView, RecordKindLast> KindNames {
    "capture.start", "clock", "session.start", "conn.attempt", "conn.open", "conn.close", "state",
    "http.request", "http.response", "http.chunk", "http.data", "http.end", "poll.result",
    "sse.event", "sse.comment", "sse.retry", "reconnect", "stream.message", "multipart.part",
    "iframe.script", "jsonp.callback", "ws.handshake", "ws.frame", "ws.message", "ws.ping",
    "ws.pong", "ws.close", "ws.closed", "eio.packet", "sio.packet", "fault", "recording.stall",
    "error", "note", "capture.end",
};
constexpr std::array<QByteArrayView, 3> FromNames { "", "client", "server" };
constexpr std::array<QByteArrayView, 8> CauseNames { "", "user", "script", "auto", "echo",
                                                     "scenario", "fault", "proxy" };

} // namespace

QByteArrayView recordKindName(RecordKind kind)
{
    return KindNames[static_cast<std::size_t>(kind) - RecordKindFirst];
}

std::optional<RecordKind> recordKindFromName(QByteArrayView name)
{
    for (std::size_t i = 0; i < KindNames.size(); ++i) {
        if (KindNames[i] == name)
            return static_cast<RecordKind>(i + RecordKindFirst);
    }
    return std::nullopt;
}

QByteArrayView fromName(From from)
{
    return FromNames[static_cast<std::size_t>(from)];
}

QByteArrayView causeName(Cause cause)
{
    return CauseNames[static_cast<std::size_t>(cause)];
}

std::optional<Cause> causeFromName(QByteArrayView name)
{
    for (std::size_t i = 1; i < CauseNames.size(); ++i) {
        if (CauseNames[i] == name)
            return static_cast<Cause>(i);
    }
    return std::nullopt;
}

} // namespace Pushscope
