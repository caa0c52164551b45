// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <chrono>
#include <optional>

namespace Pushscope::EngineIo {

/// What the open packet says.
///
/// Spec: Engine.IO protocol, section Handshake.
struct Handshake {
    QByteArray sid;
    QByteArrayList upgrades; ///< Transports that the session may move to.
    std::chrono::milliseconds pingInterval{ 0 };
    std::chrono::milliseconds pingTimeout{ 0 };
    std::optional<qint64> maxPayloadOctets; ///< Longest payload of a POST; newer servers only.
    bool operator==(const Handshake &) const = default;
};

/// The handshake in @p json, the data of an open packet. nullopt where it is no JSON object, where
/// `sid`, `upgrades`, `pingInterval` or `pingTimeout` is missing, or where a member that the
/// specification names is of another type or impossible (an empty sid, a negative time).
[[nodiscard]] std::optional<Handshake> parseHandshake(QByteArrayView json);

/// The data of an open packet, members in the order of the specification.
[[nodiscard]] QByteArray serializeHandshake(const Handshake &handshake);

} // namespace Pushscope::EngineIo
