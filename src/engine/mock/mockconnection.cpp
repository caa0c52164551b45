// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/mockconnection.h"

#include "engine/mock/mockcors.h"
#include "engine/mock/mockendpoint.h"
#include "protocol/http1/fields.h"
#include "protocol/http1/serializer.h"
#include "protocol/websocket/openinghandshake.h"

#include <utility>

namespace Pushscope {

namespace {

constexpr quint16 NormalClosure = 1000;
constexpr quint16 TryAgainLater = 1013;

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 204:
        return "No Content";
    case 301:
        return "Moved Permanently";
    case 400:
        return "Bad Request";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 413:
        return "Content Too Large";
    case 426:
        return "Upgrade Required";
    case 500:
        return "Internal Server Error";
    case 503:
        return "Service Unavailable";
    default:
        return "";
    }
}

/// To the Connection field, of which there may be one.
void addOption(Http1::ResponseHead &head, const QByteArray &option)
{
    for (Http1::FieldLine &line : head.fields) {
        if (line.name.compare("connection", Qt::CaseInsensitive) == 0) {
            line.value += ", " + option;
            return;
        }
    }
    head.fields.push_back(mockField("Connection", option));
}

} // namespace

Http1::FieldLine mockField(const QByteArray &name, const QByteArray &value)
{
    return { name, value, {} };
}

MockConnection::MockConnection(EngineLoop &loop, const Connection::Setup &setup,
                               MockConnectionOwner &owner, bool isMuted, bool isHeadsOnly)
    : m_loop(loop)
    , m_owner(owner)
    , m_ownStream(setup.stream)
    , m_isAlive(std::make_shared<bool>(true))
{
    Connection::Setup own = setup;
    own.self = Role::Server;
    own.listener = this;
    own.observer = this;
    m_connection = std::make_unique<Connection>(loop, own);
    m_connection->transcript().records().setMuted(isMuted);
    m_connection->transcript().setHeadsOnly(isHeadsOnly);
}

MockConnection::~MockConnection()
{
    leave();
}

StreamListener *MockConnection::adopt(std::unique_ptr<Stream> stream)
{
    m_connection->adopt(std::move(stream));
    m_policyWatch.emplace(*m_connection, [this] { sendFlashPolicy(); });
    return &*m_policyWatch;
}

void MockConnection::connectionOpened(Connection &, const OpenFacts &facts)
{
    m_isTls = facts.tls.has_value();
    m_remote = facts.remote;
}

void MockConnection::requestReceived(const Http1::RequestHead &head, quint32)
{
    if (m_arrivingForm.kind != BodyForm::Kind::ByType)
        m_connection->transcript().http().readRequestAs(m_arrivingForm);
    // Also where no endpoint answers it as one: the attempt has its ws.closed all the same.
    m_isWebSocketAsked = m_isWebSocketAsked || WebSocket::isHandshakeRequest(head);
    m_isContinueDue = expectsContinue(head);
    sendContinue();
}

/// In the order of the requests, as answers are.
void MockConnection::sendContinue()
{
    // RFC 9110 §10.1.1: a server "MUST send either an immediate response with a final status code
    // […] or an immediate 100 (Continue) response to encourage the client to send the request
    // content", which it "MAY omit […] if it has already received some or all of the content".
    const bool isTurn = !m_isServing && m_waiting.empty() && !m_writer && !m_isClosing;
    if (isTurn && std::exchange(m_isContinueDue, false))
        m_connection->send("HTTP/1.1 100 Continue\r\n\r\n", Cause::Auto);
}

void MockConnection::contentReceived(Role from, QByteArrayView content)
{
    if (from != Role::Client)
        return;
    m_isContinueDue = false;
    if (m_arriving.body.size() + content.size() > MaxBodyOctets)
        m_arriving.isBodyTooLarge = true;
    else
        m_arriving.body.append(content);
}

void MockConnection::messageEnded(Role from, const Http1::MessageEnd &end, quint32 exchange)
{
    if (from != Role::Client || !end.isComplete || m_isClosing)
        return;
    m_isContinueDue = false;
    m_arriving.exchange = exchange;
    m_waiting.push_back(std::exchange(m_arriving, {}));
    checkReading();
    if (!m_isServing)
        serveNext();
}

void MockConnection::unparsedReceived(Role from, QByteArrayView)
{
    if (from != Role::Client || std::exchange(m_isBroken, true))
        return;
    if (!m_isServing)
        serveNext();
}

void MockConnection::refuse(const QByteArray &why)
{
    m_faults.reset(); // Those of the request before; of this answer there are none.
    m_isServing = true;
    m_isLast = true;
    respond(400, {}, why);
}

void MockConnection::connectionDrained(Connection &connection)
{
    if (m_closingTimer) {
        m_closingTimer.reset();
        connection.close(CloseGraceMs);
        return;
    }
    // The kernel has taken all it was given, but a fault may hold back far more.
    if (m_takingTimer && (!m_faults || m_faults->waitingOctets() <= MaxQueuedOctets)) {
        m_takingTimer.reset();
        checkReading();
    }
    if (!m_isServing)
        serveNext();
}

void MockConnection::checkReading()
{
    m_connection->setReadingPaused(m_waiting.size() >= MaxPipelined || m_takingTimer);
}

void MockConnection::serveNext()
{
    // A client that asks on and on and reads nothing waits until it does: connectionDrained().
    if (m_writer || m_isClosing || pending() > MaxQueuedOctets)
        return;
    if (m_waiting.empty()) {
        // RFC 9112 §2.2: "the recipient SHOULD respond with a 400 (Bad Request) response and
        // close the connection."
        if (m_isBroken)
            refuse("400 this is not an HTTP request\n");
        sendContinue();
        return;
    }
    m_request = std::move(m_waiting.front());
    m_waiting.pop_front();
    checkReading();
    m_isServing = true;
    m_faults.reset();
    m_cors = nullptr;
    // RFC 9112 §3.2: "A server MUST respond with a 400 (Bad Request) status code to any HTTP/1.1
    // request message that lacks a Host header field and to any request message that contains
    // more than one Host header field line".
    const std::size_t hosts = Http1::fieldValues(m_request.head.fields, "host").size();
    if (hosts > 1 || (hosts == 0 && m_request.head.version == "HTTP/1.1")) {
        refuse("400 a request names its Host once\n");
        return;
    }
    m_owner.requestArrived(*this, m_request);
    closeWhereNobodyWaits();
}

void MockConnection::responseOver()
{
    if (m_faults && m_faults->finishesLater([this] { responseOver(); }))
        return;
    leave();
    m_isServing = false;
    m_isStreaming = false;
    if (closesAfterResponse()) {
        closeOnceTaken();
        return;
    }
    // From the event loop: many pipelined requests must not nest.
    m_loop.later(m_isAlive, [this] {
        if (!m_connection->isEnded() && !m_isServing) {
            m_faults.reset(); // Their times end with the response, not with the connection.
            serveNext();
        }
        m_loop.afterEvent();
    });
}

void MockConnection::sendHead(Http1::ResponseHead head, const BodyForm &form)
{
    head.version = "HTTP/1.1";
    head.reason = reasonPhrase(head.status);
    for (Http1::FieldLine &line : corsFields(m_request, m_cors))
        head.fields.push_back(std::move(line));
    if (closesAfterResponse() || (m_isStreaming && !m_isChunked))
        addOption(head, "close");
    else if (m_request.head.version == "HTTP/1.0")
        addOption(head, "keep-alive");
    m_connection->transcript().http().expectBodyForm(form);
    putHead(std::move(head));
}

void MockConnection::respond(int status, const std::vector<Http1::FieldLine> &fields,
                             const QByteArray &right, const BodyForm &form, Cause cause)
{
    constexpr int NoContent = 204;
    if (respondsInstead())
        return;
    const QByteArray body = m_faults ? m_faults->changeBody(right) : right;
    Http1::ResponseHead head;
    head.status = status;
    head.fields = fields;
    std::erase_if(head.fields, [](const Http1::FieldLine &line) { // The one below.
        return line.name.compare("content-length", Qt::CaseInsensitive) == 0;
    });
    const bool hasType = Http1::findField(fields, "content-type") != nullptr;
    if (!hasType && !body.isEmpty())
        head.fields.push_back(mockField("Content-Type", "text/plain; charset=utf-8"));
    if (status != NoContent)
        head.fields.push_back(mockField("Content-Length", QByteArray::number(body.size())));
    sendHead(std::move(head), form);
    if (m_request.head.method != "HEAD")
        putSpoilt(body, right, cause, true);
    responseOver();
}

void MockConnection::beginStream(const std::vector<Http1::FieldLine> &fields,
                                 const BodyForm &form)
{
    if (respondsInstead())
        return;
    m_isStreaming = true;
    m_isChunked = m_request.head.version != "HTTP/1.0";
    Http1::ResponseHead head;
    head.status = 200;
    head.fields = fields;
    if (m_isChunked)
        head.fields.push_back(mockField("Transfer-Encoding", "chunked"));
    sendHead(std::move(head), form);
    if (m_request.head.method == "HEAD")
        responseOver(); // RFC 9110 §9.3.2: the head that GET would get, and no body.
}

void MockConnection::streamPiece(const QByteArray &octets, Cause cause)
{
    if (!m_isStreaming || !hasRoom())
        return;
    const QByteArray piece = m_faults ? m_faults->changePiece(octets) : octets;
    const QByteArray right = m_isChunked ? Http1::serializeChunk(piece) : piece;
    const QByteArray wire = m_faults && m_isChunked ? m_faults->changeChunk(right) : right;
    putSpoilt(wire, right, piece == octets ? cause : Cause::Fault, true);
    if (m_endpoint)
        m_endpoint->messageSent();
}

void MockConnection::streamOpening(const QByteArray &right)
{
    const QByteArray octets = m_faults ? m_faults->changeOpening(right) : right;
    if (m_isStreaming && !octets.isEmpty())
        put(m_isChunked ? Http1::serializeChunk(octets) : octets,
            octets == right ? Cause::Scenario : Cause::Fault, false);
}

void MockConnection::hold(std::chrono::milliseconds time, std::function<void()> answer)
{
    m_heldAnswer = std::move(answer);
    m_holdTimer = m_loop.network().startTimer(time, [this] {
        // Not out of the member: to answer ends the hold.
        if (const auto held = std::exchange(m_heldAnswer, {}))
            held();
        m_loop.afterEvent();
    });
}

void MockConnection::endStream(Cause cause)
{
    if (!m_isStreaming)
        return;
    const bool isChunked = m_isChunked && !(m_faults && m_faults->omitsLastChunk());
    // At once, though a fault may let what was sent go later: nothing follows the last chunk.
    m_isStreaming = false;
    if (isChunked)
        put(Http1::serializeLastChunk(), cause, false);
    else
        m_isLast = true; // The end of such a body is the end of the connection.
    responseOver();
}

/// What the peer is still to be sent, also by the faults.
qint64 MockConnection::pending() const
{
    return m_connection->pendingOctets() + (m_faults ? m_faults->waitingOctets() : 0);
}

/// Judged before a message joins the queue: one that alone is longer than the queue must not make
/// a peer slow that reads.
bool MockConnection::hasRoom()
{
    if (m_isSlow || m_isClosing)
        return false;
    if (pending() <= MaxQueuedOctets)
        return true;
    sendAway();
    return false;
}

/// Who asks for more than it takes is held up by not being read: what it sends in one go may well
/// give more replies than the queue holds before it had a chance to take any.
void MockConnection::holdUntilTaken()
{
    m_leftToTake = pending();
    if (m_leftToTake <= MaxQueuedOctets || m_takingTimer || m_isClosing)
        return;
    m_takingTimer = m_loop.network().startTimer(MaxIdleTaking, [this] { checkTaken(); });
    checkReading();
}

void MockConnection::checkTaken()
{
    m_takingTimer.reset();
    const bool hasTaken = pending() < m_leftToTake;
    if (hasTaken)
        holdUntilTaken();
    else
        sendAway();
    checkReading();
    m_loop.afterEvent();
}

void MockConnection::sendAway()
{
    m_isSlow = true;
    m_connection->addError({ ErrorCode::SlowConsumer,
                             m_writer ? ErrorSite::WebSocket : ErrorSite::Http,
                             { { "limit", QByteArray::number(MaxQueuedOctets) } } });
    leave();
    if (m_writer) {
        sendClose(TryAgainLater, "slow consumer", Cause::Auto);
    } else {
        m_isLast = true;
        endStream();
    }
    closeOnceSent();
}

void MockConnection::follow(Channel &channel, Channel::Subscriber subscriber)
{
    if (!m_isServing)
        return; // The response is over already: a HEAD, or a peer that was too slow for it.
    m_channel = &channel;
    const auto ended = [this] { finish(NormalClosure, {}, Cause::Scenario); };
    m_subscription = channel.subscribe(std::move(subscriber), ended);
    if (channel.isEnded())
        ended();
}

void MockConnection::finish(std::optional<quint16> code, const QByteArray &reason, Cause cause)
{
    if (!m_writer) {
        endStream();
        return;
    }
    sendClose(code, reason, cause);
    keep(m_loop.network().startTimer(MaxIdleTaking, [this] {
        closeOnceTaken();
        m_loop.afterEvent();
    }));
}

void MockConnection::enter(MockEndpoint &endpoint)
{
    m_endpoint = &endpoint;
    m_enteredAt = m_loop.now();
    endpoint.clientCame(*this);
    m_owner.statusChanged();
}

void MockConnection::leave()
{
    if (Channel *channel = std::exchange(m_channel, nullptr))
        channel->unsubscribe(m_subscription);
    m_holdTimer.reset();
    m_heldAnswer = {};
    if (MockEndpoint *endpoint = std::exchange(m_endpoint, nullptr))
        endpoint->clientLeft(*this);
    m_isInLine = false;
    // Not in place: what goes may come back to this function.
    const auto kept = std::exchange(m_kept, {});
}

void MockConnection::connectionEnded(Connection &connection, const TransportEnd &end)
{
    leave();
    m_faults.reset();
    m_takingTimer.reset();
    m_closingTimer.reset();
    m_writer.reset();
    if (end.error)
        connection.addError(*end.error);
    if (m_isWebSocketAsked)
        connection.transcript().addClosed(end, !connection.transcript().webSocket(), m_loop.now());
    m_owner.connectionOver(*this);
    m_owner.statusChanged();
}

} // namespace Pushscope
