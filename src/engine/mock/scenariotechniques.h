// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/mock/mockendpoint.h"
#include "engine/mock/scenariofeed.h"

#include <memory>
#include <span>

namespace Pushscope {

/// How an endpoint of a scenario is made, one row per technique.
struct ScenarioTechnique {
    using Make = std::unique_ptr<MockEndpoint> (*)(const ScenarioWorld &world,
                                                   const ScenarioEndpointPlan &plan,
                                                   Channel &channel);

    const char *name; ///< Contract name.
    bool isPolling; ///< A client is many requests.
    Make make; ///< All that it is given outlives what it makes.
};

/// In the order in which `resources/scenario.schema.json` has them.
[[nodiscard]] std::span<const ScenarioTechnique> scenarioTechniques();
/// nullptr for a name that is none.
[[nodiscard]] const ScenarioTechnique *scenarioTechnique(const QByteArray &name);

/// WebSocket with subprotocols, on_message and steps; follows @p channel where the plan names one.
[[nodiscard]] std::unique_ptr<MockEndpoint>
makeScenarioWebSocket(const ScenarioWorld &world, const ScenarioEndpointPlan &plan,
                      Channel &channel);

/// Socket.IO as @p plan says; @p channel is the one that the endpoint is listed with, nullptr: none.
[[nodiscard]] std::unique_ptr<MockEndpoint> makeSocketIo(const ScenarioWorld &world,
                                                         const QByteArray &path,
                                                         const ScenarioSocketIo &plan,
                                                         Channel *channel);
[[nodiscard]] std::unique_ptr<MockEndpoint>
makeScenarioSocketIo(const ScenarioWorld &world, const ScenarioEndpointPlan &plan,
                     Channel &channel);
/// What a mock without a scenario has: a chat room, `chat message`, the messages of `tick` as
/// `message`, and for any other event its arguments as acknowledgement.
[[nodiscard]] ScenarioSocketIo defaultSocketIo();

} // namespace Pushscope
