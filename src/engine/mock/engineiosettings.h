// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/engineio/handshake.h"
#include "protocol/engineio/packet.h"

#include <QByteArray>
#include <QList>

#include <chrono>
#include <optional>
#include <utility>

namespace Pushscope {

/// All that are spoken here.
[[nodiscard]] QList<EngineIo::Revision> everyEngineIoRevision();

/// How an Engine.IO endpoint treats its clients; the defaults are the reference implementation's.
struct EngineIoSettings {
    static constexpr std::chrono::milliseconds DefaultPingInterval { 25'000 };
    static constexpr std::chrono::milliseconds DefaultPingTimeout { 20'000 };
    static constexpr std::chrono::milliseconds DefaultPingTimeoutV3 { 5'000 };
    static constexpr qint64 DefaultMaxPayload = 1'000'000; ///< Octets.

    std::optional<std::chrono::milliseconds> pingInterval {};
    std::optional<std::chrono::milliseconds> pingTimeout {};
    /// Octets of a POST or of a WebSocket message; longer ones end the session.
    qint64 maxPayload = DefaultMaxPayload;
    bool hasPolling = true;
    bool hasWebSocket = true;
    bool offersUpgrade = true; ///< Where it has both.
    QList<EngineIo::Revision> revisions = everyEngineIoRevision();
    /// Parameters that the query of a handshake must have, by name and value; who lacks one is
    /// Forbidden.
    QList<std::pair<QByteArray, QByteArray>> query {};
};

/// What a session of @p revision that begins by polling, or by WebSocket, is told.
[[nodiscard]] EngineIo::Handshake engineIoHandshake(const EngineIoSettings &settings,
                                                    EngineIo::Revision revision,
                                                    bool isWebSocket, const QByteArray &sid);

} // namespace Pushscope
