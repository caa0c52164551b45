// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/socketio/packet.h"

namespace Pushscope::SocketIo {

/// @p packet as the data of an Engine.IO message; its attachments follow as messages of their own.
/// Ranges, event and violations do not count. The namespace is left out where it is `/` without a
/// query.
///
/// Spec: Socket.IO protocol, section Packet encoding, Format.
[[nodiscard]] QByteArray serializePacket(const Packet &packet);

/// The JSON that stands for attachment @p number in the data.
[[nodiscard]] QByteArray placeholder(qint64 number);

} // namespace Pushscope::SocketIo
