// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/engineio/packet.h"

#include <span>

namespace Pushscope::EngineIo {

/// @p packet as a WebSocket message has it: with its type, or for binary of revision 4 the octets
/// alone. Of the packet only type, data and isBinary (which tells the kind of message) count.
[[nodiscard]] QByteArray serializePacket(const Packet &packet, Revision revision);

/// How revision 3 writes binary into a payload.
enum class BinaryForm : quint8 {
    Base64, ///< As text, which every peer reads; what `b64=1` in the query asks for.
    Octets, ///< In the binary form where a packet is binary.
};

/// @p packets as a payload; binary as base64, unless @p form says otherwise (revision 3 only).
/// Text is taken to be UTF-8.
///
/// Spec: Engine.IO protocol, section Packet encoding (HTTP long-polling); revision 3, Payload.
[[nodiscard]] QByteArray serializePayload(std::span<const Packet> packets, Revision revision,
                                          BinaryForm form = BinaryForm::Base64);

/// How many of @p packets, from the first on, go into one payload of revision 4 that has at most
/// @p maxPayloadOctets; at least 1 where there is any, since nothing smaller can be sent.
///
/// Spec: Engine.IO protocol, section Handshake (`maxPayload`).
[[nodiscard]] std::size_t packetsThatFit(std::span<const Packet> packets, qint64 maxPayloadOctets);

} // namespace Pushscope::EngineIo
