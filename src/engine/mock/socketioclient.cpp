// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/socketioclient.h"

#include "capture/jsonvalue.h"
#include "capture/jsonwriter.h"
#include "engine/mock/scenariomatch.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

using SocketIo::PacketType;

namespace {

SocketIo::Revision socketRevision(EngineIo::Revision revision)
{
    return revision == EngineIo::Revision::V3 ? SocketIo::Revision::V4 : SocketIo::Revision::V5;
}

/// `{"message":…,"data":…}`; older clients are given the data, or else the message.
QByteArray errorJson(const QByteArray &message, const QByteArray &data, bool isOlder)
{
    QByteArray json;
    if (isOlder) {
        if (data.isEmpty())
            appendJsonString(json, message);
        return data.isEmpty() ? json : data;
    }
    JsonWriter writer(json);
    writer.string("message", message);
    if (!data.isEmpty())
        writer.verbatim("data", data);
    writer.finish();
    return json;
}

} // namespace

SocketIoClient::SocketIoClient(SocketIoHub &hub, const EngineIoSession::Setup &setup,
                               qint64 number, QByteArray query)
    : m_hub(hub)
    , m_session(hub.world().loop, *this, setup)
    , m_faults(hub.world().loop, hub.plan().faults, number,
               [this](const ScenarioFault &fault) { addFault(fault); })
    , m_number(number)
    , m_query(std::move(query))
    , m_assembler(socketRevision(setup.revision), SocketIo::PacketAssembler::DefaultMaxAttachments,
                  MaxAttachmentOctets)
{
}

SocketIoClient::~SocketIoClient() = default;

void SocketIoClient::start()
{
    if (isOlder()) {
        SocketIo::Packet packet;
        packet.type = PacketType::Connect;
        connectTo(packet);
        return;
    }
    m_connectTimer = m_hub.world().loop.network().startTimer(ConnectTime, [this] {
        EngineLoop &loop = m_hub.world().loop;
        m_session.close({}, Cause::Auto);
        loop.afterEvent();
    });
}

bool SocketIoClient::isIn(const QByteArray &namespaceName, const QByteArray &room) const
{
    const auto found = m_visits.find(namespaceName);
    return found != m_visits.end() && (room.isEmpty() || found->second->rooms.contains(room));
}

void SocketIoClient::messageReceived(EngineIoSession &, const EngineIo::Packet &packet)
{
    m_left.clear();
    if (packet.isBinary)
        m_assembler.addBinary(packet.data);
    else
        m_assembler.addText(packet.data);
    while (m_session.isOpen()) {
        const auto message = m_assembler.next();
        if (!message)
            return;
        const bool isRight = message->packet && message->packet->type
            && message->violations.isEmpty() && message->packet->violations.isEmpty();
        if (isRight)
            take(*message);
        else
            m_session.close({}, Cause::Auto); // As the reference does: a parse error.
    }
}

void SocketIoClient::take(const SocketIo::Message &message)
{
    const SocketIo::Packet &packet = *message.packet;
    if (packet.type == PacketType::Connect) {
        connectTo(packet);
        return;
    }
    const auto visit = m_visits.find(packet.namespaceName);
    if (visit == m_visits.end()) {
        m_session.close({}, Cause::Auto); // It speaks where it is not.
        return;
    }
    switch (*packet.type) {
    case PacketType::Disconnect:
        visit->second->end();
        m_left.push_back(std::move(visit->second));
        m_visits.erase(visit);
        break;
    case PacketType::Event:
    case PacketType::BinaryEvent:
        eventReceived(*visit->second, message);
        break;
    case PacketType::Connect:
    case PacketType::Ack:
    case PacketType::BinaryAck:
    case PacketType::ConnectError:
        break; // Nobody here waits for an answer; the records have it.
    default:
        break; // Only before 1.0, which is served elsewhere.
    }
}

void SocketIoClient::connectTo(const SocketIo::Packet &packet)
{
    const QByteArray &name = packet.namespaceName;
    if (m_visits.contains(name))
        return;
    const auto &namespaces = m_hub.plan().namespaces;
    const auto plan = std::ranges::find(namespaces, name, &ScenarioNamespace::name);
    const std::optional<QByteArray> error = plan == namespaces.end()
        ? errorJson("Invalid namespace", {}, isOlder())
        : connectError(*plan, packet);
    if (error) {
        m_session.send(std::array { socketIoPacket(PacketType::ConnectError, name, *error) },
                       Cause::Scenario, true);
        return;
    }
    m_connectTimer.reset();
    QByteArray payload;
    if (!isOlder()) {
        JsonWriter json(payload);
        json.string("sid", engineIoId());
        json.finish();
    }
    m_session.send(std::array { socketIoPacket(PacketType::Connect, name, payload) }, Cause::Auto,
                   true);
    join(*plan);
}

/// What the client is told where it may not connect.
std::optional<QByteArray> SocketIoClient::connectError(const ScenarioNamespace &plan,
                                                       const SocketIo::Packet &packet) const
{
    if (!plan.auth && !plan.refusal)
        return std::nullopt;
    QByteArray brought = packet.data.isEmpty() ? QByteArray("{}") : packet.data;
    if (isOlder())
        brought = packet.query.isEmpty()
            ? m_query
            : queryJson(QUrlQuery(QString::fromUtf8(packet.query)));
    if (plan.auth && matchesJson(*plan.auth, brought))
        return std::nullopt;
    if (!plan.refusal)
        return errorJson("not authorized", {}, isOlder());
    const TemplateValues values { .n = 1, .client = m_number, .channel = {}, .message = brought };
    return errorJson(plan.refusal->message,
                     plan.refusal->data ? plan.refusal->data->expand(values) : QByteArray(),
                     isOlder());
}

void SocketIoClient::join(const ScenarioNamespace &plan)
{
    auto owned = std::make_unique<Visit>(plan);
    Visit &visit = *owned;
    m_visits[plan.name] = std::move(owned);
    for (const ScenarioNamespace::Feed &feed : plan.feeds) {
        if (m_session.isOpen())
            follow(visit, feed);
    }
    if (m_session.isOpen())
        playSteps(visit);
}

void SocketIoClient::follow(Visit &visit, const ScenarioNamespace::Feed &feed)
{
    const ScenarioWorld &world = m_hub.world();
    const auto found = world.channels.find(feed.channel);
    if (found == world.channels.end())
        return;
    Visit::Following following;
    following.channel = found->second.get();
    const ScenarioChannel *plan = world.channelPlan ? world.channelPlan(feed.channel) : nullptr;
    if (plan && plan->isPerClient) {
        following.own = std::make_unique<Channel>(feed.channel);
        following.channel = following.own.get();
    }
    following.token = following.channel->subscribe(
        [this, &visit, &feed](const ChannelMessage &message) {
            SocketIoEmission emission = socketIoEvent(feed.event, message);
            emission.namespaceName = visit.plan.name;
            sendEvent(emission, false, message.cause);
        },
        [this] { leave({}, Cause::Scenario); });
    if (following.own)
        following.player = playChannel(world, *plan, *following.own, m_number);
    const bool isEnded = following.channel->isEnded();
    visit.followed.push_back(std::move(following));
    if (isEnded)
        leave({}, Cause::Scenario);
}

void SocketIoClient::playSteps(Visit &visit)
{
    const auto &steps = visit.plan.steps;
    if (steps.empty())
        return;
    visit.steps = std::make_unique<ScenarioPlayer>(
        m_hub.world().loop,
        [&steps](qint64 number) -> std::optional<std::chrono::milliseconds> {
            const auto step = static_cast<std::size_t>(number);
            return step < steps.size() ? std::optional(steps[step].after) : std::nullopt;
        },
        [this, &visit](qint64 number) {
            play(visit, visit.plan.steps[static_cast<std::size_t>(number)]);
            m_hub.world().changed();
        });
    visit.steps->start();
}

void SocketIoClient::sendEvent(const SocketIoEmission &emission, bool wantsAck, Cause cause,
                               bool isReply)
{
    const auto visit = m_visits.find(emission.namespaceName);
    if (visit == m_visits.end() || !m_session.isOpen())
        return;
    const auto id = wantsAck ? std::optional(visit->second->nextAckId++) : std::nullopt;
    sendPackets(emission, id, cause, isReply);
    m_faults.messageSent();
    m_hub.eventSent();
}

void SocketIoClient::leave(const MockKick &kick, Cause cause)
{
    if (!m_session.isOpen())
        return;
    std::vector<EngineIo::Packet> farewell;
    if (kick.how == MockKick::How::Close) {
        for (const auto &[name, visit] : m_visits)
            farewell.push_back(socketIoPacket(PacketType::Disconnect, name));
    }
    m_session.close(kick, cause, farewell);
}

void SocketIoClient::sessionEnded(EngineIoSession &)
{
    m_connectTimer.reset();
    // Not destroyed: one of them may be at work.
    for (const auto &[name, visit] : m_visits)
        visit->end();
    m_hub.clientEnded(*this);
}

void SocketIoClient::sessionGone(EngineIoSession &)
{
    m_hub.clientGone(*this);
}

} // namespace Pushscope
