// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/mockconnection.h"
#include "engine/mock/scenariomatch.h"
#include "engine/mock/scenariotechniques.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace Pushscope {

namespace {

WebSocket::Opcode opcodeOf(const ChannelMessage &message)
{
    return message.isBinary ? WebSocket::Opcode::Binary : WebSocket::Opcode::Text;
}

/// What is kept of one client.
struct Visit {
    qint64 client = 0;
    qint64 received = 0;
    qint64 stepsSent = 0;
    std::unique_ptr<ScenarioPlayer> steps;
};

class ScenarioWebSocket final : public MockEndpoint
{
public:
    ScenarioWebSocket(const ScenarioWorld &world, const ScenarioEndpointPlan &plan,
                      Channel &channel)
        : MockEndpoint(plan.path, plan.technique, &channel)
        , m_world(world)
        , m_plan(plan)
    {
    }

    void serve(MockConnection &connection, const MockRequest &) override
    {
        if (!connection.openWebSocket(m_plan.subprotocols))
            return;
        connection.enter(*this);
        auto visit = std::make_shared<Visit>();
        visit->client = ++m_clients;
        connection.keep(visit);
        connection.setMessageHandler(
            [this, &connection, visit = visit.get()](const WebSocket::Message &message) {
                received(connection, *visit,
                         channelMessage(message.content.toByteArray(),
                                        message.type == WebSocket::Opcode::Binary));
            });
        if (!m_plan.steps.empty()) {
            visit->steps = std::make_unique<ScenarioPlayer>(
                m_world.loop, stepDelays(m_plan),
                [this, &connection, visit = visit.get()](qint64 number) {
                    play(connection, *visit, m_plan.steps[static_cast<std::size_t>(number)]);
                });
            visit->steps->start();
        }
        if (m_plan.channel.isEmpty())
            return;
        connection.follow(*channel(), [&connection](const ChannelMessage &message) {
            connection.sendMessage(opcodeOf(message), message.payload, message.cause);
        });
    }

private:
    void play(MockConnection &connection, Visit &visit, const ScenarioStep &step)
    {
        const TemplateValues values { .n = visit.stepsSent + 1,
                                      .client = visit.client,
                                      .channel = m_plan.channel };
        if (step.publish)
            publishTo(m_world, *step.publish, values, nullptr);
        if (step.send) {
            ++visit.stepsSent;
            const ChannelMessage message = channelMessage(step.send->expand(values));
            connection.sendMessage(opcodeOf(message), message.payload, Cause::Scenario);
        }
        if (step.close)
            connection.finish(step.close->code, step.close->reason, Cause::Scenario);
    }

    void received(MockConnection &connection, Visit &visit, const ChannelMessage &message)
    {
        const TemplateValues values { .n = ++visit.received,
                                      .client = visit.client,
                                      .channel = m_plan.channel,
                                      .message = message.json };
        const auto rule
            = std::find_if(m_plan.rules.begin(), m_plan.rules.end(),
                           [&](const auto &one) { return matchesRule(one, message); });
        if (rule == m_plan.rules.end())
            return;
        if (rule->reply) {
            const ChannelMessage reply = rule->reply->isMessage()
                ? message
                : channelMessage(rule->reply->expand(values));
            connection.sendReply(opcodeOf(reply), reply.payload, Cause::Scenario);
        }
        if (rule->publish)
            publishTo(m_world, *rule->publish, values, &message);
        if (rule->close)
            connection.finish(rule->close->code, rule->close->reason, Cause::Scenario);
    }

    const ScenarioWorld &m_world;
    const ScenarioEndpointPlan &m_plan;
    qint64 m_clients = 0;
};

} // namespace

std::unique_ptr<MockEndpoint> makeScenarioWebSocket(const ScenarioWorld &world,
                                                    const ScenarioEndpointPlan &plan,
                                                    Channel &channel)
{
    return std::make_unique<ScenarioWebSocket>(world, plan, channel);
}

} // namespace Pushscope
