// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/scenarioserver.h"

#include "engine/mock/scenarioendpoint.h"

#include <algorithm>
#include <map>
#include <utility>

namespace Pushscope {

ScenarioServer::ScenarioServer(const ScenarioWorld &world, std::shared_ptr<const Scenario> scenario)
    : m_world(world)
    , m_scenario(std::move(scenario))
{
    for (const ScenarioChannel &channel : m_scenario->channels)
        m_world.channels[channel.name] = std::make_unique<Channel>(channel.name);
    m_world.channelPlan = [plan = m_scenario](const QByteArray &name) {
        const auto found = std::ranges::find(plan->channels, name, &ScenarioChannel::name);
        return found == plan->channels.end() ? nullptr : &*found;
    };
}

ScenarioServer::~ScenarioServer() = default;

void ScenarioServer::addEndpoints(Router &router)
{
    const auto poolOf = [this](int workers) {
        return workers > 0 ? std::make_shared<ScenarioWorkers>(m_world.loop, workers) : nullptr;
    };
    const std::shared_ptr<ScenarioWorkers> all = poolOf(m_scenario->workers);
    std::map<QByteArray, std::shared_ptr<ScenarioRuns>> runs;
    for (const ScenarioChannel &channel : m_scenario->channels) {
        if (channel.isPerClient)
            runs[channel.name] = runsOf(channel);
    }
    for (const ScenarioEndpointPlan &plan : m_scenario->endpoints) {
        const auto source
            = std::find_if(m_scenario->channels.begin(), m_scenario->channels.end(),
                           [&](const auto &channel) { return channel.name == plan.channel; });
        const bool hasSource = source != m_scenario->channels.end();
        // A Socket.IO client is more than a request, and plays its own.
        const bool isOwn = hasSource && source->isPerClient && !plan.socketIo;
        router.add(std::make_unique<ScenarioEndpoint>(ScenarioEndpoint::Parts {
            m_world, plan, hasSource ? &*source : nullptr,
            plan.workers > 0 ? poolOf(plan.workers) : all,
            isOwn ? runs[source->name] : nullptr }));
    }
}

std::shared_ptr<ScenarioRuns> ScenarioServer::runsOf(const ScenarioChannel &channel) const
{
    return std::make_shared<ScenarioRuns>(
        m_world.loop, channel.name,
        [this, &channel](Channel &own, qint64 client) {
            return playChannel(m_world, channel, own, client);
        },
        m_world.channels.at(channel.name).get());
}

void ScenarioServer::start()
{
    for (const ScenarioChannel &channel : m_scenario->channels) {
        if (!channel.isPerClient) {
            m_players.push_back(
                playChannel(m_world, channel, *m_world.channels[channel.name], 0));
        }
    }
}

} // namespace Pushscope
