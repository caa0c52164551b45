// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/api/engine.h"

#include "capture/recordsink.h"
#include "engine/client/clientrequest.h"
#include "engine/client/clientsession.h"
#include "engine/client/engineioaddress.h"
#include "engine/enginethread.h"
#include "engine/mock/mockserver.h"
#include "protocol/http1/serializer.h"
#include "transport/authoritiesfile.h"
#include "transport/clientcertificate.h"

#include <QTimer>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <utility>

namespace Pushscope {

namespace {

/// The interface is told at most this often; more than a screen shows would be lost on it.
constexpr int StatusIntervalMs = 33;
/// What disconnecting everything may take when the engine goes: a second, of which the last part
/// is left to record the ends of those that had to be dropped.
constexpr std::chrono::milliseconds FarewellTime { 800 };
constexpr std::chrono::milliseconds DropTime { 200 };

} // namespace

/// What runs on the client thread and the mock thread, and the statuses they leave for others.
class Engine::Private
{
public:
    Private(Engine &engine, RecordSink &recordSink, const Clock &clock)
        : q(engine)
        , sink(recordSink)
        , clientThread(recordSink, clock, QStringLiteral("clients"))
        , mockThread(recordSink, clock, QStringLiteral("mock"))
    {
    }

    void changed();
    void collect();
    void keep(quint32 session, const SessionStatus &status);
    [[nodiscard]] ClientSession::Callbacks callbacks(quint32 session);
    [[nodiscard]] MockServer::Callbacks mockCallbacks(quint32 session);
    void farewell();
    void checkClients();
    void checkMocks();
    [[nodiscard]] bool waitForEnd(std::chrono::milliseconds time);

    Engine &q;
    RecordSink &sink;
    EngineThread clientThread;
    EngineThread mockThread;
    QTimer statusTimer;
    std::map<quint32, std::unique_ptr<ClientSession>> clients; ///< On the client thread.
    std::map<quint32, std::unique_ptr<MockServer>> mocks; ///< On the mock thread.
    std::atomic<bool> isChanged { false };
    mutable std::mutex mutex; ///< Guards statuses.
    std::map<quint32, SessionStatus> statuses;

    std::atomic<bool> isLeaving { false };
    std::mutex endMutex; ///< Guards the two below.
    std::condition_variable endReached;
    bool areClientsOver = false;
    bool areMocksOver = false;
};

void Engine::Private::keep(quint32 session, const SessionStatus &status)
{
    const std::lock_guard lock(mutex);
    statuses[session] = status;
}

void Engine::Private::changed()
{
    isChanged = true;
}

/// Asks the sessions where they stand, on their threads, then tells the interface.
void Engine::Private::collect()
{
    if (!isChanged.exchange(false))
        return;
    clientThread.run([this](EngineLoop &) {
        for (const auto &[session, client] : clients)
            keep(session, client->status());
        mockThread.run([this](EngineLoop &) {
            for (const auto &[session, mock] : mocks)
                keep(session, mock->status());
            QMetaObject::invokeMethod(&q, &Engine::statusesChanged, Qt::QueuedConnection);
        });
    });
}

ClientSession::Callbacks Engine::Private::callbacks(quint32 session)
{
    return { [this] { changed(); },
             [this, session](const SessionOutcome &outcome) {
                 changed();
                 checkClients();
                 QMetaObject::invokeMethod(
                     &q, [this, session, outcome] { emit q.sessionEnded(session, outcome); },
                     Qt::QueuedConnection);
             } };
}

MockServer::Callbacks Engine::Private::mockCallbacks(quint32 session)
{
    return { [this] {
                changed();
                checkMocks();
            },
             [this, session](const QUrl &url) {
                 QMetaObject::invokeMethod(
                     &q, [this, session, url] { emit q.mockStarted(session, url); },
                     Qt::QueuedConnection);
             },
             [this, session](const Error &error) {
                 QMetaObject::invokeMethod(
                     &q, [this, session, error] { emit q.mockFailed(session, error); },
                     Qt::QueuedConnection);
             } };
}

/// On the client thread.
void Engine::Private::checkClients()
{
    if (!isLeaving)
        return;
    const bool isOver = std::all_of(clients.begin(), clients.end(), [](const auto &entry) {
        return entry.second->status().state == SessionState::Closed;
    });
    const std::lock_guard lock(endMutex);
    areClientsOver = isOver;
    endReached.notify_all();
}

/// On the mock thread.
void Engine::Private::checkMocks()
{
    if (!isLeaving)
        return;
    const bool isOver = std::all_of(mocks.begin(), mocks.end(), [](const auto &entry) {
        return entry.second->isStopped();
    });
    const std::lock_guard lock(endMutex);
    areMocksOver = isOver;
    endReached.notify_all();
}

bool Engine::Private::waitForEnd(std::chrono::milliseconds time)
{
    std::unique_lock lock(endMutex);
    return endReached.wait_for(lock, time, [this] { return areClientsOver && areMocksOver; });
}

void Engine::Private::farewell()
{
    isLeaving = true;
    clientThread.run([this](EngineLoop &) {
        for (const auto &[session, client] : clients) {
            if (!client->isLeaving())
                client->disconnect();
        }
        checkClients();
    });
    mockThread.run([this](EngineLoop &) {
        for (const auto &[session, mock] : mocks)
            mock->stop();
        checkMocks();
    });
    if (!waitForEnd(FarewellTime)) {
        clientThread.run([this](EngineLoop &) {
            for (const auto &[session, client] : clients)
                client->abandon();
        });
        mockThread.run([this](EngineLoop &) {
            for (const auto &[session, mock] : mocks)
                mock->abandon();
        });
        (void)waitForEnd(DropTime);
    }
    clientThread.runAndWait([this](EngineLoop &) { clients.clear(); });
    mockThread.runAndWait([this](EngineLoop &) { mocks.clear(); });
}

Engine::Engine(RecordSink &sink, const Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, sink, clock))
{
    connect(&d->statusTimer, &QTimer::timeout, this, [this] { d->collect(); });
    d->statusTimer.start(StatusIntervalMs);
}

Engine::~Engine()
{
    d->statusTimer.stop();
    d->farewell();
}

void Engine::prepareToEnd()
{
    d->statusTimer.stop();
    disconnect();
    moveToThread(nullptr); // What is still on its way to the interface is delivered nowhere.
}

quint32 Engine::connectClient(const ClientOptions &options)
{
    ClientSession::Setup setup;
    setup.session = ++d->sink.counters().session;
    setup.stream = ++d->sink.counters().stream;
    setup.options = options;
    setup.callbacks = d->callbacks(setup.session);
    d->clientThread.run([this, setup](EngineLoop &loop) {
        auto &client = d->clients[setup.session];
        client = makeClientSession(loop, setup);
        client->start();
        d->keep(setup.session, client->status());
    });
    return setup.session;
}

void Engine::send(quint32 session, const OutgoingMessage &message)
{
    d->clientThread.run([this, session, message](EngineLoop &loop) {
        const auto client = d->clients.find(session);
        if (client == d->clients.end())
            return;
        client->second->send(message, Cause::User);
        loop.afterEvent();
    });
}

void Engine::disconnectSession(quint32 session)
{
    d->clientThread.run([this, session](EngineLoop &) {
        const auto client = d->clients.find(session);
        if (client != d->clients.end())
            client->second->disconnect();
    });
    d->mockThread.run([this, session](EngineLoop &) {
        const auto mock = d->mocks.find(session);
        if (mock != d->mocks.end())
            mock->second->stop();
    });
}

void Engine::reconnectSession(quint32 session)
{
    d->clientThread.run([this, session](EngineLoop &) {
        const auto client = d->clients.find(session);
        if (client != d->clients.end())
            client->second->reconnect();
    });
}

quint32 Engine::startMock(const MockOptions &options)
{
    const quint32 session = ++d->sink.counters().session;
    d->mockThread.run([this, session, options](EngineLoop &loop) {
        auto &mock = d->mocks[session];
        mock = std::make_unique<MockServer>(loop, session, options, d->mockCallbacks(session));
        mock->start();
        d->changed();
    });
    return session;
}

void Engine::publish(quint32 session, const QByteArray &channel, const QByteArray &message)
{
    d->mockThread.run([this, session, channel, message](EngineLoop &) {
        const auto mock = d->mocks.find(session);
        if (mock != d->mocks.end())
            mock->second->publish(channel, message);
    });
}

void Engine::kick(quint32 session, quint32 client, const MockKick &kick)
{
    d->mockThread.run([this, session, client, kick](EngineLoop &) {
        const auto mock = d->mocks.find(session);
        if (mock != d->mocks.end())
            mock->second->kick(client, kick);
    });
}

void Engine::fault(quint32 session, quint32 client, const QByteArray &kind)
{
    d->mockThread.run([this, session, client, kind](EngineLoop &) {
        const auto mock = d->mocks.find(session);
        if (mock != d->mocks.end())
            mock->second->fault(client, kind);
    });
}

QList<SessionStatus> Engine::statuses() const
{
    const std::lock_guard lock(d->mutex);
    QList<SessionStatus> list;
    for (const auto &[session, status] : d->statuses)
        list.append(status);
    return list;
}

namespace {

/// The sample key of RFC 6455 §1.3: the real one is random.
constexpr char SampleKey[] = "dGhlIHNhbXBsZSBub25jZQ==";

/// The first request of a session.
Result<QByteArray> socketIoPreview(const ClientOptions &options)
{
    const auto address = engineIoAddress(options);
    if (!address)
        return address.error();
    const auto revision = options.socketIo.revision.value_or(
        address->revision.value_or(EngineIo::Revision::V4));
    if (options.socketIo.transports == SocketIoTransports::WebSocket) {
        return Http1::serialize(makeWebSocketRequest(options,
                                                     webSocketUrl(address->url, revision, {}),
                                                     makeOffer(options, SampleKey)));
    }
    ClientOptions bare = options;
    bare.method.clear();
    bare.body.reset();
    return Http1::serialize(
        makeHttpRequest(bare, pollingUrl(address->url, revision, {}, "sample"), {}));
}

} // namespace

Result<QByteArray> Engine::requestPreview(const ClientOptions &options)
{
    if (options.technique == Technique::SocketIo)
        return socketIoPreview(options);
    const auto url = parseClientUrl(options.url);
    if (!url)
        return url.error();
    const bool isWebSocket = options.technique == Technique::WebSocket
        || (options.technique == Technique::Auto && url->isWebSocket);
    if (isWebSocket) {
        const auto offer = makeOffer(options, SampleKey);
        return Http1::serialize(makeWebSocketRequest(options, *url, offer));
    }
    QByteArray octets = Http1::serialize(makeHttpRequest(options, *url, requestHabits(options)));
    if (options.body)
        octets += *options.body;
    return octets;
}

Result<Done> Engine::checkClientCertificate(const QString &certificateFile, const QString &keyFile)
{
    if (certificateFile.isEmpty() && keyFile.isEmpty())
        return Done {};
    return Pushscope::checkClientCertificate(certificateFile, keyFile);
}

Result<Done> Engine::checkAuthorities(const QString &file)
{
    return file.isEmpty() ? Result<Done>(Done {}) : Pushscope::checkAuthorities(file);
}

} // namespace Pushscope
