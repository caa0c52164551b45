// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/mockconnection.h"
#include "engine/mock/scenariotechniques.h"
#include "engine/mock/socketio09.h"
#include "engine/mock/socketioclient.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

namespace {

/// Clients at a time; each takes some KiB.
constexpr std::size_t MaxClients = 10'000;
constexpr quint16 GoingAway = 1001;

class SocketIoEndpoint final : public MockEndpoint, private SocketIoHub
{
public:
    SocketIoEndpoint(ScenarioWorld world, const QByteArray &path, ScenarioSocketIo plan,
                     Channel *channel)
        : MockEndpoint(path, "socket.io", channel)
        , m_world(std::move(world))
        , m_plan(std::move(plan))
        , m_old(m_world, m_plan.namespaces.front(), *this)
    {
    }
    ~SocketIoEndpoint() override { m_isAlive.reset(); }

    [[nodiscard]] QByteArray methods() const override { return "GET POST"; }
    [[nodiscard]] bool judgesMethods() const override { return true; }
    [[nodiscard]] bool servesBelow() const override { return true; }
    [[nodiscard]] MockRequestFacts factsOf(const MockRequest &request) const override;
    void serve(MockConnection &connection, const MockRequest &request) override;
    void stop() override;

private:
    [[nodiscard]] const ScenarioWorld &world() const override { return m_world; }
    [[nodiscard]] const ScenarioSocketIo &plan() const override { return m_plan; }
    void broadcast(const SocketIoEmission &emission, bool wantsAck, const QByteArray &room,
                   const SocketIoClient *except) override;
    void eventSent() override { messageSent(); }
    void clientEnded(SocketIoClient &client) override;
    void clientGone(SocketIoClient &client) override;

    [[nodiscard]] SocketIoClient *find(const QByteArray &sid) const;
    [[nodiscard]] SocketIoClient &addClient(MockConnection &connection,
                                            const EngineIoRequest &asked);
    static void refuse(MockConnection &connection, EngineIoRefusal refusal);

    ScenarioWorld m_world;
    ScenarioSocketIo m_plan;
    SocketIo09 m_old; ///< What libraries before 1.0 ask for.
    std::map<QByteArray, std::unique_ptr<SocketIoClient>> m_clients; ///< By sid.
    std::vector<std::unique_ptr<SocketIoClient>> m_gone; ///< Destroyed from the event loop.
    qint64 m_came = 0;
    std::shared_ptr<bool> m_isAlive = std::make_shared<bool>(true);
};

void SocketIoEndpoint::refuse(MockConnection &connection, EngineIoRefusal refusal)
{
    connection.respond(engineIoRefusalStatus(refusal),
                       { mockField("Content-Type", "application/json") },
                       engineIoRefusalJson(refusal));
}

SocketIoClient *SocketIoEndpoint::find(const QByteArray &sid) const
{
    const auto found = m_clients.find(sid);
    return found == m_clients.end() ? nullptr : found->second.get();
}

MockRequestFacts SocketIoEndpoint::factsOf(const MockRequest &request) const
{
    MockRequestFacts facts;
    const QByteArray sid = request.parameter("sid");
    if (SocketIoClient *client = find(sid)) {
        facts.stream = client->clientNumber();
        facts.form = client->session().requestForm(request);
        return facts;
    }
    const auto read = readEngineIoRequest(request, m_plan.engine);
    facts.beginsClient = sid.isEmpty() && std::holds_alternative<EngineIoRequest>(read);
    return facts;
}

void SocketIoEndpoint::serve(MockConnection &connection, const MockRequest &request)
{
    const QByteArray base = path().endsWith('/') ? path().chopped(1) : path();
    const QByteArray below = request.path.mid(base.size());
    if (SocketIo09::isMeant(below)) {
        m_old.serve(connection, below);
        return;
    }
    if (!below.isEmpty() && below != "/") {
        connection.respond(404, {}, "404 there is nothing at " + request.path + "\n");
        return;
    }
    const auto read = readEngineIoRequest(request, m_plan.engine);
    if (const auto *refusal = std::get_if<EngineIoRefusal>(&read)) {
        refuse(connection, *refusal);
        return;
    }
    const auto &asked = std::get<EngineIoRequest>(read);
    SocketIoClient *client = asked.sid.isEmpty() ? nullptr : find(asked.sid);
    if (!client && !asked.sid.isEmpty()) {
        refuse(connection, EngineIoRefusal::SessionIdUnknown);
        return;
    }
    if (!asked.isGet && !asked.isPost) {
        // As the reference implementation of every generation: a session knows two methods.
        connection.respond(500, {}, {});
        return;
    }
    if (!client && m_clients.size() >= MaxClients) {
        connection.respond(503, {}, "503 too many clients\n");
        return;
    }
    if (!client)
        client = &addClient(connection, asked);
    EngineIoSession &session = client->session();
    if (client->refusesByFault(connection, asked.isWebSocket))
        return;
    if (asked.isWebSocket)
        session.webSocket(connection);
    else if (asked.isPost)
        session.post(connection, asked);
    else
        session.poll(connection, asked);
    m_world.changed();
}

SocketIoClient &SocketIoEndpoint::addClient(MockConnection &connection,
                                            const EngineIoRequest &asked)
{
    const QByteArray sid = engineIoId();
    EngineIoSession::Setup setup;
    setup.revision = asked.revision;
    setup.handshake = engineIoHandshake(m_plan.engine, asked.revision, asked.isWebSocket, sid);
    setup.maxPayload = m_plan.engine.maxPayload;
    // Handshakes sent in one go, which only breaks things, are several clients all the same.
    setup.stream = MockEndpoint::client(connection.stream()) ? ++m_world.loop.counters().stream
                                                             : connection.stream();
    auto &client = m_clients[sid];
    client = std::make_unique<SocketIoClient>(static_cast<SocketIoHub &>(*this), setup, ++m_came,
                                              queryJson(connection.request().query));
    clientCame(*client);
    client->start();
    return *client;
}

void SocketIoEndpoint::broadcast(const SocketIoEmission &emission, bool wantsAck,
                                 const QByteArray &room, const SocketIoClient *except)
{
    // One who is too slow goes meanwhile, but stays where it is until the event loop runs.
    std::vector<SocketIoClient *> meant;
    for (const auto &[sid, client] : m_clients) {
        if (client.get() != except && client->isIn(emission.namespaceName, room))
            meant.push_back(client.get());
    }
    for (SocketIoClient *client : meant)
        client->sendEvent(emission, wantsAck, Cause::Scenario);
}

void SocketIoEndpoint::clientEnded(SocketIoClient &client)
{
    clientLeft(client);
}

void SocketIoEndpoint::clientGone(SocketIoClient &client)
{
    const auto found = m_clients.find(client.session().sid());
    if (found == m_clients.end())
        return;
    m_gone.push_back(std::move(found->second));
    m_clients.erase(found);
    if (m_gone.size() > 1)
        return;
    m_world.loop.later(m_isAlive, [this] {
        m_gone.clear();
        m_world.changed();
    });
}

void SocketIoEndpoint::stop()
{
    std::vector<SocketIoClient *> open;
    for (const auto &[sid, client] : m_clients)
        open.push_back(client.get());
    for (SocketIoClient *client : open)
        client->leave({ MockKick::How::Close, GoingAway, "server stops" }, Cause::Auto);
}

} // namespace

std::unique_ptr<MockEndpoint> makeSocketIo(const ScenarioWorld &world, const QByteArray &path,
                                           const ScenarioSocketIo &plan, Channel *channel)
{
    return std::make_unique<SocketIoEndpoint>(world, path, plan, channel);
}

std::unique_ptr<MockEndpoint> makeScenarioSocketIo(const ScenarioWorld &world,
                                                   const ScenarioEndpointPlan &plan,
                                                   Channel &channel)
{
    return makeSocketIo(world, plan.path, *plan.socketIo, &channel);
}

ScenarioSocketIo defaultSocketIo()
{
    const auto templateOf = [](const char *json) {
        const ScenarioText text = readScenarioJson(json);
        const auto made = Template::compile(std::get<ScenarioNode>(text),
                                            { .hasClient = true, .hasMessage = true, .hasArguments = true });
        return std::get<Template>(made);
    };
    ScenarioNamespace main;
    main.feeds = { { "message", "tick" }, { "chat message", "chat" } };
    ScenarioEventRule chat;
    chat.event = "chat message";
    chat.publish = ScenarioPublish { "chat", std::nullopt };
    chat.ack = templateOf("\"ok\"");
    ScenarioEventRule other;
    other.event = "*";
    other.ack = templateOf("\"{{args}}\"");
    main.rules = { std::move(chat), std::move(other) };
    ScenarioSocketIo plan;
    plan.namespaces.push_back(std::move(main));
    return plan;
}

} // namespace Pushscope
