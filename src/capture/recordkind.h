// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

#include <optional>

namespace Pushscope {

/// What a record tells (contract §3). The numbers are stored in capture files: append only.
enum class RecordKind : quint8 {
    CaptureStart = 1,
    Clock = 2,
    SessionStart = 3,
    ConnAttempt = 4,
    ConnOpen = 5,
    ConnClose = 6,
    State = 7,
    HttpRequest = 8,
    HttpResponse = 9,
    HttpChunk = 10,
    HttpData = 11,
    HttpEnd = 12,
    PollResult = 13,
    SseEvent = 14,
    SseComment = 15,
    SseRetry = 16,
    Reconnect = 17,
    StreamMessage = 18,
    MultipartPart = 19,
    IframeScript = 20,
    JsonpCallback = 21,
    WsHandshake = 22,
    WsFrame = 23,
    WsMessage = 24,
    WsPing = 25,
    WsPong = 26,
    WsClose = 27,
    WsClosed = 28,
    EioPacket = 29,
    SioPacket = 30,
    Fault = 31,
    RecordingStall = 32,
    Error = 33,
    Note = 34,
    CaptureEnd = 35,
};
inline constexpr int RecordKindFirst = 1;
inline constexpr int RecordKindLast = 35;

/// Who wrote the octets a record is about.
enum class From : quint8 { Nobody = 0, Client = 1, Server = 2 };

/// Why Pushscope sent what it sent.
enum class Cause : quint8 { None = 0, User, Script, Auto, Echo, Scenario, Fault, Proxy };

/// The contract's names: `ws.message`, `client`, `scenario`; From::Nobody and Cause::None have
/// none.
[[nodiscard]] QByteArrayView recordKindName(RecordKind kind);
[[nodiscard]] std::optional<RecordKind> recordKindFromName(QByteArrayView name);
[[nodiscard]] QByteArrayView fromName(From from);
[[nodiscard]] QByteArrayView causeName(Cause cause);
[[nodiscard]] std::optional<Cause> causeFromName(QByteArrayView name);

} // namespace Pushscope
