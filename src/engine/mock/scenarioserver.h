// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/mock/router.h"
#include "engine/mock/scenariofeed.h"
#include "engine/mock/scenarioruns.h"

#include <memory>
#include <vector>

namespace Pushscope {

/// A scenario that runs: makes its channels and endpoints, and plays the channels for all.
///
/// Threads: on the thread of its loop.
class ScenarioServer
{
public:
    /// @p channels get those of @p scenario; both and @p router outlive it.
    ScenarioServer(const ScenarioWorld &world, std::shared_ptr<const Scenario> scenario);
    ~ScenarioServer();

    void addEndpoints(Router &router);
    void start();
    /// No message comes any more.
    void stop() { m_players.clear(); }

private:
    [[nodiscard]] std::shared_ptr<ScenarioRuns> runsOf(const ScenarioChannel &channel) const;

    ScenarioWorld m_world;
    std::shared_ptr<const Scenario> m_scenario;
    std::vector<std::unique_ptr<ScenarioPlayer>> m_players;
};

} // namespace Pushscope
