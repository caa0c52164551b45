// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/connectionrecords.h"
#include "capture/transcriptoptions.h"
#include "capture/unparsedoctets.h"
#include "protocol/websocket/closinghandshake.h"
#include "protocol/websocket/messagereader.h"

#include <QByteArray>

#include <array>
#include <deque>
#include <memory>
#include <optional>
#include <utility>

namespace Pushscope {

class EngineIoTranscript;
class OlderSocketIoTranscript;
class TranscriptListener;

/// Turns both directions of an open WebSocket connection into ws.* records.
class WebSocketTranscript
{
public:
    /// @param begins of either direction (by Role), the offset of its first frame.
    WebSocketTranscript(ConnectionRecords &records, quint32 exchange,
                        std::optional<WebSocket::DeflateParameters> deflate,
                        const TranscriptOptions &options, std::array<qint64, 2> begins,
                        TranscriptListener *listener);

    /// From here on, messages are packets of that session.
    void readMessagesAs(std::shared_ptr<EngineIoTranscript> session)
    {
        m_session = std::move(session);
    }
    /// They are messages of Socket.IO before 1.0; null: nothing in particular.
    void readMessagesAs(std::shared_ptr<OlderSocketIoTranscript> session)
    {
        m_older = std::move(session);
    }

    void octets(Role from, QByteArrayView octets, qint64 t);
    void finish(Role from, qint64 t);

    [[nodiscard]] const WebSocket::ClosingHandshake &closing() const { return m_closing; }
    void transportEnded() { m_closing.transportEnded(); }
    /// The first octet of that direction that a later record may lie in.
    [[nodiscard]] qint64 pendingFrom(Role from) const
    {
        return m_directions[static_cast<std::size_t>(from)].pendingFrom;
    }
    /// Octets of the message from @p from that is arriving.
    [[nodiscard]] qint64 inProgressOctets(Role from) const;

private:
    /// Pings of one direction that are kept to find the pong's round trip; a peer that never
    /// answers must not make us keep more.
    static constexpr std::size_t MaxPings = 64;

    struct Ping {
        QByteArray payload;
        qint64 t;
    };
    struct Direction {
        std::unique_ptr<WebSocket::MessageReader> reader;
        qint64 begin = 0; ///< Of the first frame, in octets of the direction.
        qint64 pendingFrom = 0;
        qint64 unparsedUntil = 0; ///< Up to there what is unparsed was taken.
        BatchBuilder::Ref firstFragment = 0; ///< Of the message in progress; 0 where none.
        std::deque<Ping> pings;
        bool isFailureTold = false;
    };

    [[nodiscard]] Direction &direction(Role from)
    {
        return m_directions[static_cast<std::size_t>(from)];
    }
    void drain(Role from, qint64 t);
    /// Records what no frame can be told in.
    void takeUnparsed(Role from, qint64 t);
    void tellFailure(Role from);
    void take(Role from, const WebSocket::Message &message, qint64 t);
    void take(Role from, const WebSocket::Fragment &fragment, qint64 t);
    void take(Role from, const WebSocket::ControlFrame &frame, qint64 t);
    void take(Role from, const WebSocket::CloseFrame &frame, qint64 t);
    void take(Role from, const WebSocket::OddFrame &frame, qint64 t);
    [[nodiscard]] Record makeFrame(RecordKind kind, Role from, const WebSocket::FrameHeader &header,
                                   ByteRange range, ViolationSet violations, qint64 t);
    [[nodiscard]] QByteArray roundTrip(Role from, QByteArrayView payload, qint64 t);

    ConnectionRecords &m_records;
    quint32 m_exchange;
    TranscriptListener *m_listener;
    std::array<Direction, 2> m_directions;
    std::array<UnparsedOctets, 2> m_unparsed; ///< After a frame whose end is not known.
    WebSocket::ClosingHandshake m_closing;
    std::shared_ptr<OlderSocketIoTranscript> m_older;
    std::shared_ptr<EngineIoTranscript> m_session; ///< Null: messages are nothing in particular.
};

} // namespace Pushscope
