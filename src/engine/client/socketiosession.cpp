// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/socketiosession.h"

#include "capture/jsonvalue.h"
#include "capture/jsonwriter.h"
#include "engine/client/engineioaddress.h"
#include "protocol/socketio/serializer.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

namespace {

constexpr int FirstServerError = 500;

EngineIo::Packet textPacket(const SocketIo::Packet &packet)
{
    EngineIo::Packet carrier;
    carrier.type = EngineIo::PacketType::Message;
    carrier.data = SocketIo::serializePacket(packet);
    return carrier;
}

EngineIo::Packet binaryPacket(const QByteArray &octets)
{
    EngineIo::Packet carrier;
    carrier.type = EngineIo::PacketType::Message;
    carrier.data = octets;
    carrier.isBinary = true;
    return carrier;
}

/// What a page would emit by `socket.send(…)`; other messages as they are.
std::optional<SocketIoEmission> emissionOf(const OutgoingMessage &message)
{
    using Type = OutgoingMessage::Type;
    if (message.type == Type::Emission)
        return message.emission;
    SocketIoEmission emission;
    emission.event = "message";
    if (message.type == Type::Text) {
        emission.arguments = "[";
        appendJsonString(emission.arguments, message.payload);
        emission.arguments += ']';
        return emission;
    }
    if (message.type != Type::Binary)
        return std::nullopt;
    emission.attachments.append(message.payload);
    return emission;
}

/// The words of a CONNECT_ERROR: up to protocol 4 a string, then an object with `message`.
QByteArray wordsOf(const SocketIo::Packet &packet)
{
    if (const auto text = jsonString(packet.data))
        return *text;
    const auto message = jsonAt(packet.data, "/message");
    const auto text = message ? jsonString(*message) : std::nullopt;
    return text.value_or(packet.data);
}

qint64 octetsOf(const SocketIo::Message &message)
{
    qint64 octets = message.packet ? message.packet->range.size() : 0;
    for (const QByteArray &attachment : message.attachments)
        octets += attachment.size();
    return octets;
}

} // namespace

SocketIoSession::SocketIoSession(EngineLoop &loop, const Setup &setup)
    : HttpSession(loop, setup)
    , m_namespaces(setup.options.socketIo)
    , m_isAlive(std::make_shared<bool>(true))
{
    setTechnique(Technique::SocketIo);
}

SocketIoSession::~SocketIoSession() = default;

bool SocketIoSession::makeEngine()
{
    const auto address = engineIoAddress(options());
    if (!address) {
        addError(address.error());
        finishOnceClosed(address.error());
        return false;
    }
    EngineIoClient::Setup engine;
    engine.session = id();
    engine.stream = stream();
    engine.options = options();
    engine.options.keepsCookies = true; // A load balancer knows a session of Engine.IO by them.
    engine.url = address->url;
    engine.revision = options().socketIo.revision.value_or(
        m_revision.value_or(address->revision.value_or(EngineIo::Revision::V4)));
    engine.detectsRevision = !options().socketIo.revision && !m_revision;
    engine.links = &links();
    engine.observer = this;
    m_engine = std::make_unique<EngineIoClient>(loop(), engine);
    m_refusal.reset();
    setState(SessionState::Connecting);
    return true;
}

void SocketIoSession::begin()
{
    if (makeEngine())
        m_engine->begin();
}

void SocketIoSession::adopt(std::unique_ptr<HttpLinks> ownLinks, std::unique_ptr<HttpRound> round,
                            const Http1::ResponseHead &head)
{
    setLinks(std::move(ownLinks));
    if (makeEngine())
        m_engine->adopt(std::move(round), head);
}

void SocketIoSession::beginWithin(std::unique_ptr<HttpLinks> ownLinks)
{
    setLinks(std::move(ownLinks));
    begin();
}

void SocketIoSession::engineNotes(QByteArrayView text)
{
    addNote(text);
}

void SocketIoSession::engineOpened()
{
    m_hasBeenOpen = true;
    m_revision = m_engine->revision();
    const SocketIo::Revision revision = m_engine->socketRevision();
    if (m_namespaces.hasUnsent(revision)) {
        addNote(revision == SocketIo::Revision::V5
                    ? "socket.io: a namespace of protocol 5 has no query, it is not sent; an auth "
                      "payload can be"
                    : "socket.io: protocol 4 has no auth payload, it is not sent; a query can be");
    }
    sendPackets(m_namespaces.connect(revision), Cause::Auto);
    if (!std::exchange(m_isScriptDone, true)) {
        for (const OutgoingMessage &message : options().script)
            send(message, Cause::Script);
    }
    changed();
}

void SocketIoSession::sendPackets(const std::vector<SocketIo::Packet> &packets, Cause cause)
{
    std::vector<EngineIo::Packet> carriers;
    for (const SocketIo::Packet &packet : packets)
        carriers.push_back(textPacket(packet));
    if (!carriers.empty())
        m_engine->send(std::move(carriers), cause);
}

void SocketIoSession::engineReceived(const SocketIo::Message &message)
{
    using Type = SocketIo::PacketType;
    if (!message.packet || !message.packet->type)
        return;
    const SocketIo::Packet &packet = *message.packet;
    switch (*packet.type) {
    case Type::Event:
    case Type::BinaryEvent:
        eventReceived(message);
        break;
    case Type::Connect:
        if (m_namespaces.received(packet))
            connected();
        break;
    case Type::ConnectError:
        refused(packet);
        break;
    case Type::Disconnect:
        if (m_namespaces.received(packet))
            checkNamespaces();
        break;
    case Type::Ack:
    case Type::BinaryAck:
        break; // Its record says to what, and after how long.
    default:
        break; // Only before 1.0, which this client does not speak.
    }
    changed();
}

void SocketIoSession::connected()
{
    resetAttempts();
    setState(SessionState::Open);
    emitWaiting();
}

void SocketIoSession::refused(const SocketIo::Packet &packet)
{
    const bool isAskedFor = m_namespaces.received(packet);
    m_refusal = Error { ErrorCode::ConnectError, ErrorSite::SocketIo,
                        { { "url", status().url.toEncoded() },
                          { "namespace", packet.namespaceName },
                          { "server_message", wordsOf(packet) } } };
    addError(*m_refusal);
    if (isAskedFor)
        checkNamespaces();
    emitWaiting();
}

/// The stock client leaves where it is in no namespace any more, and does not come back.
void SocketIoSession::checkNamespaces()
{
    if (m_namespaces.isOver() && !isLeaving())
        m_engine->close();
}

void SocketIoSession::eventReceived(const SocketIo::Message &message)
{
    answer(message);
    stopWatcher().eventArrived(message.packet->event);
    messageArrived(message.packet->data, octetsOf(message));
}

void SocketIoSession::answer(const SocketIo::Message &message)
{
    const SocketIo::Packet &packet = *message.packet;
    if (packet.ackId && options().socketIo.acknowledgement) {
        SocketIoEmission ack;
        ack.namespaceName = packet.namespaceName;
        ack.acknowledges = packet.ackId;
        ack.arguments = liftAttachments(*options().socketIo.acknowledgement, ack.attachments);
        emitNow(ack, Cause::Auto);
    }
    if (!options().echoes)
        return;
    SocketIo::Packet back;
    back.type = packet.type;
    back.namespaceName = packet.namespaceName;
    back.attachments = static_cast<qint64>(message.attachments.size());
    back.data = packet.data;
    std::vector<EngineIo::Packet> carriers { textPacket(back) };
    for (const QByteArray &attachment : message.attachments)
        carriers.push_back(binaryPacket(attachment));
    m_engine->send(std::move(carriers), Cause::Echo);
    messageSent(octetsOf(message));
}

void SocketIoSession::send(const OutgoingMessage &message, Cause cause)
{
    if (!m_engine || !m_engine->isOpen())
        return;
    if (message.type == OutgoingMessage::Type::Close) {
        disconnect();
        return;
    }
    const auto emission = emissionOf(message);
    if (!emission)
        return;
    m_waiting.push_back({ *emission, cause });
    emitWaiting();
}

/// In order: one that waits for its namespace holds up those behind it.
void SocketIoSession::emitWaiting()
{
    using State = SocketIoNamespaces::State;
    while (!m_waiting.empty() && m_engine && m_engine->isOpen()) {
        const auto state = m_namespaces.stateOf(m_waiting.front().emission.namespaceName);
        if (state == State::Waiting)
            return;
        const Waiting next = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (state == State::Refused)
            addNote(QByteArray("socket.io: nothing is emitted to " + next.emission.namespaceName
                               + ", which was refused"));
        else
            emitNow(next.emission, next.cause);
    }
}

void SocketIoSession::emitNow(const SocketIoEmission &emission, Cause cause)
{
    using Type = SocketIo::PacketType;
    const bool isBinary = !emission.attachments.isEmpty();
    SocketIo::Packet packet;
    if (emission.acknowledges)
        packet.type = isBinary ? Type::BinaryAck : Type::Ack;
    else
        packet.type = isBinary ? Type::BinaryEvent : Type::Event;
    packet.attachments = emission.attachments.size();
    packet.namespaceName = emission.namespaceName;
    packet.data = emissionData(emission);
    packet.ackId = emission.acknowledges;
    if (emission.wantsAck && !emission.acknowledges)
        packet.ackId = m_namespaces.takeAckId(emission.namespaceName);
    std::vector<EngineIo::Packet> carriers { textPacket(packet) };
    qint64 octets = carriers.front().data.size();
    for (const QByteArray &attachment : emission.attachments) {
        carriers.push_back(binaryPacket(attachment));
        octets += attachment.size();
    }
    m_engine->send(std::move(carriers), cause);
    messageSent(octets);
}

bool SocketIoSession::isFatal(const std::optional<Error> &error) const
{
    if (!error || m_hasBeenOpen)
        return false;
    // A first answer that a server may get over by itself is no reason to give up.
    const int status = error->value("status").toInt();
    return status < FirstServerError;
}

void SocketIoSession::engineEnded(const std::optional<Error> &error)
{
    m_goneTraffic.requests += m_engine->webSocketTraffic().requests;
    m_goneTraffic.wireOctets += m_engine->webSocketTraffic().wireOctets;
    m_goneEngines.push_back(std::move(m_engine));
    loop().later(m_isAlive, [this] { m_goneEngines.clear(); });
    if (error && !isLeaving())
        addError(*error);
    if (isLeaving()) {
        finishOnceClosed(std::nullopt);
        if (isDropping())
            hurryEnd();
    } else if (m_namespaces.isOver()) {
        finishOnceClosed(m_refusal ? m_refusal : endOfEndpoint());
    } else if (isFatal(error) || !options().reconnects.value_or(true)) {
        finishOnceClosed(error ? error : endOfEndpoint());
    } else {
        m_waiting.clear();
        links().closeAll({});
        scheduleReconnect(backOff(), {});
    }
}

void SocketIoSession::leave()
{
    if (!m_engine) {
        finishOnceClosed(std::nullopt);
        return;
    }
    setState(SessionState::Closing);
    if (m_engine->isOpen())
        sendPackets(m_namespaces.disconnect(), Cause::Auto);
    m_engine->close();
}

void SocketIoSession::drop()
{
    if (m_engine) {
        m_engine->abort();
        return;
    }
    finishOnceClosed(std::nullopt);
    hurryEnd();
}

void SocketIoSession::fillStatus(SessionStatus &status) const
{
    status.canSend = m_engine && m_engine->isOpen() && m_namespaces.isAnyConnected();
    if (m_engine)
        status.queuedOctets = m_engine->pendingOctets();
}

void SocketIoSession::fillTraffic(SessionStatus &status) const
{
    HttpSession::fillTraffic(status);
    LinkTraffic own = m_goneTraffic;
    if (m_engine) {
        own.requests += m_engine->webSocketTraffic().requests;
        own.wireOctets += m_engine->webSocketTraffic().wireOctets;
    }
    status.requests += own.requests;
    status.wireOctets += own.wireOctets;
}

} // namespace Pushscope
