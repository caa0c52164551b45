// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/socketio09.h"

#include "capture/jsonvalue.h"
#include "capture/jsonwriter.h"
#include "engine/mock/engineiorequest.h"
#include "engine/mock/mockconnection.h"
#include "engine/mock/mockendpoint.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

namespace {

constexpr char Transports[] = "websocket,flashsocket,htmlfile,xhr-multipart";
constexpr char Boundary[] = "socketio";
constexpr char Connected[] = "1::";
constexpr char Heartbeat[] = "2::";
/// Reason 1, the client is not handshaken; advice 0, to connect anew.
constexpr char NotHandshaken[] = "7:::1+0";

QByteArray eventMessage(const QByteArray &name, const QByteArray &argument)
{
    QByteArray json;
    JsonWriter writer(json);
    writer.string("name", name);
    writer.beginArray("args");
    writer.elementsVerbatim(argument);
    writer.end();
    writer.finish();
    return "5:::" + json;
}

/// Calls the function that the page around the frame keeps for that.
QByteArray script(const QByteArray &message)
{
    QByteArray text;
    appendJsonString(text, message);
    text.replace('<', "\\u003c"); // Nothing in it ends the script.
    return "<script>parent.s._(" + text + ", document);</script>\n";
}

QByteArray part(const QByteArray &message)
{
    return "Content-Type: text/plain; charset=utf-8\r\n\r\n" + message + "\r\n--" + Boundary
        + "\r\n";
}

} // namespace

/// What a transport is fed by, for as long as its connection serves it.
struct SocketIo09::Following {
    std::vector<std::pair<Channel *, int>> tokens {};
    std::unique_ptr<ScenarioPlayer> heartbeat {};

    Following() = default;
    Following(const Following &) = delete;
    Following &operator=(const Following &) = delete;
    ~Following()
    {
        for (const auto &[channel, token] : tokens)
            channel->unsubscribe(token);
    }
};

SocketIo09::SocketIo09(const ScenarioWorld &world, const ScenarioNamespace &space,
                       MockEndpoint &endpoint)
    : m_world(world)
    , m_space(space)
    , m_endpoint(endpoint)
{
}

bool SocketIo09::isMeant(const QByteArray &below)
{
    return below == "/1" || below.startsWith("/1/");
}

void SocketIo09::serve(MockConnection &connection, const QByteArray &below)
{
    const QList<QByteArray> parts = below.mid(3).split('/');
    const QByteArray transport = parts.value(0);
    if (transport.isEmpty()) {
        shakeHands(connection);
        return;
    }
    const bool isKnown = std::ranges::find(m_sids, parts.value(1)) != m_sids.end();
    if (!isKnown || !QByteArray(Transports).split(',').contains(transport)) {
        connection.respond(isKnown ? 404 : 200, {}, NotHandshaken);
        return;
    }
    if (connection.head().method == "POST") {
        received(connection.request().body);
        connection.respond(200, { mockField("Content-Type", "text/plain; charset=UTF-8") }, "1");
    } else if (transport.endsWith("socket")) {
        openWebSocket(connection);
    } else {
        stream(connection, transport);
    }
}

void SocketIo09::shakeHands(MockConnection &connection)
{
    m_sids.push_back(engineIoId());
    if (m_sids.size() > MaxHandshakes)
        m_sids.pop_front();
    const QByteArray body = m_sids.back() + ':' + QByteArray::number(HeartbeatTimeout.count()) + ':'
        + QByteArray::number(CloseTimeout.count()) + ':' + Transports;
    connection.respond(200, { mockField("Content-Type", "text/plain; charset=UTF-8") }, body,
                       { BodyForm::Kind::OlderSocketIo, {} });
}

void SocketIo09::stream(MockConnection &connection, const QByteArray &transport)
{
    const bool isFrame = transport == "htmlfile";
    const QByteArray type = isFrame
        ? QByteArray("text/html; charset=UTF-8")
        : QByteArray("multipart/x-mixed-replace; boundary=\"" + QByteArray(Boundary) + '"');
    BodyForm form { isFrame ? BodyForm::Kind::Scripts : BodyForm::Kind::Parts,
                    isFrame ? QByteArray() : QByteArray(Boundary) };
    connection.enter(m_endpoint);
    connection.beginStream({ mockField("Content-Type", type),
                             mockField("Cache-Control", "no-store") },
                           form);
    connection.streamOpening(isFrame ? QByteArray("<!DOCTYPE html><html><body>\n")
                                     : QByteArray("--" + QByteArray(Boundary) + "\r\n"));
    follow(connection, [&connection, isFrame](const QByteArray &message) {
        connection.streamPiece(isFrame ? script(message) : part(message), Cause::Scenario);
    });
}

void SocketIo09::openWebSocket(MockConnection &connection)
{
    if (!connection.openWebSocket({}))
        return;
    connection.enter(m_endpoint);
    connection.setMessageHandler([this](const WebSocket::Message &message) {
        received(message.content.toByteArray());
    });
    follow(connection, [&connection](const QByteArray &message) {
        connection.sendMessage(WebSocket::Opcode::Text, message, Cause::Scenario);
    });
}

void SocketIo09::follow(MockConnection &connection,
                        const std::function<void(const QByteArray &)> &send)
{
    const auto following = std::make_shared<Following>();
    connection.keep(following);
    send(Connected);
    for (const ScenarioNamespace::Feed &feed : m_space.feeds) {
        const auto found = m_world.channels.find(feed.channel);
        if (found == m_world.channels.end())
            continue;
        const int token = found->second->subscribe(
            [send, &feed](const ChannelMessage &message) {
                send(eventMessage(feed.event, message.json));
            });
        following->tokens.emplace_back(found->second.get(), token);
    }
    following->heartbeat = std::make_unique<ScenarioPlayer>(
        m_world.loop, [](qint64) { return std::optional(HeartbeatInterval); },
        [send](qint64) { send(Heartbeat); });
    following->heartbeat->start();
}

/// `type:id:endpoint:data`; only events, type 5, lead to anything.
void SocketIo09::received(const QByteArray &message)
{
    const QList<QByteArray> head = message.left(message.indexOf('{')).split(':');
    const QByteArray data = message.mid(std::max<qsizetype>(0, message.indexOf('{')));
    const auto members = isValidJson(data) ? jsonMembers(data) : std::nullopt;
    if (head.value(0) != "5" || !members)
        return;
    QByteArray name;
    QByteArray arguments = "[]";
    for (const auto &[key, value] : *members) {
        if (key == "name")
            name = jsonString(value).value_or(QByteArray());
        else if (key == "args")
            arguments = value.toByteArray();
    }
    const auto rule = std::ranges::find_if(m_space.rules, [&](const ScenarioEventRule &one) {
        return one.event == "*" || one.event == name;
    });
    const auto elements = jsonElements(arguments);
    if (rule == m_space.rules.end() || !rule->publish || !elements)
        return;
    const QByteArray first = elements->empty() ? QByteArray("null") : elements->front().toByteArray();
    const auto found = m_world.channels.find(rule->publish->channel);
    if (found == m_world.channels.end())
        return;
    const TemplateValues values { .n = found->second->lastNumber() + 1,
                                  .channel = rule->publish->channel,
                                  .message = first,
                                  .arguments = arguments };
    const auto &made = rule->publish->message;
    found->second->publish(made ? made->expand(values) : first, Cause::Scenario);
    m_world.changed();
}

} // namespace Pushscope
