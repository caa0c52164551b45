// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/socketio/packet.h"

#include <QByteArrayView>

namespace Pushscope::SocketIo {

/// Reads @p octets, the data of an Engine.IO message that is text, as one packet; a packet comes
/// out whatever they are.
///
/// @param offset of the first of @p octets in what the ranges count in.
/// Spec: Socket.IO protocol, section Packet encoding; History for revisions 3 and 4.
/// Threads: reentrant.
[[nodiscard]] Packet parsePacket(QByteArrayView octets, Revision revision, qint64 offset = 0);

} // namespace Pushscope::SocketIo
