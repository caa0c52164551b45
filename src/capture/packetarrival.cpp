// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/packetarrival.h"

namespace Pushscope {

QByteArrayView packetTransportName(PacketTransport transport)
{
    return transport == PacketTransport::Polling ? QByteArrayView("polling")
                                                 : QByteArrayView("websocket");
}

PacketListener::~PacketListener() = default;
void PacketListener::engineIoReceived(const EngineIo::Packet &, ViolationSet,
                                      const PacketArrival &) { }
void PacketListener::socketIoReceived(const SocketIo::Message &, ViolationSet,
                                      const PacketArrival &) { }

} // namespace Pushscope
