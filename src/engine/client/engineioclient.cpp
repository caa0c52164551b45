// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/engineioclient.h"

#include "engine/client/engineioaddress.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

namespace {

/// For the answer to the farewell; what has not come by then is not waited for.
constexpr std::chrono::milliseconds FarewellTime { 1'000 };

QByteArray revisionNumber(EngineIo::Revision revision)
{
    return QByteArray::number(static_cast<int>(revision));
}

} // namespace

EngineIo::Packet EngineIoClient::packetOf(EngineIo::PacketType type, QByteArrayView data)
{
    EngineIo::Packet packet;
    packet.type = type;
    packet.data = data.toByteArray();
    return packet;
}

EngineIoClient::EngineIoClient(EngineLoop &loop, Setup setup)
    : m_loop(loop)
    , m_setup(std::move(setup))
    , m_revision(m_setup.revision)
    , m_isRevisionKnown(!m_setup.detectsRevision)
{
}

EngineIoClient::~EngineIoClient()
{
    if (m_relay)
        m_relay->fallSilent();
}

std::chrono::nanoseconds EngineIoClient::now() const
{
    return std::chrono::nanoseconds(m_loop.now());
}

Error EngineIoClient::error(ErrorCode code) const
{
    return { code, ErrorSite::EngineIo,
             { { "host", m_setup.url.host.toUtf8() },
               { "port", QByteArray::number(m_setup.url.port) },
               { "url", m_setup.url.shown() } } };
}

void EngineIoClient::begin()
{
    beginPolling();
    if (m_setup.options.socketIo.transports == SocketIoTransports::WebSocket)
        beginWebSocket({});
    else
        m_polling->begin();
}

void EngineIoClient::adopt(std::unique_ptr<HttpRound> round, const Http1::ResponseHead &head)
{
    beginPolling();
    m_polling->adopt(std::move(round), head);
}

/// A session of its own, as far as packets are concerned.
void EngineIoClient::beginPolling()
{
    if (m_relay)
        m_relay->fallSilent();
    EngineIoTranscript::Setup records;
    records.revision = m_revision;
    records.detectsRevision = !m_isRevisionKnown;
    records.stream = m_setup.stream;
    m_relay = PacketRelay::create(records, this);
    PollingTransport::Setup polling;
    polling.links = m_setup.links;
    polling.options = m_setup.options;
    polling.url = m_setup.url;
    polling.transcript = PacketRelay::transcriptOf(m_relay);
    polling.observer = this;
    if (m_polling)
        m_oldPollings.push_back(std::move(m_polling));
    m_polling = std::make_unique<PollingTransport>(polling);
}

void EngineIoClient::beginWebSocket(const QByteArray &sid)
{
    PacketWebSocket::Setup setup;
    setup.loop = &m_loop;
    setup.cookies = &m_setup.links->cookies();
    setup.session = m_setup.session;
    setup.stream = m_setup.stream;
    setup.options = m_setup.options;
    setup.url = webSocketUrl(m_setup.url, m_revision, sid);
    setup.transcript = PacketRelay::transcriptOf(m_relay);
    setup.observer = this;
    ++m_webSockets;
    m_webSocket = std::make_unique<PacketWebSocket>(setup);
    m_webSocket->begin();
}

/// The server speaks another revision than was asked for.
void EngineIoClient::restart(EngineIo::Revision revision, QByteArrayView why)
{
    m_setup.observer->engineNotes(
        QByteArray("socket.io: the server does not speak revision " + revisionNumber(m_revision)
                   + " of Engine.IO (" + why + "); asking for revision "
                   + revisionNumber(revision)));
    m_revision = revision;
    m_isRevisionKnown = true;
    m_state = State::Opening;
    m_graceTimer.reset();
    m_heartbeat.reset();
    m_timer.reset();
    m_relay->fallSilent();
    if (m_webSocket) {
        m_webSocket->close();
        m_oldWebSockets.push_back(std::move(m_webSocket));
    }
    begin();
}

void EngineIoClient::engineIoReceived(const EngineIo::Packet &packet, ViolationSet,
                                      const PacketArrival &arrival)
{
    using Type = EngineIo::PacketType;
    if (arrival.from != Role::Server || m_state == State::Closing || m_state == State::Over)
        return;
    const bool isPolling = arrival.transport == PacketTransport::Polling;
    if (m_state == State::Opening) {
        handshakeReceived(packet, isPolling);
        return;
    }
    if (m_state == State::Deciding && packet.type == Type::Ping)
        open(); // Only a server of revision 4 pings.
    if (!isPolling && m_upgrade) {
        run(m_upgrade->received(packet, false, now()));
        return;
    }
    m_heartbeat->received(packet, now());
    if (packet.type == Type::Ping && m_revision == EngineIo::Revision::V4)
        send({ packetOf(Type::Pong, packet.data) }, Cause::Auto);
    else if (packet.type == Type::Close)
        fail(std::nullopt);
    else if (m_heartbeat->deadline() < m_timerDue)
        startTimer();
}

void EngineIoClient::handshakeReceived(const EngineIo::Packet &packet, bool isPolling)
{
    const auto handshake = packet.type == EngineIo::PacketType::Open
        ? EngineIo::parseHandshake(packet.data)
        : std::nullopt;
    if (!handshake) {
        fail(error(ErrorCode::ProtocolError));
        return;
    }
    m_handshake = *handshake;
    m_isOnWebSocket = !isPolling;
    const EngineIo::Revision answered = m_relay->transcript().revision();
    const bool isOther = isPolling && answered != m_revision;
    if (isOther)
        m_revision = answered;
    m_isRevisionKnown = m_isRevisionKnown || isPolling;
    // Only servers of revision 4 say how much a POST may hold.
    if (m_isRevisionKnown || m_handshake.maxPayloadOctets) {
        open();
        return;
    }
    m_state = State::Deciding;
    m_heartbeat.emplace(m_revision, Role::Client, m_handshake, now());
    m_graceTimer = m_loop.network().startTimer(RevisionGrace, [this] {
        decide();
        m_loop.afterEvent();
    });
}

/// The server waited to be asked for a namespace, as revision 4 does.
void EngineIoClient::decide()
{
    if (m_state == State::Deciding)
        open();
}

void EngineIoClient::open()
{
    m_state = State::Open;
    m_graceTimer.reset();
    m_isRevisionKnown = true;
    if (m_setup.detectsRevision) {
        m_setup.observer->engineNotes(QByteArray(
            "socket.io: the server speaks revision " + revisionNumber(m_revision)
            + " of Engine.IO, so protocol "
            + QByteArray::number(static_cast<int>(socketRevision())) + " of Socket.IO"));
    }
    m_heartbeat.emplace(m_revision, Role::Client, m_handshake, now());
    if (!m_isOnWebSocket) {
        m_isPollingOver = false;
        m_polling->open(m_handshake.sid, m_handshake.maxPayloadOctets);
    }
    startTimer();
    m_setup.observer->engineOpened();
    if (m_state == State::Open && !m_isOnWebSocket)
        beginUpgrade();
}

void EngineIoClient::webSocketEnded(const std::optional<Error> &error)
{
    const bool isCurrent = m_webSocket && m_webSocket->hasEnded();
    if (m_upgrade && isCurrent) {
        m_upgrade->closed();
        upgradeFailed(error);
        return;
    }
    if (m_state == State::Closing || m_state == State::Over) {
        settle();
        return;
    }
    const bool isNeeded = m_isOnWebSocket || m_state == State::Opening;
    if (!isCurrent || !isNeeded)
        return;
    if (error && isRevisionRefused(*error) && !m_isRevisionKnown)
        restart(EngineIo::Revision::V3, "error 5");
    else
        fail(error);
}

void EngineIoClient::pollingFailed(const Error &error)
{
    if (isRevisionRefused(error) && !m_isRevisionKnown)
        restart(EngineIo::Revision::V3, "error 5");
    else
        fail(error);
}

void EngineIoClient::socketIoReceived(const SocketIo::Message &message, ViolationSet,
                                      const PacketArrival &arrival)
{
    if (arrival.from != Role::Server)
        return;
    if (m_state == State::Deciding) {
        // Nobody asked for a namespace.
        restart(EngineIo::Revision::V3, "it connects to a namespace unasked");
        return;
    }
    if (m_state == State::Open)
        m_setup.observer->engineReceived(message);
}

void EngineIoClient::send(std::vector<EngineIo::Packet> packets, Cause cause)
{
    if (m_state != State::Open)
        return;
    if (!m_isOnWebSocket) {
        m_polling->send(std::move(packets), cause);
        return;
    }
    for (const EngineIo::Packet &packet : packets)
        m_webSocket->send(packet, cause);
}

void EngineIoClient::close()
{
    if (m_state == State::Closing || m_state == State::Over)
        return;
    if (m_state != State::Open) {
        abort();
        return;
    }
    if (!m_isOnWebSocket)
        m_polling->send({ packetOf(EngineIo::PacketType::Close) }, Cause::Auto);
    m_state = State::Closing;
    m_timer.reset();
    m_upgrade.reset();
    if (!m_isOnWebSocket)
        m_polling->close();
    if (m_webSocket && !m_webSocket->hasEnded())
        m_webSocket->close();
    m_graceTimer = m_loop.network().startTimer(FarewellTime, [this] {
        if (!m_isPollingOver)
            m_polling->abort();
        m_loop.afterEvent();
    });
    settle();
}

void EngineIoClient::abort()
{
    if (m_state == State::Over)
        return;
    m_state = State::Closing;
    m_timer.reset();
    m_graceTimer.reset();
    m_upgrade.reset();
    m_isPollingOver = false;
    m_polling->abort();
    for (const auto &old : m_oldWebSockets) {
        if (!old->hasEnded())
            old->abort({});
    }
    if (m_webSocket && !m_webSocket->hasEnded())
        m_webSocket->abort(m_error);
    settle();
}

void EngineIoClient::fail(const std::optional<Error> &error)
{
    if (m_state == State::Closing || m_state == State::Over)
        return;
    m_error = error;
    abort();
}

void EngineIoClient::pollingClosed()
{
    m_isPollingOver = true;
    settle();
}

/// The end is told once nothing is under way any more.
void EngineIoClient::settle()
{
    if (m_state != State::Closing || !m_isPollingOver)
        return;
    const bool isOldOpen = std::ranges::any_of(
        m_oldWebSockets, [](const auto &old) { return !old->hasEnded(); });
    if (isOldOpen || (m_webSocket && !m_webSocket->hasEnded()))
        return;
    m_state = State::Over;
    m_graceTimer.reset();
    m_relay->fallSilent();
    m_setup.observer->engineEnded(m_error);
}

qint64 EngineIoClient::pendingOctets() const
{
    return m_webSocket ? m_webSocket->pendingOctets() : 0;
}

LinkTraffic EngineIoClient::webSocketTraffic() const
{
    LinkTraffic sum { m_webSockets, m_webSocket ? m_webSocket->wireOctets() : 0 };
    for (const auto &old : m_oldWebSockets)
        sum.wireOctets += old->wireOctets();
    return sum;
}

} // namespace Pushscope
