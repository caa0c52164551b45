// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/byterange.h"
#include "base/role.h"
#include "protocol/violation.h"

#include <QByteArray>

#include <optional>

namespace Pushscope::EngineIo {

/// The revisions of the protocol that are in use: `EIO=3` (Socket.IO 1.x and 2.x) and `EIO=4`.
enum class Revision : quint8 { V3 = 3, V4 = 4 };

/// Numbered as on the wire.
enum class PacketType : quint8 { Open, Close, Ping, Pong, Message, Upgrade, Noop };
inline constexpr int PacketTypeCount = static_cast<int>(PacketType::Noop) + 1;

/// The contract's name: `open`, `message`.
[[nodiscard]] QByteArrayView packetTypeName(PacketType type);
[[nodiscard]] std::optional<PacketType> packetTypeFromName(QByteArrayView name);

/// One packet, as it was read. Ranges count octets of the stream that the reader counts in: of the
/// payload (the body of a poll), or from the offset that parsePacket() was given.
struct Packet {
    /// nullopt: of a type that nobody knows, or no packet at all; see violations.
    std::optional<PacketType> type;
    /// What follows the type, base64 undone: text in UTF-8, or octets where isBinary.
    QByteArray data;
    bool isBinary = false;
    bool isBase64 = false; ///< Came as base64 inside text.
    /// All of it, with the length before it (revision 3); the separator is of no packet.
    ByteRange range;
    ByteRange typeRange; ///< Of the octet that is the type; empty where a type is only implied.
    ByteRange dataRange; ///< Of the data as sent, so of its base64.
    /// BadPacket: empty, or base64 that is none. UnknownPacketType. BadPayloadLength: the length
    /// is none, or ends inside a character; all up to the end of the payload is in range. BadHandshakeJson. InvalidUtf8.
    /// CutOff: the payload ended inside it. TooLarge: longer than our limit; data is empty.
    ViolationSet violations;
    bool operator==(const Packet &) const = default;
};

/// What a packet of @p type may not be for its sender: UnexpectedPacket where only the other side
/// sends such, which differs by revision for pings and pongs; a probe is recognised by its data.
///
/// Spec: Engine.IO protocol, sections Handshake, Heartbeat, Upgrade; History, "From v3 to v4".
[[nodiscard]] ViolationSet judgeSender(const Packet &packet, Revision revision, Role sender);

/// The data of the ping and the pong that try an upgrade out (section Upgrade).
inline constexpr QByteArrayView ProbeData = "probe";

} // namespace Pushscope::EngineIo
