// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/byterange.h"

#include <QByteArrayView>

#include <vector>

namespace Pushscope {

// The ids of sessions of Socket.IO before 1.0, by which anybody can take part in one. They have no
// name by which they would be known as secrets.
//
// Spec: socket.io-spec (revision 1), sections Handshake and Transport identifiers.
// Threads: reentrant.

/// Whether that is a transport's identifier.
[[nodiscard]] bool isOlderTransport(QByteArrayView name);

/// Adds those in paths, `/1/TRANSPORT/SID`, and in answers to handshakes,
/// `SID:HEARTBEAT:CLOSE:TRANSPORTS`.
void addOlderSessionIds(QByteArrayView text, std::vector<ByteRange> &found);

} // namespace Pushscope
