// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/contenttranscript.h"
#include "capture/socketiotranscript.h"
#include "protocol/http1/message.h"

#include <QByteArray>
#include <QByteArrayView>

namespace Pushscope {

/// What a request is for where it is of Socket.IO before 1.0.
enum class OlderSocketIo : quint8 {
    None,      ///< It is of something else.
    Handshake, ///< `/socket.io/1/`: answered by `sid:heartbeat:close:transports`.
    Transport, ///< `/…/1/TRANSPORT/SID`: carries messages.
};

/// Spec: socket.io-spec (revision 1), sections Handshake and Transport identifiers.
[[nodiscard]] OlderSocketIo olderSocketIoOf(const Http1::RequestHead &head);

/// Turns the messages of one connection of Socket.IO before 1.0 into sio.packet records, whatever
/// carried them: a script, a part, a message of a WebSocket, or a body.
///
/// Threads: as BatchBuilder.
class OlderSocketIoTranscript
{
public:
    OlderSocketIoTranscript();

    /// @p messages are all that @p carrier, which was added as @p ref, carries.
    void carried(QByteArrayView messages, const Record &carrier, BatchBuilder::Ref ref,
                 const PacketArrival &arrival);
    /// One message, with its length before it where it has one. @p place says where it lies, and
    /// @p framing what is wrong around it: by itself text between frames may look like a message.
    void take(QByteArrayView message, ViolationSet framing, const Record &place,
              BatchBuilder::Ref ref, const PacketArrival &arrival);

private:
    SocketIoTranscript m_packets;
};

/// Turns a body into sio.packet records: the answer to a handshake, a poll, a POST.
class OlderSocketIoBodyTranscript final : public ContentTranscript
{
public:
    explicit OlderSocketIoBodyTranscript(const Setup &setup);

    void octets(QByteArrayView octets, qint64 t, Chunk *chunk) override;
    void finish(qint64 t) override;
    [[nodiscard]] qint64 pendingFrom() const override { return 0; }

private:
    QByteArray m_body;
    bool m_isTooLarge = false;
};

} // namespace Pushscope
