// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/engineiosession.h"

#include "engine/mock/faultsbyhand.h"
#include "engine/mock/mockconnection.h"
#include "protocol/engineio/jsonppolling.h"
#include "protocol/engineio/payloadparser.h"
#include "protocol/engineio/serializer.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

using EngineIo::Packet;
using EngineIo::PacketType;
using EngineIo::Revision;

Packet EngineIoSession::packetOf(PacketType type, const QByteArray &data)
{
    Packet packet;
    packet.type = type;
    packet.data = data;
    return packet;
}

EngineIoSession::EngineIoSession(EngineLoop &loop, EngineIoOwner &owner, Setup setup)
    : m_loop(loop)
    , m_owner(owner)
    , m_setup(std::move(setup))
    , m_heartbeat(m_setup.revision, Role::Server, m_setup.handshake,
                  std::chrono::nanoseconds(loop.now()))
    , m_upgrade(Role::Server)
    , m_transcript(std::make_shared<EngineIoTranscript>(EngineIoTranscript::Setup {
          .revision = m_setup.revision, .stream = m_setup.stream }))
    , m_since(loop.now())
{
    m_outbox.push_back(
        { packetOf(PacketType::Open, EngineIo::serializeHandshake(m_setup.handshake)) });
    schedule();
}

EngineIoSession::~EngineIoSession()
{
    for (const auto &line : { m_webSocket, m_probe }) {
        if (line)
            line->hold->session = nullptr;
    }
    if (m_poll)
        m_poll->line.hold->session = nullptr;
}

EngineIoSession::Line EngineIoSession::hold(MockConnection &connection)
{
    const auto hold = std::make_shared<Hold>(this);
    connection.keep(hold);
    m_lastRecords.emplace(connection.connection().transcript().records());
    m_address = connection.clientStatus().address;
    return { &connection, hold.get(), hold };
}

MockConnection &EngineIoSession::release(const Line &line)
{
    line.hold->session = nullptr;
    return *line.connection;
}

/// The connection serves the session no more, and it was not we who let it go.
void EngineIoSession::lost(const Hold &hold)
{
    if (m_probe && m_probe->hold == &hold) {
        m_probe.reset();
        m_upgrade.closed();
        return;
    }
    if (m_poll && m_poll->line.hold == &hold) {
        finishRecords(*m_poll->line.connection, PacketTransport::Polling);
        m_poll.reset();
    } else if (m_webSocket && m_webSocket->hold == &hold) {
        finishRecords(*m_webSocket->connection, PacketTransport::WebSocket);
        m_webSocket.reset();
    } else {
        return;
    }
    over();
}

/// A packet that waits for attachments does so in vain.
void EngineIoSession::finishRecords(MockConnection &connection, PacketTransport transport)
{
    m_transcript->finish({ .records = &connection.connection().transcript().records(),
                           .from = Role::Client,
                           .transport = transport,
                           .exchange = 0,
                           .t = m_loop.now() });
}

BodyForm EngineIoSession::requestForm(const MockRequest &request) const
{
    if (request.head.method != "POST")
        return {};
    const bool isJsonp = request.query.hasQueryItem(QStringLiteral("j"));
    return { .kind = BodyForm::Kind::EngineIo, .isJsonp = isJsonp, .engineIo = m_transcript };
}

void EngineIoSession::refuse(MockConnection &connection, EngineIoRefusal refusal)
{
    connection.respond(engineIoRefusalStatus(refusal),
                       { mockField("Content-Type", "application/json") },
                       engineIoRefusalJson(refusal));
}

void EngineIoSession::poll(MockConnection &connection, const EngineIoRequest &request)
{
    m_octetsReceived += connection.head().range.size();
    if (m_webSocket) {
        refuse(connection, EngineIoRefusal::BadRequest);
        return;
    }
    if (m_poll) {
        // "the server MUST close the session" where two polls wait at a time.
        fail();
        refuse(connection, EngineIoRefusal::BadRequest);
        return;
    }
    m_poll = Poll { hold(connection), request };
    // Nobody is waited for who goes away meanwhile.
    connection.setInLine(true);
    if (m_outbox.empty())
        perform(m_upgrade.polled());
    flush();
}

void EngineIoSession::flush()
{
    if (m_outbox.empty())
        return;
    if (m_webSocket) {
        for (const Waiting &waiting : std::exchange(m_outbox, {})) {
            if (m_webSocket)
                write(*m_webSocket, waiting.packet, waiting.cause, false);
        }
        m_outboxOctets = 0;
    } else if (m_poll) {
        m_outboxOctets = 0;
        answerPollByOutbox();
    }
    if (m_state == State::Leaving && m_outbox.empty())
        over();
}

/// One answer, one cause: that of the packets that are on purpose wrong, where there are any.
void EngineIoSession::answerPollByOutbox()
{
    std::vector<Packet> packets;
    Cause cause = Cause::Scenario;
    for (Waiting &waiting : std::exchange(m_outbox, {})) {
        cause = waiting.cause == Cause::Fault ? Cause::Fault : cause;
        packets.push_back(std::move(waiting.packet));
    }
    answerPoll(packets, cause);
}

void EngineIoSession::answerPoll(std::span<const Packet> packets, Cause cause)
{
    const Poll poll = *std::exchange(m_poll, std::nullopt);
    const bool isBinary = poll.request.readsBinary && revision() == Revision::V3
        && std::ranges::any_of(packets, &Packet::isBinary);
    QByteArray body = EngineIo::serializePayload(
        packets, revision(),
        isBinary ? EngineIo::BinaryForm::Octets : EngineIo::BinaryForm::Base64);
    QByteArray type = isBinary ? "application/octet-stream" : "text/plain; charset=UTF-8";
    if (poll.request.j) {
        body = EngineIo::serializeJsonpAnswer(body, *poll.request.j);
        type = "text/javascript; charset=UTF-8";
    }
    m_octetsSent += body.size();
    release(poll.line).respond(200,
                               { mockField("Content-Type", type),
                                 mockField("Cache-Control", "no-store") },
                               body,
                               { .kind = BodyForm::Kind::EngineIo,
                                 .parameter = poll.request.j.value_or(QByteArray()),
                                 .isJsonp = poll.request.j.has_value(),
                                 .engineIo = m_transcript },
                               cause);
}

void EngineIoSession::post(MockConnection &connection, const EngineIoRequest &request)
{
    const MockRequest &posted = connection.request();
    m_octetsReceived += connection.head().range.size() + posted.body.size();
    if (m_webSocket || m_state != State::Open) {
        refuse(connection, EngineIoRefusal::BadRequest);
        return;
    }
    if (posted.isBodyTooLarge || posted.body.size() > m_setup.maxPayload) {
        fail();
        connection.respond(413, {}, "413 longer than maxPayload\n");
        return;
    }
    bool isRight = true;
    if (request.j) {
        const EngineIo::CarriedPayload carried = EngineIo::parseJsonpForm(posted.body);
        isRight = carried.violations.isEmpty() && takePayload(carried.payload);
    } else {
        isRight = takePayload(posted.body);
    }
    if (!isRight) {
        fail();
        refuse(connection, EngineIoRefusal::BadRequest);
        return;
    }
    connection.respond(200, { mockField("Content-Type", "text/html") }, "ok",
                       { BodyForm::Kind::Plain, {} });
}

/// False where it breaks a rule after which nothing can be made of the rest.
bool EngineIoSession::takePayload(QByteArrayView payload)
{
    EngineIo::PayloadParser parser(revision(), m_setup.maxPayload);
    parser.feed(payload);
    parser.finish();
    while (m_state == State::Open) {
        const auto packet = parser.next();
        if (!packet)
            break;
        if (!packet->type || !packet->violations.isEmpty())
            return false;
        received(*packet);
    }
    return true;
}

void EngineIoSession::received(const Packet &packet)
{
    m_heartbeat.received(packet, now());
    schedule();
    const bool isPingers = revision() == Revision::V3; // The client is who pings.
    switch (*packet.type) {
    case PacketType::Ping:
        if (isPingers && !m_owner.wantsHeartbeat(*this))
            return;
        if (isPingers)
            send(std::array { packetOf(PacketType::Pong, packet.data) }, Cause::Auto, true);
        else
            fail();
        return;
    case PacketType::Pong:
        if (isPingers)
            fail();
        return;
    case PacketType::Message:
        m_owner.messageReceived(*this, packet);
        return;
    case PacketType::Close:
        if (m_poll)
            answerPoll(std::array { packetOf(PacketType::Noop) });
        if (m_webSocket)
            release(*std::exchange(m_webSocket, std::nullopt)).finish({}, {}, Cause::Auto);
        over();
        return;
    case PacketType::Open:
    case PacketType::Upgrade:
    case PacketType::Noop:
        return; // Of no meaning from a client here; the records say so.
    }
}

void EngineIoSession::send(std::span<const Packet> packets, Cause cause, bool isReply)
{
    if (m_state != State::Open)
        return;
    if (m_webSocket) {
        for (const Packet &packet : packets) {
            if (m_webSocket) // A peer that is too slow is sent away meanwhile.
                write(*m_webSocket, packet, cause, isReply);
        }
        return;
    }
    // Judged before they join, so that one that is long does not make a client slow that polls.
    if (m_outboxOctets > MaxQueuedOctets) {
        addError(ErrorCode::SlowConsumer, "limit", MaxQueuedOctets);
        fail();
        return;
    }
    for (const Packet &packet : packets) {
        m_outboxOctets += packet.data.size() + 1;
        // Who polls decides when it goes; only that it is wrong stays ours to say.
        m_outbox.push_back({ packet, cause == Cause::Fault ? cause : Cause::Scenario });
    }
    flush();
}

void EngineIoSession::close(const MockKick &kick, Cause cause,
                            std::span<const Packet> farewell)
{
    if (m_state != State::Open)
        return;
    m_state = State::Leaving;
    end();
    for (const Packet &packet : farewell) {
        if (m_webSocket)
            write(*m_webSocket, packet, cause, false);
        else
            m_outbox.push_back({ packet });
    }
    if (kick.how == MockKick::How::Reset) {
        if (m_webSocket)
            release(*std::exchange(m_webSocket, std::nullopt)).abort();
        if (m_poll)
            release(std::exchange(m_poll, std::nullopt)->line).abort();
        over();
        return;
    }
    if (m_webSocket || m_state == State::Gone) { // A slow one is sent away meanwhile.
        if (m_webSocket)
            release(*std::exchange(m_webSocket, std::nullopt)).finish(kick.code, kick.reason, cause);
        over();
        return;
    }
    m_outbox.push_back({ packetOf(PacketType::Close) });
    m_farewellDue = m_loop.now() + std::chrono::nanoseconds(FarewellTime).count();
    flush();
    if (m_state == State::Leaving)
        schedule();
}

/// What cannot go on ends at once: nobody is expected to come for a farewell.
void EngineIoSession::fail()
{
    close({}, Cause::Auto);
    over();
}

void EngineIoSession::forget()
{
    m_outbox.clear();
    if (m_poll) {
        const Poll poll = *std::exchange(m_poll, std::nullopt);
        release(poll.line).respondWrongly(engineIoRefusalByFault(EngineIoRefusal::SessionIdUnknown));
    }
    if (m_webSocket)
        release(*std::exchange(m_webSocket, std::nullopt)).finish({}, {}, Cause::Fault);
    over();
}

void EngineIoSession::fault(const ScenarioFault &fault)
{
    if (m_webSocket)
        m_webSocket->connection->fault(fault);
}

void EngineIoSession::end()
{
    dropProbe();
    m_owner.sessionEnded(*this);
}

void EngineIoSession::over()
{
    if (m_state == State::Gone)
        return;
    const bool isEnded = std::exchange(m_state, State::Gone) == State::Leaving;
    m_timer.reset();
    if (!isEnded)
        end();
    if (m_poll)
        answerPoll(std::array { packetOf(PacketType::Close) });
    if (m_webSocket)
        release(*std::exchange(m_webSocket, std::nullopt)).finish({}, {}, Cause::Auto);
    m_owner.sessionGone(*this);
}

MockClientStatus EngineIoSession::status() const
{
    MockClientStatus status;
    status.client = m_setup.stream;
    status.connection = m_lastRecords ? m_lastRecords->ids().connection : 0;
    status.address = m_address;
    status.since = m_since;
    status.octetsReceived = m_octetsReceived;
    status.octetsSent = m_octetsSent;
    status.isWebSocket = m_webSocket.has_value();
    status.faults = faultsByHand(m_webSocket ? ServedBy::SessionSocket : ServedBy::Polling);
    if (m_webSocket) {
        const MockClientStatus line = m_webSocket->connection->clientStatus();
        status.octetsReceived += line.octetsReceived;
        status.octetsSent += line.octetsSent;
        if (!line.faults.contains("stall")) // Nothing goes to it any more.
            status.faults = line.faults;
    }
    return status;
}

} // namespace Pushscope
