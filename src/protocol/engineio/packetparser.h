// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/engineio/packet.h"

#include <QByteArrayView>

namespace Pushscope::EngineIo {

/// What carries one packet.
enum class Carrier : quint8 {
    PayloadText,      ///< A stretch of a payload; its UTF-8 is checked here.
    PayloadBinary,    ///< A binary stretch of a payload of revision 3.
    WebSocketText,    ///< The content of a message, whose UTF-8 its reader checked.
    WebSocketBinary,
};

/// Reads @p octets, which are one packet and nothing else; a packet comes out whatever they are.
///
/// In revision 3 a binary packet begins with its type as a number. In revision 4 there is no type:
/// it is a message.
///
/// @param offset of the first of @p octets in the stream that the ranges count in.
/// Spec: Engine.IO protocol, section Packet encoding; revision 3: the same, Encoding.
/// Threads: reentrant.
[[nodiscard]] Packet parsePacket(QByteArrayView octets, Carrier carrier, Revision revision,
                                 qint64 offset = 0);

} // namespace Pushscope::EngineIo
