// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/packetarrival.h"
#include "protocol/engineio/packet.h"
#include "protocol/socketio/packetassembler.h"

#include <QByteArrayView>

#include <array>
#include <deque>
#include <optional>
#include <vector>

namespace Pushscope {

/// Turns the messages of both directions of one Engine.IO session into sio.packet records: a packet
/// and its attachments, whatever carried them, are one record.
///
/// A record lies where its packet and attachments lie, as far as that is one connection, and is `in`
/// the record that carried the packet. Where attachments were announced, and where nothing below
/// the packet is a record, Layer::Content has the packet and them joined, since no stretch of the wire
/// is them; RecordFlag::IsCompressed is set then and the detail says where each ends.
///
/// Spec: Socket.IO protocol, section Packet encoding.
/// Threads: as BatchBuilder.
class SocketIoTranscript
{
public:
    /// @param judgesSender whether it is said what its sender may not send.
    /// @param listener may be null; outlives the transcript.
    SocketIoTranscript(SocketIo::Revision revision, bool judgesSender, PacketListener *listener);

    [[nodiscard]] SocketIo::Revision revision() const { return m_revision; }

    /// Takes the data of one Engine.IO message: text, a packet, or binary, an attachment. What of it
    /// is to be said on the record that carried it: UnexpectedAttachment. add() is to follow.
    [[nodiscard]] ViolationSet take(Role from, const QByteArray &data, bool isBinary);
    /// Adds the records of what that message completed.
    /// @param carrier is where the data lies: its record, or one that was never added.
    /// @param ref of that record; 0: there is none, @p carrier only says where.
    /// @param framing is what was wrong around the packet, which its octets alone do not show.
    void add(const Record &carrier, BatchBuilder::Ref ref, const PacketArrival &arrival,
             ViolationSet framing = {});
    /// No more will come from @p arrival.from: a packet that waits for attachments is cut off.
    void finish(const PacketArrival &arrival);

private:
    /// Events whose acknowledgement is waited for; a peer that never answers must not make us keep
    /// more.
    static constexpr std::size_t MaxQuestions = 1024;

    /// Where the packet at hand and its attachments lie.
    struct Place {
        Record record;        ///< Of the packet so far, its carrier apart.
        RecordHandle carrier; ///< What carried the packet.
        QByteArray text;      ///< The packet; empty for binary that no packet announced.
        bool isBare = false;  ///< No record carried it.
        ViolationSet violations = {}; ///< Of what carried it, where that is no record.
    };
    /// An event that wants an acknowledgement.
    struct Question {
        QByteArray namespaceName;
        quint64 ackId = 0;
        qint64 t = 0;
    };
    struct Direction {
        std::optional<SocketIo::PacketAssembler> assembler;
        std::vector<SocketIo::Message> ready; ///< Taken, not yet added.
        std::optional<Place> open;
        QByteArray data;       ///< What was taken last.
        bool isBinary = false; ///< Of that.
        std::deque<Question> questions; ///< Asked by this side and not answered, oldest first.
    };

    [[nodiscard]] Direction &direction(Role from)
    {
        return m_directions[static_cast<std::size_t>(from)];
    }
    static void collect(Direction &side);
    static void begin(Direction &side, const Record &carrier, BatchBuilder::Ref ref,
                      const PacketArrival &arrival);
    static void extend(Place &place, const Record &part);
    void addReady(Direction &side, const PacketArrival &arrival);
    void addRecord(const SocketIo::Message &message, const Place &place,
                   const PacketArrival &arrival);
    [[nodiscard]] Record makeRecord(const SocketIo::Message &message, const Place &place,
                                    ViolationSet violations, const PacketArrival &arrival);
    [[nodiscard]] QByteArray detailOf(const SocketIo::Message &message, const Place &place,
                                      bool hasContent, qint64 roundTripNs) const;
    /// Of an acknowledgement since its event, ns; -1 where there is none.
    [[nodiscard]] qint64 roundTrip(const SocketIo::Message &message, const PacketArrival &arrival);

    [[nodiscard]] ViolationSet violationsOf(const SocketIo::Message &message, Role from) const;

    SocketIo::Revision m_revision;
    bool m_judgesSender;
    PacketListener *m_listener;
    std::array<Direction, 2> m_directions;
};

} // namespace Pushscope
