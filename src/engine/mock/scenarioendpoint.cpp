// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/scenarioendpoint.h"

#include "engine/mock/mockconnection.h"
#include "engine/mock/staticendpoint.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

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
    // WebSockets play the steps of each connection themselves.
    if (!m_parts.runs && !parts.plan.steps.empty() && parts.plan.technique != "websocket") {
        m_parts.runs = std::make_shared<ScenarioRuns>(
            parts.world.loop, parts.plan.channel,
            [&world = parts.world, &plan = parts.plan](Channel &channel, qint64 client) {
                return playSteps(world, plan, channel, client);
            },
            nullptr);
    }
}

ScenarioEndpoint::~ScenarioEndpoint() = default;

std::unique_ptr<MockEndpoint> ScenarioEndpoint::makeInner(Channel &channel) const
{
    if (!m_technique)
        return makeStatic(m_parts.plan.path, m_parts.plan.folder);
    return m_technique->make(m_parts.world, m_parts.plan, channel);
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
    ++m_served;
    if (!m_parts.plan.faults.empty())
        connection.setFaults(m_parts.plan.faults, m_served);
    if (m_parts.runs)
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
    const std::shared_ptr<ScenarioRuns::Run> run = m_parts.runs->join(keyOf(request));
    if (!run) {
        connection.respond(503, {}, "503 too many clients have messages of their own\n");
        return;
    }
    connection.keep(run);
    std::unique_ptr<MockEndpoint> &inner = run->endpoints[this];
    if (!inner) {
        inner = makeInner(run->channel);
        inner->countFor(*this);
    }
    inner->serve(connection, request);
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

/// The value of the key; of a polling without one something that all its requests have. Empty: the
/// request is a client of its own.
QByteArray ScenarioEndpoint::keyOf(const MockRequest &request) const
{
    const QByteArray &name = m_parts.plan.key;
    const QByteArray value = name.isEmpty() ? QByteArray() : request.parameter(name.constData());
    const bool isPolling = m_technique && m_technique->isPolling;
    return value.isEmpty() && !isPolling ? QByteArray() : '=' + value;
}

} // namespace Pushscope
