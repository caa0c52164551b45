// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/socketio/serializer.h"

namespace Pushscope::SocketIo {

QByteArray serializePacket(const Packet &packet)
{
    const PacketType type = packet.type.value_or(PacketType::Event);
    QByteArray octets = QByteArray::number(static_cast<int>(type));
    if (isBinary(type))
        octets += QByteArray::number(packet.attachments) + '-';
    if (packet.namespaceName != "/" || !packet.query.isEmpty()) {
        octets += packet.namespaceName;
        if (!packet.query.isEmpty())
            octets += '?' + packet.query;
        octets += ',';
    }
    if (packet.ackId)
        octets += QByteArray::number(*packet.ackId);
    return octets + packet.data;
}

QByteArray placeholder(qint64 number)
{
    return R"({"_placeholder":true,"num":)" + QByteArray::number(number) + '}';
}

} // namespace Pushscope::SocketIo
