// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/scenarioendpoint.h"

#include "engine/mock/mockconnection.h"
#include "engine/mock/staticendpoint.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

/// One client's own messages.
struct ScenarioEndpoint::Run {
    Run(const QByteArray &name, qint64 number)
        : channel(name)
        , client(number)
    {
    }
    Run(const Run &) = delete;
    Run &operator=(const Run &) = delete;
    ~Run()
    {
        if (shared)
            shared->unsubscribe(token);
    }

    Channel channel;
    qint64 client;
    std::unique_ptr<MockEndpoint> inner;
    std::unique_ptr<ScenarioPlayer> player;
    Channel *shared = nullptr; ///< What is published by name goes to every client.
    int token = 0;
    int requests = 0; ///< Being served.
    std::unique_ptr<Timer> forgetTimer;
};

ScenarioEndpoint::ScenarioEndpoint(const Parts &parts)
    : MockEndpoint(parts.plan.path, parts.plan.technique,
                   parts.source ? parts.world.channels.at(parts.plan.channel).get() : nullptr)
    , m_parts(parts)
    , m_technique(scenarioTechnique(parts.plan.technique))
    , m_ownChannel(parts.plan.channel)
    , m_inner(makeInner(channel() ? *channel() : m_ownChannel))
{
    setCors(parts.plan.cors);
    setOrigins(parts.plan.origins);
    m_inner->countFor(*this);
}

ScenarioEndpoint::~ScenarioEndpoint() = default;

std::unique_ptr<MockEndpoint> ScenarioEndpoint::makeInner(Channel &channel) const
{
    if (!m_technique)
        return makeStatic(m_parts.plan.path, m_parts.plan.folder);
    return m_technique->make(m_parts.world, m_parts.plan, channel);
}

/// WebSockets play the steps of each connection themselves.
bool ScenarioEndpoint::isPerClient() const
{
    const bool hasOwnSteps = !m_parts.plan.steps.empty() && m_parts.plan.technique != "websocket";
    return hasOwnSteps || (m_parts.source && m_parts.source->isPerClient);
}

void ScenarioEndpoint::serve(MockConnection &connection, const MockRequest &)
{
    if (m_parts.workers)
        m_parts.workers->serve(connection, [this, &connection] { hold(connection); });
    else
        hold(connection);
}

void ScenarioEndpoint::hold(MockConnection &connection)
{
    if (m_parts.plan.hold.count() == 0) {
        answer(connection);
        return;
    }
    EngineLoop &loop = m_parts.world.loop;
    connection.keep(loop.network().startTimer(m_parts.plan.hold, [this, &loop, &connection] {
        answer(connection);
        loop.afterEvent();
    }));
}

void ScenarioEndpoint::answer(MockConnection &connection)
{
    if (isPerClient())
        answerOwn(connection);
    else
        m_inner->serve(connection, connection.request());
}

void ScenarioEndpoint::answerOwn(MockConnection &connection)
{
    const MockRequest &request = connection.request();
    const QByteArray seen = request.field("last-event-id");
    // It had all of its own messages: to come back is to be told that there are no more.
    if (lastNumber() > 0 && seen == QByteArray::number(lastNumber())) {
        connection.respond(204, {}, {});
        return;
    }
    const QByteArray key = keyOf(request);
    Run *run = runFor(key);
    if (!run) {
        connection.respond(503, {}, "503 too many clients have messages of their own\n");
        return;
    }
    ++run->requests;
    connection.keep(std::shared_ptr<void>(run, [this, key](void *) { left(key); }));
    run->inner->serve(connection, request);
}

/// Of what each client has of its own, where responses end with it; 0: they do not.
qint64 ScenarioEndpoint::lastNumber() const
{
    if (m_parts.source)
        return m_parts.source->endsResponses ? m_parts.source->limit : 0;
    const std::vector<ScenarioStep> &steps = m_parts.plan.steps;
    if (steps.empty() || !steps.back().close)
        return 0;
    return std::count_if(steps.begin(), steps.end(),
                         [](const ScenarioStep &step) { return step.send.has_value(); });
}

QByteArray ScenarioEndpoint::keyOf(const MockRequest &request)
{
    const QByteArray &name = m_parts.plan.key;
    const QByteArray value = name.isEmpty() ? QByteArray() : request.parameter(name.constData());
    if (!value.isEmpty() || (m_technique && m_technique->isPolling))
        return '=' + value;
    return QByteArray::number(m_clients + 1); // A client of its own.
}

ScenarioEndpoint::Run *ScenarioEndpoint::runFor(const QByteArray &key)
{
    const auto found = m_runs.find(key);
    if (found != m_runs.end()) {
        found->second->forgetTimer.reset();
        return found->second.get();
    }
    if (m_runs.size() >= MaxRuns)
        return nullptr;
    auto made = std::make_unique<Run>(m_parts.plan.channel, ++m_clients);
    Run *run = made.get();
    m_runs[key] = std::move(made);
    run->inner = makeInner(run->channel);
    run->inner->countFor(*this);
    if (!m_parts.source) {
        run->player = playSteps(m_parts.world, m_parts.plan, run->channel, run->client);
        return run;
    }
    run->shared = channel();
    run->token = run->shared->subscribe([run](const ChannelMessage &message) {
        run->channel.publish(message.json, message.cause);
    });
    run->player = playChannel(m_parts.world, *m_parts.source, run->channel, run->client);
    return run;
}

void ScenarioEndpoint::left(const QByteArray &key)
{
    const auto found = m_runs.find(key);
    if (found == m_runs.end() || --found->second->requests > 0)
        return;
    // Not here: it may be its own message that made the last request end.
    EngineLoop &loop = m_parts.world.loop;
    const std::weak_ptr<bool> isAlive = m_isAlive;
    const auto delay = key.startsWith('=') ? ForgetAfter : std::chrono::milliseconds(0);
    found->second->forgetTimer = loop.network().startTimer(delay, [this, isAlive, key] {
        if (!isAlive.expired())
            m_runs.erase(key);
    });
}

} // namespace Pushscope
