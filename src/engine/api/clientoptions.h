// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/technique.h"
#include "engine/api/cursorrule.h"
#include "engine/api/proxyoptions.h"
#include "engine/api/socketioemission.h"
#include "engine/api/socketiooptions.h"
#include "protocol/streaming/cut.h"
#include "protocol/websocket/frameserializer.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>

#include <chrono>
#include <optional>
#include <utility>

namespace Pushscope {

/// What a short-poll round does that is not over when the next is due (contract `--overlap`).
enum class Overlap : quint8 { Wait, Allow, Abort };

/// One thing a client sends once it is open.
///
/// On socket.io: Emission; Text and Binary are emitted as a `message` event; Close disconnects,
/// whatever its code; the others have no effect.
struct OutgoingMessage {
    enum class Type : quint8 { Text, Binary, Ping, Pong, Close, RawFrame, Emission };
    Type type = Type::Text;
    QByteArray payload; ///< Of Close: the reason.
    std::optional<quint16> closeCode {}; ///< Close without one has an empty payload.
    /// RawFrame only: sent exactly so, right or wrong; without a masking key it is not masked.
    WebSocket::FrameSpec frame {};
    SocketIoEmission emission {}; ///< Emission only.
};

/// When a client ends of its own accord; the first condition that holds.
struct StopConditions {
    std::optional<qint64> messageCount; ///< Messages from the server.
    std::optional<std::pair<QByteArray, QByteArray>> pointerEquals; ///< JSON Pointer, JSON value.
    bool atFirstOk = false; ///< First 2xx round.
    std::optional<QByteArray> eventType; ///< An event of this type: SSE, Socket.IO.
    std::optional<std::chrono::milliseconds> duration;
};

/// Everything a client needs to know. The defaults are the contract's.
struct ClientOptions {
    Technique technique = Technique::Auto;
    QUrl url;
    /// Replaces a default field of that name; an empty optional removes it.
    QList<std::pair<QByteArray, std::optional<QByteArray>>> headers;
    QByteArray method; ///< Empty: GET, or POST where there is a body.
    std::optional<QByteArray> body;
    QByteArray origin;
    std::optional<ProxyOptions> proxy;
    /// Where there is none above: asked for each URL, as redirects lead to it.
    std::optional<ProxyEnvironment> proxyEnvironment;
    QByteArray user; ///< `user:password` for Basic; never sent to another origin.
    QList<QByteArray> cookies; ///< `name=value`
    /// What servers set is sent again: in further rounds, after redirects, on reconnecting.
    bool keepsCookies = false;
    QList<QByteArray> subprotocols;
    bool offersDeflate = true;
    QString caCertificateFile;
    /// PEM: shown to the server of `url` where it asks for a certificate, to no other.
    QString clientCertificateFile;
    QString clientKeyFile; ///< PEM, not under a password; empty: it stands in the file above.
    bool isInsecure = false; ///< Certificate errors are recorded, not fatal.
    /// End of a response to the next request; absent: the technique's habit.
    std::optional<std::chrono::milliseconds> pollInterval;
    Overlap overlap = Overlap::Wait;
    /// Connect with TLS, each response head, closing handshake; zero: none; absent: the
    /// technique's habit.
    std::optional<std::chrono::milliseconds> timeout;
    CursorRule cursor; ///< Of the pollings.
    QByteArray callbackParameter; ///< jsonp; empty: the one in the URL, else `callback`.
    bool outlivesTimeout = false; ///< jsonp: a late answer still calls, as a browser's would.
    qint64 maxMessageOctets = 64LL * 1024 * 1024;
    std::optional<bool> reconnects; ///< Absent: the technique's habit.
    QByteArray lastEventId;
    std::optional<Streaming::Cut> cut; ///< http-stream; absent: as Content-Type says, or by line.
    /// JSON Pointer (RFC 6901) to the text that each message adds to; empty: none is assembled.
    QByteArray textPointer;
    QList<OutgoingMessage> script; ///< Sent in this order once open, on the first connection.
    SocketIoOptions socketIo;
    bool echoes = false; ///< Every received message goes back unchanged.
    StopConditions stop;
    /// Messages say in `time` when they were made, by this machine's clock.
    bool measuresDelivery = false;
    QString name; ///< How lists call the session; empty: made from the URL.
};

} // namespace Pushscope
