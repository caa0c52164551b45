// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/mock/engineiosettings.h"
#include "engine/mock/faultoctets.h"
#include "engine/mock/mockrequest.h"
#include "protocol/engineio/packet.h"

#include <QByteArray>

#include <optional>
#include <variant>

namespace Pushscope {

/// Why a server turns a request away, numbered as in its answer.
///
/// Spec: none but the reference implementation, whose clients show these.
enum class EngineIoRefusal : quint8 {
    TransportUnknown,
    SessionIdUnknown,
    BadHandshakeMethod,
    BadRequest,
    Forbidden,
    UnsupportedProtocolVersion,
};

/// `{"code":1,"message":"Session ID unknown"}`.
[[nodiscard]] QByteArray engineIoRefusalJson(EngineIoRefusal refusal);
/// Its HTTP status: 403 of Forbidden, else 400.
[[nodiscard]] int engineIoRefusalStatus(EngineIoRefusal refusal);

/// The whole answer, where nothing but a fault turns the request away.
[[nodiscard]] FaultResponse engineIoRefusalByFault(EngineIoRefusal refusal);

/// A new `sid`: twenty characters that nobody can guess.
[[nodiscard]] QByteArray engineIoId();

/// What a request to an Engine.IO endpoint asks for.
struct EngineIoRequest {
    EngineIo::Revision revision = EngineIo::Revision::V4; ///< Of a handshake; a session has its own.
    bool isWebSocket = false;
    bool isPost = false;
    bool isGet = true; ///< Neither: a method that no session knows.
    QByteArray sid; ///< Empty: a handshake.
    /// The `j` of JSONP polling, its digits.
    std::optional<QByteArray> j;
    /// The client can read binary payloads (revision 3, without `b64`).
    bool readsBinary = false;
};

/// Reads @p request by the rules that need no session.
///
/// Spec: Engine.IO protocol, sections Protocol (query parameters) and Handshake.
[[nodiscard]] std::variant<EngineIoRequest, EngineIoRefusal>
readEngineIoRequest(const MockRequest &request, const EngineIoSettings &settings);

} // namespace Pushscope
