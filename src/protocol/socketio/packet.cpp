// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/socketio/packet.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace Pushscope::SocketIo {

namespace {

// In the order of PacketType.
constexpr std::array<QByteArrayView, PacketTypeCount> Names{
    "CONNECT", "DISCONNECT", "EVENT", "ACK", "CONNECT_ERROR", "BINARY_EVENT", "BINARY_ACK",
    "HEARTBEAT", "MESSAGE", "JSON", "NOOP", "HANDSHAKE"
};

} // namespace

QByteArrayView packetTypeName(PacketType type, Revision revision)
{
    // Renamed in revision 5 (History, "Difference between v5 and v4").
    if (type == PacketType::ConnectError && revision != Revision::V5)
        return "ERROR";
    return Names[static_cast<std::size_t>(type)];
}

ViolationSet judgeSender(const Packet &packet, Revision revision, Role sender)
{
    if (packet.type == PacketType::ConnectError && sender == Role::Client)
        return { Violation::UnexpectedPacket };
    if (packet.type == PacketType::Connect && sender == Role::Server && revision == Revision::V5) {
        // "a CONNECT packet if the connection is successful, with the session ID in the payload"
        const QJsonObject payload = QJsonDocument::fromJson(packet.data).object();
        if (!payload.value(QLatin1StringView("sid")).isString())
            return { Violation::BadPacket };
    }
    return {};
}

} // namespace Pushscope::SocketIo
