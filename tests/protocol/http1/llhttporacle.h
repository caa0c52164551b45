// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/http1/eventlog.h"

namespace Pushscope::Http1 {

/// What any parser of HTTP/1.1 should make of a message; without ranges, white space between
/// the parts of folded values made equal.
struct PlainMessage {
    QByteArray method; ///< Of a request.
    QByteArray target;
    QByteArray version;
    int status = 0; ///< Of a response.
    QByteArray reason;
    std::vector<std::pair<QByteArray, QByteArray>> fields;
    QByteArray body;
    std::vector<std::pair<QByteArray, QByteArray>> trailers;
    QByteArrayList chunkExtensions; ///< Of each chunk, the last one too.
    bool isComplete = false;
    bool isKeptAlive = false; ///< Where complete.
    bool isUpgrade = false;   ///< The rest is left to another protocol.
    bool operator==(const PlainMessage &) const = default;
};

[[nodiscard]] QByteArray describe(const std::vector<PlainMessage> &messages);

/// What llhttp, in its strict mode, makes of octets.
struct Verdict {
    std::vector<PlainMessage> messages; ///< Those whose heads are complete.
    bool isAccepted = false;            ///< Nothing was refused, before the end of the stream.
    bool isCutOff = false;              ///< The end of the stream came too early.
    qint64 refusedAt = 0;               ///< Octet, where not accepted.
    QByteArray error;                   ///< Name and reason, where not accepted.
};

[[nodiscard]] Verdict askLlhttp(Role sender, const QByteArray &wire);

/// The same of MessageParser. Protocols are switched where llhttp does: after a request that asks
/// for it.
struct Reading {
    std::vector<PlainMessage> messages;
    std::optional<PlainMessage> cutOff; ///< The last one, where its head is not complete.
    ViolationSet violations;
    qint64 waitingFrom = 0; ///< Where an unfinished line began when the stream ended.
};

[[nodiscard]] Reading readPlain(Role sender, const QByteArray &wire);

} // namespace Pushscope::Http1
