// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/engineio/packet.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace Pushscope {

/// How a Socket.IO client carries its packets.
enum class SocketIoTransports : quint8 {
    Upgrade, ///< Polling first, then a WebSocket where the server offers one.
    Polling,
    WebSocket,
};

/// As `--transport` spells it.
[[nodiscard]] QByteArrayView socketIoTransportsName(SocketIoTransports transports);
[[nodiscard]] std::optional<SocketIoTransports> socketIoTransportsFromName(QByteArrayView name);

/// A namespace to connect to.
struct SocketIoNamespace {
    QByteArray name = QByteArrayLiteral("/");
    QByteArray query = {}; ///< `a=b`; up to protocol 4, which then has no `auth`.
    /// JSON object that the CONNECT packet carries (protocol 5); empty for none.
    QByteArray auth = {};
    bool operator==(const SocketIoNamespace &) const = default;
};

/// `/name` or `/name?a=b`; the first `/` may be left out. nullopt: a comma cannot be in it.
[[nodiscard]] std::optional<SocketIoNamespace> parseSocketIoNamespace(const QByteArray &text);

/// What a Socket.IO client needs to know beyond ClientOptions.
struct SocketIoOptions {
    SocketIoTransports transports = SocketIoTransports::Upgrade;
    /// Of Engine.IO; absent: 4 is asked for, and the answer says what it is.
    std::optional<EngineIo::Revision> revision = {};
    /// Of the requests; empty: the URL's, or `/socket.io/` where it has none.
    QByteArray path = {};
    QList<SocketIoNamespace> namespaces = {}; ///< None: the main one, with `auth`.
    /// JSON object for every namespace that has none of its own; empty for none.
    QByteArray auth = {};
    /// JSON array of the arguments by which every event that asks for one is acknowledged; absent:
    /// none is.
    std::optional<QByteArray> acknowledgement = {};
    bool operator==(const SocketIoOptions &) const = default;
};

} // namespace Pushscope
