// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>
#include <utility>

namespace Pushscope {

/// What went wrong on our side of the wire: I/O, limits, refusals. A rule that the peer broke is
/// a Violation instead. The names are part of the contract (`error.code` in JSON lines).
enum class ErrorCode : quint8 {
    DnsNotFound,
    DnsFailed,
    Refused,
    Unreachable,
    ConnectTimeout,
    TlsUntrusted,
    TlsExpired,
    TlsName,
    TlsAlert,
    Reset,
    ClosedEarly,
    ResponseTimeout,
    HttpStatus,
    WrongType,
    Http2Only,
    TooManyRedirects,
    ProxyRefused,
    ProxyAuth,
    SlowConsumer,
    TooLarge,
    DiskFull,
    StorageFailed,
    EndedEarly,
    PortInUse,
    BadUrl,
    HandshakeRefused, ///< The opening handshake broke a rule; the violation says which.
    NotACapture, ///< The file is no capture file of ours.
    Damaged, ///< A capture file of which only a part is whole.
    Locked, ///< Another process records into the file.
    ProtocolError, ///< The peer broke a rule after which the connection must be failed.
    BadScenario, ///< A scenario file of the mock breaks a rule; line, column and rule say which.
    /// Engine.IO: nothing came for `pingInterval` and `pingTimeout` together (`timeout_ms`).
    PingTimeout,
    /// Engine.IO: the server refused in words of its own, `{"code":1,"message":"…"}`
    /// (`server_code`, `server_message`, and `status` of the response).
    ServerError,
    /// Socket.IO: CONNECT_ERROR, up to protocol 4 ERROR (`namespace`, `server_message`).
    ConnectError,
};

/// Where it went wrong (`error.where`).
enum class ErrorSite : quint8 { Dns, Tcp, Tls, Proxy, Http, WebSocket, EngineIo, SocketIo, Storage };

/// A failure as a value. Sentences are made from it in models/describe.h only.
struct Error {
    ErrorCode code = ErrorCode::StorageFailed;
    ErrorSite where = ErrorSite::Storage;
    /// Facts for the sentence, by name: host, port, address, status, limit, path, subject,
    /// issuer, expires, system (the operating system's own words) and the like. UTF-8.
    QList<std::pair<QByteArray, QByteArray>> data;

    /// The value named @p name; empty where there is none.
    [[nodiscard]] QByteArray value(QByteArrayView name) const;
    bool operator==(const Error &) const = default;
};

[[nodiscard]] QByteArrayView errorCodeName(ErrorCode code);
[[nodiscard]] std::optional<ErrorCode> errorCodeFromName(QByteArrayView name);
[[nodiscard]] QByteArrayView errorSiteName(ErrorSite site);
[[nodiscard]] std::optional<ErrorSite> errorSiteFromName(QByteArrayView name);

} // namespace Pushscope
