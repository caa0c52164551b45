// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/mock/channel.h"
#include "engine/mock/mockendpoints.h"
#include "engine/mock/scenario.h"
#include "engine/mock/scenarioplayer.h"

#include <functional>
#include <memory>

namespace Pushscope {

/// What the parts of a running scenario share. All of it outlives them.
struct ScenarioWorld {
    EngineLoop &loop;
    ChannelMap &channels;
    std::function<void()> changed; ///< Something was sent.
    /// How a channel is played; nullptr where nothing says it.
    std::function<const ScenarioChannel *(const QByteArray &name)> channelPlan {};
};

/// Plays @p plan into @p channel, for client number @p client where each has its own; started.
/// After its last message the channel ends, if the plan says so.
[[nodiscard]] std::unique_ptr<ScenarioPlayer> playChannel(const ScenarioWorld &world,
                                                          const ScenarioChannel &plan,
                                                          Channel &channel, qint64 client);

/// Plays the steps of @p plan: what is sent goes into @p channel, and it ends where they close.
[[nodiscard]] std::unique_ptr<ScenarioPlayer> playSteps(const ScenarioWorld &world,
                                                        const ScenarioEndpointPlan &plan,
                                                        Channel &channel, qint64 client);

/// What is waited before step @p number of @p plan.
[[nodiscard]] ScenarioPlayer::Delay stepDelays(const ScenarioEndpointPlan &plan);

/// Publishes, to a channel that there is; without a message @p received goes there as it came.
void publishTo(const ScenarioWorld &world, const ScenarioPublish &publish,
               const TemplateValues &values, const ChannelMessage *received);

} // namespace Pushscope
