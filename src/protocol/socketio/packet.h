// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/byterange.h"
#include "base/role.h"
#include "protocol/violation.h"

#include <QByteArray>

#include <optional>

namespace Pushscope::SocketIo {

/// The revisions of the protocol: 3 and 4 are spoken by the libraries 1.x and 2.x, 5 from 3.x on.
/// Revision 1 is that of the libraries before 1.0, see olderpacket.h.
enum class Revision : quint8 { V1 = 1, V3 = 3, V4 = 4, V5 = 5 };

/// Numbered as on the wire from revision 3 on, up to BinaryAck; what follows has revision 1 alone,
/// which numbers otherwise. Revision 3 has no BinaryAck; up to revision 4 ConnectError is ERROR.
enum class PacketType : quint8 {
    Connect,
    Disconnect,
    Event,
    Ack,
    ConnectError,
    BinaryEvent,
    BinaryAck,
    Heartbeat,
    Message, ///< A text.
    Json,    ///< A JSON value.
    Noop,
    Handshake ///< The answer to one.
};
inline constexpr int PacketTypeCount = static_cast<int>(PacketType::Handshake) + 1;

/// As specifications write it: `CONNECT`, `BINARY_EVENT`; ConnectError is `ERROR` up to revision 4.
[[nodiscard]] QByteArrayView packetTypeName(PacketType type, Revision revision = Revision::V5);

[[nodiscard]] constexpr bool isBinary(PacketType type)
{
    return type == PacketType::BinaryEvent || type == PacketType::BinaryAck;
}

/// One packet without its attachments, as it was read. Ranges count octets from where
/// parsePacket() was told.
struct Packet {
    std::optional<PacketType> type; ///< nullopt: nobody knows it, or there is none.
    qint64 attachments = 0;         ///< As announced.
    QByteArray namespaceName = QByteArrayLiteral("/"); ///< Without query.
    QByteArray query;                                  ///< `a=b` of `/name?a=b`.
    std::optional<quint64> ackId;
    QByteArray data;  ///< JSON, as sent; empty where there is none.
    QByteArray event; ///< Of an event: its name, in UTF-8; a number as sent.
    ByteRange range;  ///< All of it.
    ByteRange typeRange;
    ByteRange attachmentsRange; ///< The digits; empty where none.
    ByteRange namespaceRange;   ///< With query, without comma; empty where it is implied.
    ByteRange ackIdRange;
    ByteRange dataRange;
    /// UnknownPacketType. BadJson: the data is no JSON. BadPacket: what the type needs is missing
    /// or of another kind, or is there though it must not be. ReservedEvent. MissingAttachment: a
    /// placeholder means none that was announced. UnexpectedAttachment: none means one that was.
    /// InvalidUtf8 (not where a WebSocket's reader said so already).
    ViolationSet violations;
    bool operator==(const Packet &) const = default;
};

/// What only the other side may send: UnexpectedPacket for a client's CONNECT_ERROR.
/// BadPacket for a server's CONNECT of revision 5 that gives no sid.
///
/// Spec: Socket.IO protocol, section Connection to a namespace.
[[nodiscard]] ViolationSet judgeSender(const Packet &packet, Revision revision, Role sender);

} // namespace Pushscope::SocketIo
