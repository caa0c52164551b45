// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/role.h"
#include "capture/connectionrecords.h"
#include "protocol/engineio/packet.h"
#include "protocol/socketio/packetassembler.h"

namespace Pushscope {

/// What carries the packets of an Engine.IO session.
enum class PacketTransport : quint8 { Polling, WebSocket };

/// The contract's name: `polling`, `websocket`.
[[nodiscard]] QByteArrayView packetTransportName(PacketTransport transport);

/// How a packet came: what its record needs to know beyond the packet.
struct PacketArrival {
    ConnectionRecords *records = nullptr; ///< Of the connection that it came on; never null.
    Role from = Role::Server;
    PacketTransport transport = PacketTransport::Polling;
    quint32 exchange = 0; ///< The poll, POST or opening handshake; 0 where none.
    qint64 t = 0;
};

/// Is told of the packets of an Engine.IO session while its transcript writes their records, so
/// that nothing is parsed twice: those of either direction, what we sent ourselves too.
class PacketListener
{
public:
    PacketListener() = default;
    PacketListener(const PacketListener &) = delete;
    PacketListener &operator=(const PacketListener &) = delete;
    virtual ~PacketListener();

    /// After its record was made; @p violations are the record's: the packet's own, and what
    /// its sender may not send.
    virtual void engineIoReceived(const EngineIo::Packet &packet, ViolationSet violations,
                                  const PacketArrival &arrival);
    /// After its record was made, and after engineIoReceived() of the packet that completed it.
    /// @p message without a packet is binary that no packet announced. @p violations are all that
    /// its record has: those of message.packet and of @p message.
    virtual void socketIoReceived(const SocketIo::Message &message, ViolationSet violations,
                                  const PacketArrival &arrival);
};

} // namespace Pushscope
