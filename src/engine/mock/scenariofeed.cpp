// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/scenariofeed.h"

#include <optional>

namespace Pushscope {

std::unique_ptr<ScenarioPlayer> playChannel(const ScenarioWorld &world,
                                            const ScenarioChannel &plan, Channel &channel,
                                            qint64 client)
{
    const auto delay = [&plan](qint64 number) -> std::optional<std::chrono::milliseconds> {
        const bool isOver = plan.limit > 0 && number >= plan.limit;
        if (plan.every.count() == 0 || isOver)
            return std::nullopt;
        return number == 0 ? plan.first : plan.every;
    };
    const auto play = [&world, &plan, &channel, client](qint64 number) {
        const TemplateValues values { .n = channel.lastNumber() + 1,
                                      .client = client,
                                      .channel = plan.name };
        const auto turn = static_cast<std::size_t>(number) % plan.messages.size();
        channel.publish(plan.messages[turn].expand(values), Cause::Scenario);
        if (plan.endsResponses && number + 1 == plan.limit)
            channel.end();
        world.changed();
    };
    auto player = std::make_unique<ScenarioPlayer>(world.loop, delay, play);
    player->start();
    return player;
}

ScenarioPlayer::Delay stepDelays(const ScenarioEndpointPlan &plan)
{
    return [&plan](qint64 number) -> std::optional<std::chrono::milliseconds> {
        const auto step = static_cast<std::size_t>(number);
        return step < plan.steps.size() ? std::optional(plan.steps[step].after) : std::nullopt;
    };
}

std::unique_ptr<ScenarioPlayer> playSteps(const ScenarioWorld &world,
                                          const ScenarioEndpointPlan &plan, Channel &channel,
                                          qint64 client)
{
    const auto play = [&world, &plan, &channel, client](qint64 number) {
        const ScenarioStep &step = plan.steps[static_cast<std::size_t>(number)];
        const TemplateValues values { .n = channel.lastNumber() + 1,
                                      .client = client,
                                      .channel = plan.channel };
        if (step.send)
            channel.publish(step.send->expand(values), Cause::Scenario);
        if (step.publish)
            publishTo(world, *step.publish, values, nullptr);
        if (step.close)
            channel.end();
        world.changed();
    };
    auto player = std::make_unique<ScenarioPlayer>(world.loop, stepDelays(plan), play);
    player->start();
    return player;
}

void publishTo(const ScenarioWorld &world, const ScenarioPublish &publish,
               const TemplateValues &values, const ChannelMessage *received)
{
    const auto found = world.channels.find(publish.channel);
    if (found == world.channels.end())
        return;
    Channel &channel = *found->second;
    if (publish.message)
        channel.publish(publish.message->expand(values), Cause::Scenario);
    else if (received)
        channel.publish(received->payload, received->isBinary, Cause::Scenario);
}

} // namespace Pushscope
