// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/byterange.h"
#include "protocol/socketio/packet.h"
#include "protocol/violation.h"

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace Pushscope::SocketIo {

/// One of several messages that came in one go, with what says how long it is:
/// U+FFFD 5 U+FFFD hello, as the library 0.9 writes them, or ~m~5~m~hello, as 0.6 does.
struct OlderFrame {
    ByteRange range;   ///< All of it; counts from the first octet of the body.
    ByteRange content; ///< The message.
    bool hasMarks = false; ///< False: the body is one message, without a length.
    /// BadPayloadLength: the length is none, or ends inside a character, and all up to the end of
    /// the body is in range. CutOff: the body ended inside it.
    ViolationSet violations;
    bool operator==(const OlderFrame &) const = default;
};

/// The messages in @p body, which is whole; none of an empty one. A length counts UTF-16 code
/// units, as JavaScript does.
///
/// Spec: none but the reference implementations; socket.io-spec (revision 1), section Messages.
/// Threads: reentrant.
[[nodiscard]] std::vector<OlderFrame> olderFrames(QByteArrayView body);

/// Reads @p octets, one frame, as a packet of the libraries before 1.0: `type:id:endpoint:data`,
/// or the answer to their handshake, `sid:heartbeat:close:transports`. A packet comes out whatever
/// they are.
///
/// Its data is brought to the form of later revisions, so that what reads these reads it too: of an
/// event `["name",…]`, of a handshake a JSON object; dataRange says where it came from.
///
/// @param offset of the first of @p octets in what the ranges count in.
/// Spec: socket.io-spec (revision 1), sections Handshake and Messages.
/// Threads: reentrant.
[[nodiscard]] Packet parseOlderPacket(QByteArrayView octets, qint64 offset = 0);

} // namespace Pushscope::SocketIo
