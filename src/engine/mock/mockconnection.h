// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/transcriptlistener.h"
#include "engine/api/mockoptions.h"
#include "engine/connection.h"
#include "engine/framewriter.h"
#include "engine/mock/channel.h"
#include "engine/mock/corsrule.h"
#include "engine/mock/faultsbyhand.h"
#include "engine/mock/faultstage.h"
#include "engine/mock/flashpolicy.h"
#include "engine/mock/mockclient.h"
#include "engine/mock/mockendpoint.h"
#include "engine/mock/mockrequest.h"

#include <QByteArray>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace Pushscope {

class MockConnection;

/// Who owns the connections of a mock.
class MockConnectionOwner
{
public:
    MockConnectionOwner() = default;
    MockConnectionOwner(const MockConnectionOwner &) = delete;
    MockConnectionOwner &operator=(const MockConnectionOwner &) = delete;
    virtual ~MockConnectionOwner() = default;

    /// See MockEndpoint::factsOf().
    [[nodiscard]] virtual MockRequestFacts factsOf(const MockRequest &request) const = 0;
    virtual void requestArrived(MockConnection &connection, const MockRequest &request) = 0;
    virtual void connectionOver(MockConnection &connection) = 0;
    virtual void statusChanged() = 0;
};

/// One client of the mock: its requests one after the other, and the response or the WebSocket
/// that goes on.
class MockConnection final : public MockClient,
                             private TranscriptListener,
                             private ConnectionObserver
{
public:
    /// Octets of a request body that are kept: what one publishes by hand is far shorter.
    static constexpr qsizetype MaxBodyOctets = 16 * 1024 * 1024;
    /// What a peer that does not read may let pile up (contract §4).
    static constexpr qint64 MaxQueuedOctets = 1024 * 1024;
    /// A peer that is sent replies is not read from while it has that much to take, and sent away
    /// once it took nothing for so long.
    static constexpr std::chrono::milliseconds MaxIdleTaking { 5'000 };
    /// A peer takes the rest before our FIN at its own pace, but not nothing for so long: what a
    /// slow one takes the kernel tells in steps, of hundreds of KiB over loopback.
    static constexpr std::chrono::milliseconds MaxIdleClosing { 30'000 };
    /// From our FIN to that of the peer.
    static constexpr int CloseGraceMs = 2'000;
    /// Requests that wait for the one before; then nothing more is read.
    static constexpr std::size_t MaxPipelined = 64;

    MockConnection(EngineLoop &loop, const Connection::Setup &setup, MockConnectionOwner &owner,
                   bool isMuted, bool isHeadsOnly);
    ~MockConnection() override;

    [[nodiscard]] StreamListener *adopt(std::unique_ptr<Stream> stream);

    /// A whole response; Content-Length, Date-free, CORS fields of the request added.
    /// Records read its content as @p form.
    void respond(int status, const std::vector<Http1::FieldLine> &fields, const QByteArray &body,
                 const BodyForm &form = {}, Cause cause = Cause::Scenario);
    /// The head of a response that goes on; chunked for HTTP/1.1, else until close.
    void beginStream(const std::vector<Http1::FieldLine> &fields, const BodyForm &form = {});
    /// What comes before the first piece and is no message.
    void streamOpening(const QByteArray &octets);
    /// A piece of it, as a chunk of its own.
    void streamPiece(const QByteArray &octets, Cause cause);
    void endStream(Cause cause = Cause::Auto);
    /// The response comes later: calls @p answer after @p time unless it came before.
    void hold(std::chrono::milliseconds time, std::function<void()> answer);
    /// Answers the opening handshake, right or with a refusal; true where it is open then.
    bool openWebSocket(const std::vector<QByteArray> &subprotocols);
    void sendMessage(WebSocket::Opcode type, const QByteArray &content, Cause cause);
    /// The same, for an answer to what came: who sends on without reading is not read from.
    void sendReply(WebSocket::Opcode type, const QByteArray &content, Cause cause);
    void sendClose(std::optional<quint16> code, const QByteArray &reason, Cause cause);

    /// Ends the stream, or begins the closing handshake, and waits a while for the peer's part.
    void finish(std::optional<quint16> code, const QByteArray &reason, Cause cause);

    /// What comes in on the WebSocket; control frames are answered here.
    using MessageHandler = std::function<void(const WebSocket::Message &)>;
    void setMessageHandler(MessageHandler handler) { m_onMessage = std::move(handler); }
    /// The messages of @p channel go to @p subscriber for as long as this lasts; where the channel
    /// ends, so does the response, or with 1000 the WebSocket.
    void follow(Channel &channel, Channel::Subscriber subscriber);
    /// Counts as a client of @p endpoint for as long as it is served.
    void enter(MockEndpoint &endpoint);
    /// Lives until the present request is served, and is destroyed then.
    void keep(std::shared_ptr<void> what) { m_kept.push_back(std::move(what)); }
    /// Nobody works on the request yet: a peer that goes meanwhile is not waited for.
    void setInLine(bool isInLine) { m_isInLine = isInLine; }
    /// What is done wrong while the present request is served; @p client: the n-th of its endpoint.
    void setFaults(const std::vector<ScenarioFault> &faults, qint64 client);
    /// respond() in place of what would be right.
    void respondWrongly(const FaultResponse &response);
    /// The record of a fault that acts.
    void addFault(const ScenarioFault &fault);
    /// Whose pages may read the answer; see corsFields().
    void setCors(const CorsRule *rule) { m_cors = rule; }
    /// Says farewell: 1001, the end of the stream, or nothing where it is idle.
    void goAway();
    // MockClient
    [[nodiscard]] quint32 clientNumber() const override;
    [[nodiscard]] MockClientStatus clientStatus() const override;
    void kick(const MockKick &kick) override;
    void fault(const ScenarioFault &fault) override;
    /// Whose the records of the request at hand are: this connection's, or of a client that goes
    /// over several.
    [[nodiscard]] quint32 stream() const;
    /// Goes without a word, by a reset.
    void abort() { m_connection->abort(); }

    [[nodiscard]] const MockRequest &request() const { return m_request; }
    [[nodiscard]] const Http1::RequestHead &head() const { return m_request.head; }
    [[nodiscard]] Connection &connection() { return *m_connection; }

private:
    void connectionOpened(Connection &connection, const OpenFacts &facts) override;
    void connectionPeerFinished(Connection &connection) override;
    void connectionDrained(Connection &connection) override;
    void connectionEnded(Connection &connection, const TransportEnd &end) override;
    void requestBegins(const Http1::RequestHead &head) override;
    void requestReceived(const Http1::RequestHead &head, quint32 exchange) override;
    void contentReceived(Role from, QByteArrayView content) override;
    void messageEnded(Role from, const Http1::MessageEnd &end, quint32 exchange) override;
    void unparsedReceived(Role from, QByteArrayView octets) override;
    void webSocketReceived(Role from, const WebSocket::Outcome &outcome) override;
    void webSocketFailed(Role from, const WebSocket::Failure &failure) override;

    void sendFlashPolicy();
    void serveNext();
    void refuse(const QByteArray &why);
    void responseOver();
    void leave();
    void sendContinue();
    void queueMessage(WebSocket::Opcode type, const QByteArray &content, Cause cause);
    [[nodiscard]] qint64 pending() const;
    [[nodiscard]] bool hasRoom();
    void holdUntilTaken();
    void checkTaken();
    void sendAway();
    void checkReading();
    void sendHead(Http1::ResponseHead head, const BodyForm &form);
    // In mockconnection_faults.cpp.
    void put(QByteArray octets, Cause cause, bool isMessage);
    /// The same, by a fault where that made @p wire of @p right.
    void putSpoilt(QByteArray wire, const QByteArray &right, Cause cause, bool isMessage);
    void putHead(Http1::ResponseHead head);
    [[nodiscard]] bool respondsInstead();
    [[nodiscard]] ServedBy servedBy() const;
    void endByFault(FaultStage::End end);
    void closeOnceSent();
    // In mockconnection_ends.cpp.
    [[nodiscard]] bool closesAfterResponse() const;
    void closeWhereNobodyWaits();
    void closeOnceTaken();
    void watchTaking();
    void checkClosing();

    EngineLoop &m_loop;
    MockConnectionOwner &m_owner;
    std::unique_ptr<Connection> m_connection;
    std::optional<FlashPolicyWatch> m_policyWatch;
    MockRequest m_arriving;
    std::deque<MockRequest> m_waiting;
    MockRequest m_request; ///< The one being answered.
    QByteArray m_remote;
    qint64 m_enteredAt = 0; ///< ns of the capture.
    bool m_isTls = false;
    bool m_isServing = false;
    bool m_isStreaming = false;
    bool m_isChunked = false;
    bool m_isPeerFinished = false;
    bool m_isLast = false; ///< Nothing is answered behind the answer at hand.
    bool m_isContinueDue = false; ///< See sendContinue().
    bool m_isClosing = false; ///< We have closed; nothing more is answered.
    bool m_isBroken = false; ///< What came behind the last request is no request.
    bool m_isWebSocketAsked = false;
    bool m_isCloseSent = false;
    bool m_isAnswerWrong = false; ///< See respondWrongly().
    bool m_isSlow = false;
    bool m_isInLine = false;
    bool m_isStreamClaimed = false; ///< m_ownStream is of a client that goes over several.
    quint32 m_ownStream;
    BodyForm m_arrivingForm;
    std::unique_ptr<Timer> m_holdTimer; ///< While a response is held back.
    std::function<void()> m_heldAnswer;
    std::unique_ptr<Timer> m_takingTimer; ///< While we wait for the peer to take its replies.
    std::unique_ptr<Timer> m_closingTimer; ///< While our FIN waits for what is before it.
    qint64 m_leftToTake = 0; ///< Octets, when the one or the other began.
    std::optional<FrameWriter> m_writer; ///< While the WebSocket is open.
    MessageHandler m_onMessage;
    Channel *m_channel = nullptr;
    int m_subscription = 0;
    MockEndpoint *m_endpoint = nullptr;
    const CorsRule *m_cors = nullptr;
    std::vector<std::shared_ptr<void>> m_kept;
    std::unique_ptr<FaultStage> m_faults; ///< Of the present request; nullptr: none.
    std::shared_ptr<bool> m_isAlive; ///< Gone with this; posted functions look at it.
};

/// A field line of a response.
[[nodiscard]] Http1::FieldLine mockField(const QByteArray &name, const QByteArray &value);

} // namespace Pushscope
