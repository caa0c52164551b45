// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/packetwebsocket.h"

#include "capture/engineiotranscript.h"
#include "engine/api/techniques.h"
#include "engine/client/clientrequest.h"
#include "engine/client/engineioaddress.h"
#include "protocol/engineio/serializer.h"
#include "protocol/http1/serializer.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace Pushscope {

namespace {

constexpr quint16 NormalClosure = 1000;
/// After our own farewell there is nothing left to wait for but the kernel.
constexpr int CloseGraceMs = 2'000;
/// How long the body of a refusal is read on.
constexpr std::chrono::milliseconds RefusalBodyTime { 2'000 };
constexpr qsizetype MaxRefusalOctets = 64 * 1024;

} // namespace

PacketWebSocket::PacketWebSocket(Setup setup)
    : m_setup(std::move(setup))
{
}

PacketWebSocket::~PacketWebSocket() = default;

Error PacketWebSocket::error(ErrorCode code, ErrorSite where) const
{
    return { code, where,
             { { "host", m_setup.url.host.toUtf8() },
               { "port", QByteArray::number(m_setup.url.port) },
               { "url", m_setup.url.shown() } } };
}

void PacketWebSocket::begin()
{
    m_setup.cookies->apply(m_setup.options, m_setup.url, QDateTime::currentDateTimeUtc());
    Connection::Setup setup;
    setup.session = m_setup.session;
    setup.stream = m_setup.stream;
    setup.options.maxMessageOctets = m_setup.options.maxMessageOctets;
    setup.listener = this;
    setup.observer = this;
    m_connection = std::make_unique<Connection>(*m_setup.loop, setup);
    m_connection->transcript().readMessagesAs(m_setup.transcript);
    m_connection->connectTo(connectTarget(m_setup.url, m_setup.options), m_setup.url.shown(),
                            Technique::SocketIo);
}

void PacketWebSocket::connectionOpened(Connection &connection, const OpenFacts &)
{
    const Http1::RequestHead head = makeWebSocketRequest(
        m_setup.options, m_setup.url, makeOffer(m_setup.options, randomKey()));
    connection.send(Http1::serialize(head), Cause::Auto);
    startTimer();
}

void PacketWebSocket::startTimer()
{
    const auto timeout = timeoutOf(m_setup.options);
    if (timeout.count() != 0)
        m_timer = m_setup.loop->network().startTimer(timeout, [this] { timedOut(); });
}

void PacketWebSocket::timedOut()
{
    if (!m_connection)
        return;
    if (m_setup.loop->isStalled()) {
        startTimer(); // We do not read: that nothing arrives is our doing.
        return;
    }
    if (isClosingComplete()) {
        // RFC 6455 §7.1.1: the server should have closed the transport, "but MAY" we do it.
        m_connection->close(CloseGraceMs);
    } else {
        Error late = error(ErrorCode::ResponseTimeout,
                           m_writer ? ErrorSite::WebSocket : ErrorSite::Http);
        late.data.append(
            { "timeout_ms", QByteArray::number(timeoutOf(m_setup.options).count()) });
        m_connection->setFailure(late);
        m_connection->abort();
    }
    m_setup.loop->afterEvent();
}

bool PacketWebSocket::isClosingComplete() const
{
    const WebSocketTranscript *frames = m_connection->transcript().webSocket();
    return frames && frames->closing().isComplete();
}

void PacketWebSocket::responseReceived(const Http1::ResponseHead &head, quint32)
{
    constexpr int FirstFinal = 200;
    constexpr int SwitchingProtocols = 101;
    if (head.status < FirstFinal && head.status != SwitchingProtocols)
        return;
    m_status = head.status;
    m_setup.cookies->take(head, m_setup.url, QDateTime::currentDateTimeUtc());
}

void PacketWebSocket::handshakeReceived(const WebSocket::ResponseCheck &check)
{
    m_timer.reset();
    if (check.isAccepted) {
        m_writer.emplace(Role::Client, check.deflate);
        if (m_isUnwanted)
            close();
        else
            m_setup.observer->webSocketOpened();
        return;
    }
    m_isRefused = check.why == Violation::StatusNot101;
    if (!m_isRefused) {
        Error wrong = error(ErrorCode::HandshakeRefused, ErrorSite::WebSocket);
        if (check.why)
            wrong.data.append({ "violation", violationName(*check.why).toByteArray() });
        m_connection->setFailure(wrong);
        // RFC 6455 §4.1: "the client MUST _Fail the WebSocket Connection_".
        m_connection->close(CloseGraceMs);
        return;
    }
    m_timer = m_setup.loop->network().startTimer(RefusalBodyTime, [this] {
        if (m_connection)
            m_connection->close(CloseGraceMs);
        m_setup.loop->afterEvent();
    });
}

void PacketWebSocket::contentReceived(Role from, QByteArrayView content)
{
    if (from != Role::Server || !m_isRefused)
        return;
    const qsizetype room = MaxRefusalOctets - m_refusal.size();
    m_refusal += content.first(std::min(room, content.size()));
}

void PacketWebSocket::messageEnded(Role from, const Http1::MessageEnd &, quint32)
{
    if (from == Role::Server && m_isRefused)
        m_connection->close(CloseGraceMs);
}

void PacketWebSocket::unparsedReceived(Role from, QByteArrayView)
{
    if (from != Role::Server || m_status != 0)
        return;
    // No HTTP at all: waiting for a response would be in vain.
    m_connection->setFailure(error(ErrorCode::ProtocolError, ErrorSite::Http));
    m_connection->close(CloseGraceMs);
}

void PacketWebSocket::webSocketReceived(Role from, const WebSocket::Outcome &outcome)
{
    if (from != Role::Server || m_connection->failure())
        return;
    if (const auto *control = std::get_if<WebSocket::ControlFrame>(&outcome)) {
        // RFC 6455 §5.5.2: "an endpoint MUST send a Pong frame in response".
        if (control->header.opcode == WebSocket::Opcode::Ping && isOpen()) {
            m_connection->answer(m_writer->control(WebSocket::Opcode::Pong, control->payload),
                                 Cause::Auto);
        }
    } else if (std::holds_alternative<WebSocket::CloseFrame>(outcome)) {
        answerClose();
    }
}

void PacketWebSocket::webSocketFailed(Role from, const WebSocket::Failure &failure)
{
    if (from != Role::Server)
        return;
    Error broken = error(failure.violation == Violation::TooLarge ? ErrorCode::TooLarge
                                                                  : ErrorCode::ProtocolError,
                         ErrorSite::WebSocket);
    broken.data.append({ "violation", violationName(failure.violation).toByteArray() });
    broken.data.append({ "limit", QByteArray::number(m_setup.options.maxMessageOctets) });
    m_connection->setFailure(broken);
    sendClose(failure.code, {});
    // What follows the fault cannot be trusted to contain the peer's Close frame.
    m_connection->close(CloseGraceMs);
}

void PacketWebSocket::send(const EngineIo::Packet &packet, Cause cause)
{
    if (!isOpen())
        return;
    const auto type = packet.isBinary ? WebSocket::Opcode::Binary : WebSocket::Opcode::Text;
    QByteArray octets = m_writer->message(
        type, EngineIo::serializePacket(packet, m_setup.transcript->revision()));
    if (cause == Cause::Auto || cause == Cause::Echo)
        m_connection->answer(std::move(octets), cause);
    else
        m_connection->send(std::move(octets), cause);
}

void PacketWebSocket::sendClose(std::optional<quint16> code, QByteArrayView reason)
{
    if (!isOpen())
        return;
    m_isCloseSent = true;
    m_connection->send(m_writer->close(code, WebSocket::fittingReason(reason)), Cause::Auto);
    startTimer();
}

void PacketWebSocket::answerClose()
{
    const WebSocketTranscript *frames = m_connection->transcript().webSocket();
    if (!frames || m_isCloseSent || isClosingComplete())
        return;
    const WebSocket::CloseBody answer = frames->closing().answer(Role::Client);
    sendClose(answer.code, answer.reason);
}

void PacketWebSocket::close()
{
    m_isUnwanted = true;
    if (!m_connection)
        return;
    if (m_writer)
        sendClose(NormalClosure, {});
    else if (!m_connection->isOpen() || m_status != 0)
        m_connection->abort();
    else
        m_connection->close(CloseGraceMs);
}

void PacketWebSocket::abort(const std::optional<Error> &why)
{
    m_isUnwanted = true;
    if (!m_connection)
        return;
    if (why)
        m_connection->setFailure(*why);
    m_connection->abort();
}

void PacketWebSocket::connectionPeerFinished(Connection &connection)
{
    connection.close(CloseGraceMs);
}

Error PacketWebSocket::refusal() const
{
    return engineIoRefusal(m_setup.url, m_status, m_refusal);
}

std::optional<Error> PacketWebSocket::outcome(const TransportEnd &end) const
{
    if (m_connection->failure())
        return m_connection->failure();
    if (m_isUnwanted || isClosingComplete())
        return std::nullopt;
    if (m_isRefused)
        return refusal();
    if (end.error)
        return end.error;
    if (end.how == "reset")
        return error(ErrorCode::Reset, ErrorSite::Tcp);
    return error(ErrorCode::ClosedEarly, m_writer ? ErrorSite::WebSocket : ErrorSite::Http);
}

void PacketWebSocket::connectionEnded(Connection &connection, const TransportEnd &end)
{
    m_timer.reset();
    const std::optional<Error> failure = outcome(end);
    m_writer.reset();
    m_hasEnded = true;
    m_setup.observer->webSocketEnded(failure);
    connection.transcript().addClosed(end, m_isRefused, m_setup.loop->now());
}

qint64 PacketWebSocket::wireOctets() const
{
    if (!m_connection)
        return 0;
    const ConnectionRecords &records = m_connection->transcript().records();
    return records.wireOctets(Role::Client) + records.wireOctets(Role::Server);
}

qint64 PacketWebSocket::pendingOctets() const
{
    return m_connection ? m_connection->pendingOctets() : 0;
}

} // namespace Pushscope
