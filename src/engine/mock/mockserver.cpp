// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/mockserver.h"

#include "capture/jsonwriter.h"
#include "engine/mock/channel.h"
#include "engine/mock/faultsbyhand.h"
#include "engine/mock/mockconnection.h"
#include "engine/mock/mockendpoints.h"
#include "engine/mock/mockidentity.h"
#include "engine/mock/router.h"
#include "engine/mock/scenarioserver.h"
#include "engine/mock/scenariotechniques.h"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>
#include <vector>

namespace Pushscope {

namespace {

constexpr std::chrono::milliseconds TickInterval { 1'000 };
/// With port 0 the first address picks; if another address has that port taken, a new one is
/// picked this often.
constexpr int PortAttempts = 8;
constexpr qint64 NsPerSecond = 1'000'000'000;

} // namespace

class MockServer::Private final : public MockConnectionOwner
{
public:
    Private(EngineLoop &engineLoop, quint32 id, const MockOptions &mockOptions,
            MockServer::Callbacks mockCallbacks)
        : loop(engineLoop)
        , session(id)
        , options(mockOptions)
        , callbacks(std::move(mockCallbacks))
    {
    }

    void addEndpoints();
    void addDefaults();
    [[nodiscard]] std::vector<DemoTile> tiles() const;
    [[nodiscard]] std::optional<Error> listen();
    [[nodiscard]] std::optional<Error> listenOnAll(quint16 port);
    [[nodiscard]] StreamListener *accept(std::unique_ptr<Stream> stream);
    void addSessionStart();
    void tick();
    void scheduleTick();
    void atClient(quint32 client, const std::function<void(MockClient &)> &act);
    [[nodiscard]] QUrl url() const;
    [[nodiscard]] QByteArray statusJson() const;

    [[nodiscard]] MockRequestFacts factsOf(const MockRequest &request) const override
    {
        const MockEndpoint *endpoint = router.find(request.path);
        return endpoint ? endpoint->factsOf(request) : MockRequestFacts();
    }
    void requestArrived(MockConnection &connection, const MockRequest &request) override
    {
        router.route(connection, request);
        callbacks.changed();
    }
    void connectionOver(MockConnection &connection) override;
    void statusChanged() override { callbacks.changed(); }

    EngineLoop &loop;
    quint32 session;
    MockOptions options;
    MockServer::Callbacks callbacks;
    std::optional<ServerIdentity> identity;
    std::vector<std::shared_ptr<Listener>> listeners;
    ChannelMap channels;
    std::unique_ptr<ScenarioServer> scenario; ///< Outlives the endpoints that it makes.
    Router router;
    std::map<MockConnection *, std::unique_ptr<MockConnection>> connections;
    std::vector<std::unique_ptr<MockConnection>> over; ///< Destroyed from the event loop.
    std::unique_ptr<Timer> tickTimer;
    int stallToken = 0;
    bool isTickDue = false;
    bool isStopped = false;
    SessionState state = SessionState::Idle;
    std::optional<Error> error;
    qint64 startedAt = 0;
    quint16 port = 0;
    /// Gone with this; posted functions look at it.
    std::shared_ptr<bool> isAlive = std::make_shared<bool>(true);
};

void MockServer::Private::addEndpoints()
{
    router.add(makeDemoPage(tiles()));
    router.add(makeStatusPage([this] { return statusJson(); }));
    router.add(makePublish(channels, options.addresses));
    if (options.scenario) {
        const ScenarioWorld world { loop, channels, [this] { callbacks.changed(); } };
        scenario = std::make_unique<ScenarioServer>(world, options.scenario);
        scenario->addEndpoints(router);
    }
    if (!router.has("/favicon.ico"))
        router.add(makeEmptyPage("/favicon.ico"));
    if (!options.scenario || options.scenario->hasDefaults)
        addDefaults();
}

/// What there is to be seen: of a scenario all that it has.
std::vector<DemoTile> MockServer::Private::tiles() const
{
    if (!options.scenario)
        return defaultTiles();
    std::vector<DemoTile> shown;
    for (const ScenarioEndpointPlan &plan : options.scenario->endpoints) {
        if (!plan.technique.isEmpty())
            shown.push_back(
                { plan.technique, plan.path, plan.event, plan.subprotocols, false });
    }
    for (const DemoTile &tile : defaultTiles()) {
        const bool isTaken = std::any_of(shown.begin(), shown.end(), [&](const auto &other) {
            return other.path == tile.path;
        });
        if (options.scenario->hasDefaults && !isTaken)
            shown.push_back(tile);
    }
    return shown;
}

/// Where a scenario has a path of its own, that is the one.
void MockServer::Private::addDefaults()
{
    for (const char *name : { "tick", "chat" }) {
        if (!channels.contains(name))
            channels[name] = std::make_unique<Channel>(name);
    }
    Channel &ticks = *channels["tick"];
    std::vector<std::unique_ptr<MockEndpoint>> endpoints;
    endpoints.push_back(makeWebSocketFeed("/ws", ticks));
    endpoints.push_back(makeWebSocketEcho("/ws/echo"));
    endpoints.push_back(makeWebSocketRoom("/chat", *channels["chat"]));
    endpoints.push_back(makeEventStream("/sse", ticks));
    endpoints.push_back(makeShortPoll("/poll", ticks));
    endpoints.push_back(makeLongPoll("/long-poll", ticks));
    endpoints.push_back(makeHttpStream("/stream", ticks));
    endpoints.push_back(makeMultipart("/multipart", ticks));
    endpoints.push_back(makeIframeStream("/iframe", ticks));
    endpoints.push_back(makeIframePoll("/iframe-poll", ticks));
    endpoints.push_back(makeJsonp("/jsonp", ticks));
    const ScenarioWorld world { loop, channels, [this] { callbacks.changed(); } };
    endpoints.push_back(makeSocketIo(world, "/socket.io/", defaultSocketIo(), &ticks));
    for (auto &endpoint : endpoints) {
        if (!router.has(endpoint->path()))
            router.add(std::move(endpoint));
    }
}

std::optional<Error> MockServer::Private::listenOnAll(quint16 wanted)
{
    listeners.clear();
    port = wanted;
    std::optional<Error> first;
    for (const QString &address : options.addresses) {
        auto listener = loop.network().listen(
            address, port, identity,
            [this](std::unique_ptr<Stream> stream) { return accept(std::move(stream)); });
        if (listener) {
            listeners.push_back(*listener);
            port = (*listener)->port();
            continue;
        }
        // A machine without IPv6 still serves IPv4, where nobody named addresses.
        const bool isOptional = listener.error().code == ErrorCode::Unreachable
            && options.addresses == MockOptions().addresses;
        if (!isOptional)
            return listener.error();
        if (!first)
            first = listener.error();
    }
    return listeners.empty() ? first : std::nullopt;
}

std::optional<Error> MockServer::Private::listen()
{
    if (options.tls.isUsed) {
        auto loaded = mockIdentity(options.tls);
        if (!loaded)
            return loaded.error();
        identity = *loaded;
    }
    std::optional<Error> failure;
    for (int attempt = 0; attempt < PortAttempts; ++attempt) {
        failure = listenOnAll(options.port);
        const bool isWorthAnother
            = failure && failure->code == ErrorCode::PortInUse && options.port == 0;
        if (!isWorthAnother)
            break;
    }
    if (failure) {
        listeners.clear();
        failure->data.emplaceBack("doing", "listen");
    }
    return failure;
}

StreamListener *MockServer::Private::accept(std::unique_ptr<Stream> stream)
{
    if (isStopped)
        return nullptr;
    Connection::Setup setup;
    setup.session = session;
    setup.stream = ++loop.counters().stream;
    auto connection = std::make_unique<MockConnection>(
        loop, setup, *this, options.recording == MockRecording::None,
        options.recording == MockRecording::Heads);
    MockConnection *raw = connection.get();
    connections[raw] = std::move(connection);
    return raw->adopt(std::move(stream));
}

void MockServer::Private::connectionOver(MockConnection &connection)
{
    const auto found = connections.find(&connection);
    if (found == connections.end())
        return;
    over.push_back(std::move(found->second));
    connections.erase(found);
    if (over.size() == 1)
        loop.later(isAlive, [this] {
            over.clear();
            callbacks.changed();
        });
}

QUrl MockServer::Private::url() const
{
    QUrl url;
    url.setScheme(options.tls.isUsed ? QStringLiteral("https") : QStringLiteral("http"));
    url.setHost(options.addresses.isEmpty() ? QStringLiteral("127.0.0.1")
                                            : options.addresses.first());
    url.setPort(port);
    url.setPath(QStringLiteral("/"));
    return url;
}

void MockServer::Private::addSessionStart()
{
    Record record;
    record.kind = RecordKind::SessionStart;
    record.t = loop.now();
    record.session = session;
    JsonWriter detail(record.detail);
    detail.string("name", QByteArray("mock :" + QByteArray::number(port)));
    detail.string("role", "mock");
    detail.string("url", url().toEncoded());
    detail.beginObject("options");
    detail.integer("port", options.port);
    detail.boolean("tls", options.tls.isUsed);
    if (options.scenario)
        detail.string("scenario", options.scenario->name.toUtf8());
    detail.end();
    detail.finish();
    loop.batch().add(std::move(record));
}

void MockServer::Private::scheduleTick()
{
    tickTimer = loop.network().startTimer(TickInterval, [this] {
        scheduleTick();
        if (loop.isStalled())
            isTickDue = true; // The recording is behind: postponed, not lost.
        else
            tick();
        loop.afterEvent();
    });
}

void MockServer::Private::tick()
{
    Channel &channel = *channels["tick"];
    QByteArray message;
    JsonWriter json(message);
    json.integer("n", channel.lastNumber() + 1);
    json.string("time", rfc3339Now());
    json.finish();
    channel.publish(message, Cause::Scenario);
    callbacks.changed();
}

void MockServer::Private::atClient(quint32 client,
                                   const std::function<void(MockClient &)> &act)
{
    for (const auto &endpoint : router.endpoints()) {
        MockClient *found = endpoint->client(client);
        if (!found)
            continue;
        act(*found);
        break;
    }
    loop.afterEvent();
    callbacks.changed();
}

QByteArray MockServer::Private::statusJson() const
{
    QByteArray body;
    JsonWriter json(body);
    json.integer("uptime_s", (loop.now() - startedAt) / NsPerSecond);
    json.beginArray("endpoints");
    QByteArray list;
    for (const auto &endpoint : router.endpoints()) {
        const MockEndpointStatus status = endpoint->status();
        if (status.technique.isEmpty())
            continue;
        if (!list.isEmpty())
            list += ',';
        JsonWriter item(list);
        item.string("path", status.path);
        item.integer("clients", status.clients);
        item.integer("sent", status.sent);
        item.finish();
    }
    json.elementsVerbatim(list);
    json.end();
    json.finish();
    return body;
}

MockServer::MockServer(EngineLoop &loop, quint32 session, const MockOptions &options,
                       Callbacks callbacks)
    : d(std::make_unique<Private>(loop, session, options, std::move(callbacks)))
{
}

MockServer::~MockServer()
{
    if (d->stallToken != 0)
        d->loop.removeStallListener(d->stallToken);
}

void MockServer::start()
{
    d->state = SessionState::Connecting;
    d->addEndpoints();
    d->error = d->listen();
    if (d->error) {
        d->state = SessionState::Closed;
        d->isStopped = true;
        d->callbacks.failed(*d->error);
        return;
    }
    d->state = SessionState::Open;
    d->startedAt = d->loop.now();
    d->addSessionStart();
    if (d->scenario)
        d->scenario->start();
    else
        d->scheduleTick();
    d->stallToken = d->loop.addStallListener([this](bool isStalled) {
        if (isStalled || !std::exchange(d->isTickDue, false))
            return;
        d->loop.later(d->isAlive, [server = d.get()] {
            if (!server->isStopped)
                server->tick();
            server->loop.afterEvent();
        });
    });
    d->loop.afterEvent();
    d->callbacks.started(d->url());
}

void MockServer::stop()
{
    if (d->isStopped)
        return;
    d->isStopped = true;
    d->state = SessionState::Closed;
    d->tickTimer.reset();
    if (d->scenario)
        d->scenario->stop();
    d->listeners.clear();
    for (const auto &endpoint : d->router.endpoints())
        endpoint->stop();
    std::vector<MockConnection *> open;
    for (const auto &[connection, owned] : d->connections)
        open.push_back(connection);
    for (MockConnection *connection : open)
        connection->goAway();
    d->loop.afterEvent();
    d->callbacks.changed();
}

void MockServer::abandon()
{
    stop();
    for (const auto &[connection, owned] : d->connections)
        connection->abort();
}

bool MockServer::isStopped() const
{
    return d->isStopped && d->connections.empty() && d->over.empty();
}

void MockServer::publish(const QByteArray &channel, const QByteArray &message)
{
    const auto found = d->channels.find(channel);
    if (found == d->channels.end() || d->isStopped)
        return;
    found->second->publish(message, Cause::User);
    d->loop.afterEvent();
    d->callbacks.changed();
}

void MockServer::kick(quint32 client, const MockKick &kick)
{
    d->atClient(client, [&](MockClient &found) { found.kick(kick); });
}

void MockServer::fault(quint32 client, const QByteArray &kind)
{
    d->atClient(client, [&](MockClient &found) {
        const auto fault = faultByHand(kind);
        if (fault && found.clientStatus().faults.contains(kind))
            found.fault(*fault);
    });
}

SessionStatus MockServer::status() const
{
    SessionStatus status;
    status.session = d->session;
    status.isMock = true;
    status.name = QStringLiteral("Mock :%1").arg(d->port);
    status.url = d->url();
    status.state = d->state;
    status.port = d->port;
    status.error = d->error;
    for (const auto &endpoint : d->router.endpoints()) {
        if (!endpoint->status().technique.isEmpty())
            status.endpoints.append(endpoint->status());
    }
    return status;
}

} // namespace Pushscope
