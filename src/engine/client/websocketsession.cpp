// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/websocketsession.h"

#include "capture/maskedtext.h"
#include "engine/api/techniques.h"
#include "engine/client/clientrequest.h"
#include "protocol/http1/fields.h"
#include "protocol/http1/serializer.h"

#include <QDateTime>

#include <utility>

namespace Pushscope {

namespace {

// readyState of the browser's object (WHATWG WebSockets).
constexpr int Connecting = 0;
constexpr int Open = 1;
constexpr int Closing = 2;
constexpr int Closed = 3;

constexpr quint16 NormalClosure = 1000;
/// After our own farewell there is nothing left to wait for but the kernel.
constexpr int CloseGraceMs = 2'000;
/// How long the body of a refusal is read on: some servers answer with a stream.
constexpr std::chrono::milliseconds RefusalBodyTime { 2'000 };

} // namespace

WebSocketSession::WebSocketSession(EngineLoop &loop, const Setup &setup)
    : ClientSession(loop, setup)
{
    setTechnique(Technique::WebSocket);
}

WebSocketSession::~WebSocketSession() = default;

Error WebSocketSession::error(ErrorCode code, ErrorSite where) const
{
    Error error { code, where, {} };
    if (m_url) {
        error.data.append({ "host", m_url->host.toUtf8() });
        error.data.append({ "port", QByteArray::number(m_url->port) });
        error.data.append({ "url", m_url->shown() });
    }
    return error;
}

void WebSocketSession::begin()
{
    const auto url = parseClientUrl(options().url);
    if (!url) {
        addError(url.error());
        finish(url.error());
        return;
    }
    m_url = *url;
    m_status = 0;
    m_location.clear();
    m_goneOctets += connectionOctets();
    m_isRefused = m_hasOpened = m_isCloseSent = false;
    m_writer.reset();
    setState(SessionState::Connecting);
    Connection::Setup setup;
    setup.session = id();
    setup.stream = stream();
    setup.options.maxMessageOctets = options().maxMessageOctets;
    setup.listener = this;
    setup.observer = this;
    m_connection = std::make_unique<Connection>(loop(), setup);
    addState("CONNECTING", Connecting, {}, m_connection->id());
    m_connection->connectTo(connectTarget(*m_url, options()), m_url->shown(),
                            Technique::WebSocket);
}

void WebSocketSession::connectionOpened(Connection &connection, const OpenFacts &)
{
    ++m_handshakes;
    ClientOptions asking = options();
    m_cookies.apply(asking, *m_url, QDateTime::currentDateTimeUtc());
    const Http1::RequestHead head
        = makeWebSocketRequest(asking, *m_url, makeOffer(asking, randomKey()));
    connection.send(Http1::serialize(head), Cause::Auto);
    Error late = error(ErrorCode::ResponseTimeout, ErrorSite::Http);
    late.data.append({ "timeout_ms", QByteArray::number(timeoutOf(options()).count()) });
    startTimer(late);
}

void WebSocketSession::startTimer(const Error &late)
{
    if (timeoutOf(options()).count() == 0)
        return;
    m_timer = loop().network().startTimer(timeoutOf(options()), [this, late] { timedOut(late); });
}

void WebSocketSession::timedOut(const Error &late)
{
    if (!m_connection)
        return;
    if (loop().isStalled()) {
        startTimer(late); // We do not read: that nothing arrives is our doing.
        return;
    }
    if (isClosingComplete()) {
        // RFC 6455 §7.1.1: the server should have closed the transport, "but MAY" we do it.
        m_connection->close(CloseGraceMs);
    } else {
        m_connection->setFailure(late);
        m_connection->abort();
    }
    loop().afterEvent();
}

bool WebSocketSession::isClosingComplete() const
{
    const WebSocketTranscript *frames = m_connection->transcript().webSocket();
    return frames && m_hasOpened && frames->closing().isComplete();
}

void WebSocketSession::responseReceived(const Http1::ResponseHead &head, quint32)
{
    constexpr int FirstFinal = 200;
    constexpr int SwitchingProtocols = 101;
    if (head.status < FirstFinal && head.status != SwitchingProtocols)
        return;
    m_status = head.status;
    m_location = Http1::fieldValue(head.fields, "location");
    if (options().keepsCookies)
        m_cookies.take(head, *m_url, QDateTime::currentDateTimeUtc());
}

Error WebSocketSession::failedHandshake(const WebSocket::ResponseCheck &check) const
{
    if (check.why == Violation::StatusNot101) {
        Error refused = error(ErrorCode::HttpStatus, ErrorSite::Http);
        refused.data.append({ "status", QByteArray::number(m_status) });
        // RFC 6455 §4.1 lets a client follow; no browser does (Fetch: redirect mode "error").
        if (!m_location.isEmpty())
            refused.data.append({ "location", maskedText(m_location) });
        return refused;
    }
    Error wrong = error(ErrorCode::HandshakeRefused, ErrorSite::WebSocket);
    if (check.why)
        wrong.data.append({ "violation", violationName(*check.why).toByteArray() });
    return wrong;
}

void WebSocketSession::handshakeReceived(const WebSocket::ResponseCheck &check)
{
    m_timer.reset();
    if (check.isAccepted) {
        opened(check);
        return;
    }
    m_isRefused = check.why == Violation::StatusNot101;
    m_connection->setFailure(failedHandshake(check));
    if (!m_isRefused) {
        // RFC 6455 §4.1: "the client MUST _Fail the WebSocket Connection_".
        m_connection->close(CloseGraceMs);
        return;
    }
    // The body of the refusal often says why: it is recorded before the connection goes.
    m_timer = loop().network().startTimer(RefusalBodyTime, [this] {
        if (m_connection)
            m_connection->close(CloseGraceMs);
        loop().afterEvent();
    });
}

void WebSocketSession::messageEnded(Role from, const Http1::MessageEnd &, quint32)
{
    if (from == Role::Server && m_isRefused)
        m_connection->close(CloseGraceMs);
}

void WebSocketSession::unparsedReceived(Role from, QByteArrayView octets)
{
    if (from != Role::Server || m_status != 0)
        return;
    // No HTTP at all: waiting for a response would be in vain.
    Error other = error(ErrorCode::ProtocolError, ErrorSite::Http);
    tellWhatIsSpoken(other, octets);
    m_connection->setFailure(other);
    m_connection->abort();
}

void WebSocketSession::opened(const WebSocket::ResponseCheck &check)
{
    m_hasOpened = true;
    m_writer.emplace(Role::Client, check.deflate);
    resetAttempts();
    setState(SessionState::Open);
    addState("OPEN", Open, "open", m_connection->id());
    if (isLeaving()) {
        leave();
        return;
    }
    if (m_isScriptDone)
        return;
    m_isScriptDone = true;
    for (const OutgoingMessage &message : options().script)
        send(message, Cause::Script);
}

void WebSocketSession::send(const OutgoingMessage &message, Cause cause)
{
    using Type = OutgoingMessage::Type;
    if (!m_writer || m_isCloseSent)
        return;
    QByteArray octets;
    switch (message.type) {
    case Type::Text:
        octets = m_writer->message(WebSocket::Opcode::Text, message.payload);
        break;
    case Type::Binary:
        octets = m_writer->message(WebSocket::Opcode::Binary, message.payload);
        break;
    case Type::Ping:
        octets = m_writer->control(WebSocket::Opcode::Ping, message.payload);
        break;
    case Type::Pong:
        octets = m_writer->control(WebSocket::Opcode::Pong, message.payload);
        break;
    case Type::Close:
        sendClose(message.closeCode, message.payload, cause);
        return;
    case Type::RawFrame:
        octets = WebSocket::serializeFrame(message.frame, message.payload);
        break;
    case Type::Emission:
        return; // A Socket.IO client's.
    }
    messageSent(octets.size());
    m_connection->send(std::move(octets), cause);
}

void WebSocketSession::sendClose(std::optional<quint16> code, QByteArrayView reason, Cause cause)
{
    if (m_isCloseSent || !m_writer)
        return;
    m_isCloseSent = true;
    // A person may send what no frame should hold; what goes out by itself keeps the rules.
    m_connection->send(
        m_writer->close(code, cause == Cause::Auto ? WebSocket::fittingReason(reason) : reason),
        cause);
    if (state() == SessionState::Open) {
        setState(SessionState::Closing);
        addState("CLOSING", Closing, {}, m_connection->id());
    }
    Error late = error(ErrorCode::ResponseTimeout, ErrorSite::WebSocket);
    late.data.append({ "timeout_ms", QByteArray::number(timeoutOf(options()).count()) });
    startTimer(late);
}

void WebSocketSession::webSocketReceived(Role from, const WebSocket::Outcome &outcome)
{
    // Frames behind a handshake that failed are recorded, but mean nothing to anybody.
    // Those from a fault on are too: RFC 6455 §7.1.7, "MUST NOT continue to attempt to process
    // data".
    if (from == Role::Server && m_hasOpened && !m_connection->failure())
        serverSent(outcome);
}

void WebSocketSession::serverSent(const WebSocket::Outcome &outcome)
{
    if (const auto *message = std::get_if<WebSocket::Message>(&outcome)) {
        if (options().echoes)
            echo(*message);
        messageArrived(message->content, message->wireOctets);
    } else if (const auto *control = std::get_if<WebSocket::ControlFrame>(&outcome)) {
        // RFC 6455 §5.5.2: "an endpoint MUST send a Pong frame in response".
        if (control->header.opcode == WebSocket::Opcode::Ping && m_writer && !m_isCloseSent) {
            m_connection->answer(m_writer->control(WebSocket::Opcode::Pong, control->payload),
                                 Cause::Auto);
        }
    } else if (std::holds_alternative<WebSocket::CloseFrame>(outcome)) {
        closeReceived();
    }
}

void WebSocketSession::echo(const WebSocket::Message &message)
{
    if (!m_writer || m_isCloseSent)
        return;
    QByteArray octets = m_writer->message(message.type, message.content);
    messageSent(octets.size());
    m_connection->answer(std::move(octets), Cause::Echo);
}

void WebSocketSession::closeReceived()
{
    const WebSocketTranscript *frames = m_connection->transcript().webSocket();
    // Ours went first, maybe as a raw frame; the server closes the transport now (§7.1.1).
    if (!frames || m_isCloseSent || isClosingComplete())
        return;
    const WebSocket::CloseBody answer = frames->closing().answer(Role::Client);
    sendClose(answer.code, answer.reason, Cause::Auto);
}

void WebSocketSession::webSocketFailed(Role from, const WebSocket::Failure &failure)
{
    if (from != Role::Server)
        return;
    Error broken = error(failure.violation == Violation::TooLarge ? ErrorCode::TooLarge
                                                                  : ErrorCode::ProtocolError,
                         ErrorSite::WebSocket);
    broken.data.append({ "violation", violationName(failure.violation).toByteArray() });
    broken.data.append({ "limit", QByteArray::number(options().maxMessageOctets) });
    m_connection->setFailure(broken);
    sendClose(failure.code, {}, Cause::Auto);
    // What follows the fault cannot be trusted to contain the peer's Close frame.
    m_connection->close(CloseGraceMs);
}

void WebSocketSession::connectionPeerFinished(Connection &connection)
{
    connection.close(CloseGraceMs);
}

std::optional<Error> WebSocketSession::outcome(const TransportEnd &end) const
{
    if (m_connection->failure())
        return m_connection->failure();
    if (isDropping() || (isLeaving() && !m_hasOpened))
        return std::nullopt; // Called off by the user.
    // With the handshake complete it does not matter how the transport goes (§7.1.4).
    if (isClosingComplete())
        return comesBack() ? std::nullopt : endOfEndpoint();
    // Its time was up: how a server that does not answer our Close goes is no failure of the run.
    if (isLeaving() && !end.error && end.how == "fin")
        return std::nullopt;
    if (end.error)
        return end.error;
    if (end.how == "reset")
        return error(ErrorCode::Reset, ErrorSite::Tcp);
    return error(ErrorCode::ClosedEarly,
                 m_hasOpened ? ErrorSite::WebSocket : ErrorSite::Http);
}

bool WebSocketSession::comesBack() const
{
    return options().reconnects.value_or(false) && !isLeaving()
        && (m_hasOpened || status().reconnectAttempt > 0);
}

void WebSocketSession::connectionEnded(Connection &connection, const TransportEnd &end)
{
    m_timer.reset();
    m_writer.reset();
    const std::optional<Error> failure = outcome(end);
    if (failure)
        connection.addError(*failure);
    setCloseCode(connection.transcript().addClosed(end, m_isRefused, loop().now()));
    // WHATWG WebSockets: `error` comes first where the connection had to be failed.
    if (!isClosingComplete() || connection.failure())
        addState("CLOSED", Closed, "error", connection.id());
    addState("CLOSED", Closed, "close", connection.id());
    loop().bury(std::move(m_connection));
    if (comesBack())
        scheduleReconnect(backOff(), {});
    else
        finish(failure);
}

void WebSocketSession::leave()
{
    if (!m_connection) {
        finish(std::nullopt);
        return;
    }
    if (m_writer && m_hasOpened)
        sendClose(NormalClosure, {}, Cause::Auto);
    else if (!m_connection->isOpen() || m_status != 0)
        m_connection->abort();
    else
        m_connection->close(CloseGraceMs);
}

void WebSocketSession::drop()
{
    if (m_connection)
        m_connection->abort();
    else
        finish(std::nullopt);
}

qint64 WebSocketSession::connectionOctets() const
{
    if (!m_connection)
        return 0;
    const ConnectionRecords &records = m_connection->transcript().records();
    return records.wireOctets(Role::Client) + records.wireOctets(Role::Server);
}

void WebSocketSession::fillTraffic(SessionStatus &status) const
{
    status.requests = m_handshakes;
    status.wireOctets = m_goneOctets + connectionOctets();
}

void WebSocketSession::fillStatus(SessionStatus &status) const
{
    status.canSend = m_writer.has_value() && !m_isCloseSent;
    if (!m_connection)
        return;
    status.queuedOctets = m_connection->pendingOctets();
    if (const WebSocketTranscript *frames = m_connection->transcript().webSocket())
        status.inProgressOctets = frames->inProgressOctets(Role::Server);
}

} // namespace Pushscope
