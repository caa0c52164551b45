// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a Socket.IO endpoint of a scenario is.

#include "engine/mock/scenarioreader.h"

#include <algorithm>

namespace Pushscope {

namespace {

constexpr Template::Place RulePlace { .hasClient = true, .hasMessage = true, .hasArguments = true };
constexpr Template::Place StepPlace { .hasClient = true };

QByteArray stringOf(const ScenarioNode *node, const QByteArray &otherwise = {})
{
    return node ? node->string() : otherwise;
}

bool isTrue(const ScenarioNode *node)
{
    return node && node->boolean();
}

std::optional<std::chrono::milliseconds> milliseconds(const ScenarioNode *node)
{
    return node ? std::optional(std::chrono::milliseconds(node->integer())) : std::nullopt;
}

EngineIoSettings settingsOf(const ScenarioNode &node)
{
    EngineIoSettings settings;
    settings.pingInterval = milliseconds(node.member("ping_interval_ms"));
    settings.pingTimeout = milliseconds(node.member("ping_timeout_ms"));
    if (const ScenarioNode *most = node.member("max_payload"))
        settings.maxPayload = most->integer();
    if (const ScenarioNode *transports = node.member("transports")) {
        const auto has = [&](const char *name) {
            return std::ranges::any_of(transports->children, [&](const ScenarioNode &one) {
                return one.string() == name;
            });
        };
        settings.hasPolling = has("polling");
        settings.hasWebSocket = has("websocket");
    }
    const ScenarioNode *upgrade = node.member("upgrade");
    settings.offersUpgrade = !upgrade || upgrade->boolean();
    if (const ScenarioNode *revisions = node.member("revisions")) {
        settings.revisions.clear();
        for (const ScenarioNode &one : revisions->children)
            settings.revisions.append(static_cast<EngineIo::Revision>(one.integer()));
    }
    if (const ScenarioNode *query = node.member("query")) {
        for (const ScenarioNode &one : query->children)
            settings.query.append({ one.key, one.string() });
    }
    return settings;
}

} // namespace

bool ScenarioReader::readSocketIo(const ScenarioNode &node, ScenarioEndpointPlan &plan)
{
    ScenarioSocketIo read;
    read.engine = settingsOf(node);
    plan.channel = stringOf(node.member("channel"));
    if (!readNamespace(node, read.namespaces.emplace_back()))
        return false;
    if (const ScenarioNode *namespaces = node.member("namespaces")) {
        for (const ScenarioNode &one : namespaces->children) {
            ScenarioNamespace space;
            space.name = one.key;
            if (!readNamespace(one, space))
                return false;
            read.namespaces.push_back(std::move(space));
        }
    }
    plan.socketIo = std::move(read);
    return true;
}

bool ScenarioReader::readNamespace(const ScenarioNode &node, ScenarioNamespace &space)
{
    if (!readFeeds(node, space))
        return false;
    if (const ScenarioNode *auth = node.member("auth"))
        space.auth = *auth;
    if (const ScenarioNode *refusal = node.member("refuse")) {
        ScenarioConnectError &told = space.refusal.emplace();
        told.message = refusal->member("message")->string();
        const ScenarioNode *data = refusal->member("data");
        constexpr Template::Place Place { .hasClient = true, .hasMessage = true };
        if (data && !readTemplate(*data, Place, told.data.emplace()))
            return false;
    }
    const auto readAll = [&](const char *name, auto readOne) {
        const ScenarioNode *list = node.member(name);
        return !list || std::ranges::all_of(list->children, [&](const ScenarioNode &one) {
                   return (this->*readOne)(one, space);
               });
    };
    return readAll("on_event", &ScenarioReader::readEventRule)
        && readAll("steps", &ScenarioReader::readEventStep);
}

bool ScenarioReader::readFeeds(const ScenarioNode &node, ScenarioNamespace &space)
{
    if (const ScenarioNode *channel = node.member("channel")) {
        ScenarioNamespace::Feed feed { stringOf(node.member("event"), "message"), {} };
        if (!readChannelName(channel, feed.channel))
            return false;
        space.feeds.push_back(std::move(feed));
    }
    const ScenarioNode *events = node.member("events");
    return !events || std::ranges::all_of(events->children, [&](const ScenarioNode &one) {
        space.feeds.push_back({ one.key, {} });
        return readChannelName(&one, space.feeds.back().channel);
    });
}

bool ScenarioReader::readEmission(const ScenarioNode &node, Template::Place place,
                                  ScenarioEmission &emission)
{
    emission.event = stringOf(node.member("event"));
    emission.wantsAck = isTrue(node.member("wants_ack"));
    const ScenarioNode *arguments = node.member("args");
    const ScenarioNode *room = node.member("room");
    return (!arguments || readTemplate(*arguments, place, emission.arguments.emplace()))
        && (!room || readTemplate(*room, place, emission.room.emplace()));
}

bool ScenarioReader::readEventRule(const ScenarioNode &node, ScenarioNamespace &space)
{
    ScenarioEventRule rule;
    rule.event = node.member("event")->string();
    if (const ScenarioNode *match = node.member("match"))
        rule.match = *match;
    rule.disconnects = isTrue(node.member("disconnect"));
    const auto readOne = [&](const char *name, std::optional<Template> &made) {
        const ScenarioNode *value = node.member(name);
        return !value || readTemplate(*value, RulePlace, made.emplace());
    };
    if (!readOne("join", rule.join) || !readOne("leave", rule.leave))
        return false;
    const ScenarioNode *reply = node.member("reply");
    if (reply && !readEmission(*reply, RulePlace, rule.reply.emplace()))
        return false;
    if (const ScenarioNode *broadcast = node.member("broadcast")) {
        ScenarioEmission &emission = rule.broadcast.emplace();
        emission.to = stringOf(broadcast->member("to")) == "others"
            ? ScenarioEmission::To::Others
            : ScenarioEmission::To::All;
        if (!readEmission(*broadcast, RulePlace, emission))
            return false;
    }
    const ScenarioNode *publish = node.member("publish");
    if (publish && !readPublish(*publish, RulePlace, rule.publish.emplace()))
        return false;
    if (!readOne("ack", rule.ack))
        return false;
    space.rules.push_back(std::move(rule));
    return true;
}

bool ScenarioReader::readEventStep(const ScenarioNode &node, ScenarioNamespace &space)
{
    ScenarioEventStep step;
    step.after = milliseconds(node.member("after_ms")).value_or(std::chrono::milliseconds(0));
    step.disconnects = isTrue(node.member("disconnect"));
    if (node.member("event") && !readEmission(node, StepPlace, step.emission.emplace()))
        return false;
    const ScenarioNode *publish = node.member("publish");
    if (publish && !readPublish(*publish, StepPlace, step.publish.emplace()))
        return false;
    space.steps.push_back(std::move(step));
    return true;
}

} // namespace Pushscope
