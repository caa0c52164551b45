// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/octetsource.h"
#include "capture/packetarrival.h"
#include "capture/record.h"
#include "protocol/engineio/packet.h"
#include "protocol/socketio/packet.h"

#include <QByteArray>
#include <QByteArrayList>

#include <optional>

namespace Pushscope {

class JsonWriter;

/// Reads again from the recorded octets what eio.packet and sio.packet records do not store.
///
/// Threads: reentrant; on the thread of the OctetSource.

/// What an eio.packet says by itself.
[[nodiscard]] EngineIo::Revision engineIoRevision(const Record &record);
[[nodiscard]] PacketTransport packetTransport(const Record &record);
[[nodiscard]] std::optional<EngineIo::PacketType> engineIoType(const Record &record);
/// A ping or pong that tries an upgrade out.
[[nodiscard]] bool isProbe(const Record &record);
/// What a sio.packet says by itself.
[[nodiscard]] SocketIo::Revision socketIoRevision(const Record &record);
[[nodiscard]] std::optional<SocketIo::PacketType> socketIoType(const Record &record);

/// The packet that an eio.packet is; ranges count from the payload of a WebSocket's message, or from
/// the record's first octet. Its violations are the record's.
/// @param limit octets of its data that are read.
[[nodiscard]] EngineIo::Packet engineIoPacket(const Record &record, OctetSource &octets,
                                              qint64 limit);

/// What a sio.packet is.
struct SocketIoFacts {
    SocketIo::Packet packet; ///< Ranges count from its first octet.
    QByteArray octets;       ///< The packet as it was sent, without its attachments.
    QByteArrayList attachments;
};
/// @param limit octets of the packet with its attachments that are read.
[[nodiscard]] SocketIoFacts socketIoFacts(const Record &record, OctetSource &octets,
                                          qint64 limit);
/// The name of the event in @p data, which may be cut off behind it; empty where there is none.
[[nodiscard]] QByteArray eventOf(QByteArrayView data);
/// The arguments in @p packet's data, as sent, with the commas between them: of an event without
/// its name. Empty where there are none, or where the data is no JSON array.
[[nodiscard]] QByteArrayView argumentsOf(const SocketIo::Packet &packet);

/// The members of contract §3.
void writeEngineIoPacket(JsonWriter &json, const Record &record, const EngineIo::Packet &packet);
void writeSocketIoPacket(JsonWriter &json, const Record &record, const SocketIoFacts &facts);

} // namespace Pushscope
