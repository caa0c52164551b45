// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/scenariotechniques.h"

#include "engine/mock/mockendpoints.h"

#include <algorithm>
#include <array>

namespace Pushscope {

namespace {

std::unique_ptr<MockEndpoint> eventStream(const ScenarioWorld &, const ScenarioEndpointPlan &plan,
                                          Channel &channel)
{
    return makeEventStream(plan.path, channel, { plan.event, plan.retryMs });
}

/// Of a technique that a path and a channel say everything about.
template<std::unique_ptr<MockEndpoint> (*make)(const QByteArray &, Channel &)>
std::unique_ptr<MockEndpoint> plain(const ScenarioWorld &, const ScenarioEndpointPlan &plan,
                                    Channel &channel)
{
    return make(plan.path, channel);
}

constexpr std::array Table {
    ScenarioTechnique { "websocket", false, makeScenarioWebSocket },
    ScenarioTechnique { "sse", false, eventStream },
    ScenarioTechnique { "short-poll", true, plain<makeShortPoll> },
    ScenarioTechnique { "long-poll", true, plain<makeLongPoll> },
    ScenarioTechnique { "http-stream", false, plain<makeHttpStream> },
    ScenarioTechnique { "multipart", false, plain<makeMultipart> },
    ScenarioTechnique { "iframe-stream", false, plain<makeIframeStream> },
    ScenarioTechnique { "iframe-poll", true, plain<makeIframePoll> },
    ScenarioTechnique { "jsonp", true, plain<makeJsonp> },
    ScenarioTechnique { "socket.io", false, makeScenarioSocketIo },
};

} // namespace

std::span<const ScenarioTechnique> scenarioTechniques()
{
    return Table;
}

const ScenarioTechnique *scenarioTechnique(const QByteArray &name)
{
    const auto *found = std::find_if(Table.begin(), Table.end(),
                                     [&](const auto &row) { return name == row.name; });
    return found == Table.end() ? nullptr : found;
}

} // namespace Pushscope
