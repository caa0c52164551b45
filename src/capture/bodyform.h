// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/http1/message.h"
#include "protocol/streaming/cut.h"

#include <QByteArray>

#include <memory>
#include <optional>

namespace Pushscope {

class EngineIoTranscript;
class OlderSocketIoTranscript;

/// What the content of a response is read as, beyond HTTP.
struct BodyForm {
    enum class Kind : quint8 {
        ByType, ///< What Content-Type says: events, parts, messages, or nothing in particular.
        Plain, ///< Octets alone.
        EventStream,
        Messages, ///< http-stream; an event stream where Content-Type says so.
        Parts, ///< multipart
        Scripts, ///< iframe-stream, iframe-poll
        Call, ///< jsonp
        EngineIo, ///< A payload of Engine.IO.
        OlderSocketIo, ///< Messages of Socket.IO before 1.0, or the answer to its handshake.
    };

    Kind kind = Kind::ByType;
    /// Parts: the boundary, empty where the type names none. Call: the name of the callback, empty for any.
    /// EngineIo: the `j` of JSONP polling, empty for any.
    QByteArray parameter = {};
    /// Messages: how they are cut; absent where nobody asked for a way: what Content-Type says, or
    /// by line. An event stream is read as one unless a way was asked for.
    std::optional<Streaming::Cut> cut = {};
    bool isJson = false; ///< Messages: Content-Type says that each is a JSON text.
    bool isJsonp = false; ///< EngineIo: the payload comes as JSONP polling carries it.
    std::shared_ptr<EngineIoTranscript> engineIo = {}; ///< EngineIo: the session that it is of.
    /// What it carries, whatever its kind, are messages of Socket.IO before 1.0.
    std::shared_ptr<OlderSocketIoTranscript> older = {};

    bool operator==(const BodyForm &) const = default;
};

/// What the content of the response with @p head is, given what it was opened as: never ByType.
[[nodiscard]] BodyForm bodyFormOf(const Http1::ResponseHead &head, const BodyForm &openedAs);

/// Whether @p head is of a poll, a POST or an opening handshake of Engine.IO: its query names a
/// revision (`EIO`) and a transport.
///
/// Spec: Engine.IO protocol, section Transports.
[[nodiscard]] bool isEngineIoRequest(const Http1::RequestHead &head);

/// Content-Type says that messages follow one another in it, whatever it was opened as: NDJSON and
/// its kin, a JSON text sequence, gRPC-Web.
[[nodiscard]] bool isMessagesType(const Http1::ResponseHead &head);

/// Content-Type says that it is something else than what it was opened as.
[[nodiscard]] bool isWrongType(const Http1::ResponseHead &head, const BodyForm &openedAs);

} // namespace Pushscope
