// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/packetarrival.h"
#include "capture/socketiotranscript.h"
#include "protocol/engineio/packet.h"

#include <QByteArrayView>

#include <optional>

namespace Pushscope {

/// Turns the packets of both directions of one Engine.IO session into eio.packet records and, where
/// it is one of Socket.IO, into sio.packet records.
///
/// One of them serves the whole session, over all its connections and through its upgrade: the
/// attachments of a packet may come by another poll, or by the WebSocket. It is fed by the
/// transcripts of the connections, which are told of it:
/// - a poll or a POST: BodyForm::Kind::EngineIo with `engineIo` set to it, for the response by
///   HttpTranscript::setBodyForm() or expectBodyForm(), for the request by
///   HttpTranscript::readRequestAs() while the listener is told of its head, or by
///   expectRequestForm() before it is written;
/// - a WebSocket: ConnectionTranscript::readMessagesAs().
/// Whoever owns the session holds it by a shared pointer and calls finish() when it is over.
///
/// Spec: Engine.IO protocol, sections Packet encoding and Upgrade.
/// Threads: as BatchBuilder; all connections of a session are of one loop.
class EngineIoTranscript
{
public:
    struct Setup {
        /// What was asked for (`EIO=`).
        EngineIo::Revision revision = EngineIo::Revision::V4;
        /// The first payload of the server decides on the revision: clients that do not know
        /// what they talk to. Before it came, revision() is what was asked for.
        bool detectsRevision = false;
        /// Messages are packets of Socket.IO; else octets of nobody knows what.
        bool readsSocketIo = true;
        /// What its sender may not send is said; not where nobody knows who sent it.
        bool judgesSender = true;
        /// nullopt: that which goes with the revision of Engine.IO, 4 or 5.
        std::optional<SocketIo::Revision> socketRevision = {};
        /// Of the records, whatever their connection's is; 0: the connection's.
        quint32 stream = 0;
        PacketListener *listener = nullptr; ///< May be null; outlives the transcript.
    };

    explicit EngineIoTranscript(const Setup &setup);

    [[nodiscard]] EngineIo::Revision revision() const { return m_setup.revision; }
    /// What the messages are read as.
    [[nodiscard]] SocketIo::Revision socketRevision() const;
    /// Nothing that came before is read again.
    void setRevision(EngineIo::Revision revision);
    /// The first octets of a body of the server: decides on the revision where it is to be
    /// detected. False while too few came to tell, unless @p isEnd.
    bool detectRevision(QByteArrayView begin, bool isEnd);

    /// A packet of a payload.
    /// @param record is of kind eio.packet and says where the packet lies.
    /// @param body of the record that carried it, the head of its message; 0: none.
    void polled(const EngineIo::Packet &packet, Record &&record, const RecordHandle *body,
                const PacketArrival &arrival);
    /// The content of a message of a WebSocket.
    /// @param message is the message's record, which was added as @p ref.
    void message(QByteArrayView content, bool isBinary, const Record &message,
                 BatchBuilder::Ref ref, const PacketArrival &arrival);
    /// The session is over: what waits for attachments from @p arrival.from is cut off.
    void finish(const PacketArrival &arrival);

private:
    void take(const EngineIo::Packet &packet, Record &&record, const PacketArrival &arrival);

    Setup m_setup;
    bool m_isRevisionKnown;
    std::optional<SocketIoTranscript> m_socketIo;
};

} // namespace Pushscope
