// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/bodytranscript.h"
#include "capture/connectionrecords.h"
#include "capture/oldersocketio.h"
#include "capture/recordsink.h"
#include "capture/transcriptoptions.h"
#include "capture/unparsedoctets.h"
#include "protocol/http1/messageparser.h"
#include "protocol/websocket/openinghandshake.h"

#include <array>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace Pushscope {

class TranscriptListener;

/// Turns both directions of an HTTP/1.1 connection into http.* records and what the bodies carry,
/// and pairs requests with responses. Either direction may be absent.
class HttpTranscript
{
public:
    /// What became of an opening handshake of WebSocket.
    struct Handshake {
        WebSocket::ResponseCheck check;
        quint32 exchange = 0;
    };

    /// @param counters gives exchange numbers; null where there are none (decoding).
    HttpTranscript(ConnectionRecords &records, CaptureCounters *counters,
                   const TranscriptOptions &options, TranscriptListener *listener);
    ~HttpTranscript();

    /// Decoding one direction alone: responses answer HEAD.
    void assumeHeadRequests();

    void octets(Role from, QByteArrayView octets, qint64 t);
    /// That direction is over. @param isWhole false where a reset or another end than its
    /// sender's ended it, so that a body until close is not complete.
    void finish(Role from, qint64 t, bool isWhole = true);

    /// A body of that direction has begun and is not over.
    [[nodiscard]] bool isInBody(Role from) const
    {
        return m_parsers[static_cast<std::size_t>(from)].isInBody();
    }
    /// Set once the server agreed to speak something else; what follows is remainder().
    [[nodiscard]] bool hasSwitched() const { return m_hasSwitched; }
    [[nodiscard]] QByteArrayView remainder(Role from) { return parser(from).remainder(); }
    /// Of the handshake that was answered last, with 101 or not; nullopt where none was.
    [[nodiscard]] const std::optional<Handshake> &handshake() const { return m_handshake; }
    /// The stretches on the wire of the body of the response ended last; for poll.result.
    [[nodiscard]] const std::vector<ByteRange> &lastBody() const { return m_lastBody; }
    /// Of the same body, in Layer::Content, where it was coded; else empty.
    [[nodiscard]] ByteRange lastContent() const { return m_lastContent; }
    /// From the next body on, a round prints them.
    void leaveBodiesToRounds() { m_options.leavesBodiesToRounds = true; }
    /// What the content of the next responses is read as; while the listener is told of a
    /// response's head, of that response too.
    void setBodyForm(const BodyForm &form) { m_options.bodyForm = form; }
    /// The same of one response to come, after those announced before.
    void expectBodyForm(const BodyForm &form) { m_expectedForms.push_back(form); }
    /// While the listener is told of a request's head: what its body is read as.
    void readRequestAs(const BodyForm &form);
    /// The same of one request to come, after those announced before.
    void expectRequestForm(const BodyForm &form) { m_expectedRequestForms.push_back(form); }
    /// To be called while the listener is told of a response's head: nothing is recorded of its
    /// body until releaseBody(), by which time it must be known what it is read as. The listener
    /// is told of what is held; where it ends, it is released at the latest.
    void holdBody() { m_wantsHold = true; }
    /// Octets of memory that it takes, of chunks' sizes and extensions too; 0 where nothing is held.
    [[nodiscard]] qint64 heldMemory() const { return m_held ? m_held->memory : 0; }
    /// Records what was held, with the times at which it came. No effect where nothing is held.
    void releaseBody();
    /// The first octet of that direction that a later record may lie in.
    [[nodiscard]] qint64 pendingFrom(Role from) const;
    /// Octets of the content at hand that belong to a message that has not come to its end.
    [[nodiscard]] qint64 contentInProgress(Role from) const;
    [[nodiscard]] bool isContentReleasable(Role from) const;
    /// Of a connection that carries messages of Socket.IO before 1.0; else null.
    [[nodiscard]] const std::shared_ptr<OlderSocketIoTranscript> &olderSocketIo() const
    {
        return m_older;
    }
    /// A request was answered by nothing, or not wholly, so far.
    [[nodiscard]] bool isAnswerDue() const { return !m_pending.empty(); }

private:
    struct Exchange {
        quint32 id = 0;
        qint64 tRequest = Record::NoTime;
        QByteArray lastEventId; ///< Of its Last-Event-ID; empty for none.
        std::optional<WebSocket::HandshakeOffer> offer; ///< A WebSocket is asked for.
        bool isEngineIo = false; ///< See isEngineIoRequest().
        bool isPost = false;
        OlderSocketIo older = OlderSocketIo::None;
    };

    /// What came of a response's body that nobody knows yet how to read.
    struct HeldBody {
        struct Arrival {
            Http1::Event event;
            QByteArray octets; ///< Of a BodyPiece, whose own view is gone.
            qint64 t = 0;
        };
        Http1::ResponseHead head;
        Exchange exchange;
        std::shared_ptr<const RecordHandle> record; ///< Of the head.
        std::vector<Arrival> arrivals;
        qint64 memory = 0; ///< Of the arrivals.
    };

    [[nodiscard]] Http1::MessageParser &parser(Role from)
    {
        return m_parsers[static_cast<std::size_t>(from)];
    }
    [[nodiscard]] std::unique_ptr<BodyTranscript> &body(Role from)
    {
        return m_bodies[static_cast<std::size_t>(from)];
    }
    void drain(Role from, qint64 t);
    void breakOff(Http1::Event &event) const;
    void take(Role from, const Http1::Event &event, qint64 t);
    void takeRequest(const Http1::RequestHead &head, qint64 t);
    void takeResponse(const Http1::ResponseHead &head, qint64 t);
    void beginBody(const Http1::ResponseHead &head, const Exchange &exchange,
                   std::shared_ptr<const RecordHandle> record);
    void beginRequestBody(const Http1::RequestHead &head, const Exchange &exchange,
                          std::shared_ptr<const RecordHandle> record);
    void hold(const Http1::Event &event, qint64 t);
    void takeHandshake(const Http1::ResponseHead &head, const Exchange &exchange, qint64 t);
    void takeEnd(Role from, const Http1::MessageEnd &end, qint64 t);
    void takeUnparsed(Role from, const Http1::Unparsed &unparsed, qint64 t);
    /// What octets in which no message can be told are part of.
    [[nodiscard]] quint32 unparsedExchange(Role from) const;
    [[nodiscard]] static bool isPacketExchange(const Http1::ResponseHead &head,
                                               const Exchange &exchange);
    [[nodiscard]] BodyForm formOf(const Http1::ResponseHead &head, const Exchange &exchange);

    ConnectionRecords &m_records;
    CaptureCounters *m_counters;
    TranscriptOptions m_options;
    TranscriptListener *m_listener;
    std::array<Http1::MessageParser, 2> m_parsers;
    std::array<std::unique_ptr<BodyTranscript>, 2> m_bodies;
    std::array<qint64, 2> m_messageBegins {}; ///< Where the message at hand may begin.
    std::array<bool, 2> m_areFinished {};
    std::array<bool, 2> m_areBrokenOff {}; ///< And not by the sender's own end.
    /// Why no further boundary can be told in a body, until its octets were taken.
    std::array<std::optional<Violation>, 2> m_lost;
    std::array<UnparsedOctets, 2> m_unparsed; ///< In which no message can be told.
    std::deque<Exchange> m_pending; ///< Asked and not wholly answered.
    quint32 m_requestExchange = 0; ///< Of the request that is being sent.
    qint64 m_requests = 0;
    qint64 m_tFirstOctet = Record::NoTime; ///< Of the response at hand.
    bool m_isInterim = false;
    bool m_hasSwitched = false;
    bool m_isHeadAssumed = false;
    bool m_wantsHold = false;
    std::optional<HeldBody> m_held;
    std::optional<Handshake> m_handshake;
    std::deque<BodyForm> m_expectedForms;
    std::deque<BodyForm> m_expectedRequestForms;
    std::optional<BodyForm> m_requestForm; ///< Of the request whose head is being told.
    std::shared_ptr<OlderSocketIoTranscript> m_older;
    std::vector<ByteRange> m_lastBody;
    ByteRange m_lastContent;
};

} // namespace Pushscope
