// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a scenario has a client be sent: its steps, and its rules for events.

#include "engine/mock/socketioclient.h"

#include "capture/jsonvalue.h"
#include "engine/mock/scenariomatch.h"

#include <algorithm>

namespace Pushscope {

namespace {

/// The first of a JSON array; `null` where there is none.
QByteArray firstOf(const QByteArray &list)
{
    const auto elements = jsonElements(list);
    return elements && !elements->empty() ? elements->front().toByteArray() : QByteArray("null");
}

QByteArray textOf(const Template &text, const TemplateValues &values)
{
    const QByteArray json = text.expand(values);
    return jsonString(json).value_or(json);
}

} // namespace

void SocketIoClient::play(Visit &visit, const ScenarioEventStep &step)
{
    const TemplateValues values { .n = visit.stepsSent + 1,
                                  .client = m_number,
                                  .channel = visit.channel(),
                                  .message = "null" };
    if (step.emission) {
        ++visit.stepsSent;
        SocketIoEmission nothing;
        nothing.namespaceName = visit.plan.name;
        perform(visit, *step.emission, nothing, values);
    }
    if (step.publish)
        publishTo(m_hub.world(), *step.publish, values, nullptr);
    if (step.disconnects)
        leave({}, Cause::Scenario);
}

void SocketIoClient::eventReceived(Visit &visit, const SocketIo::Message &message)
{
    const auto event = socketIoReceived(message);
    if (!event)
        return;
    const QByteArray arguments = inlinedArguments(*event);
    const TemplateValues values { .n = ++visit.received,
                                  .client = m_number,
                                  .channel = visit.channel(),
                                  .message = firstOf(arguments),
                                  .arguments = arguments };
    const auto rule = std::ranges::find_if(visit.plan.rules, [&](const ScenarioEventRule &one) {
        const bool isMeant = one.event == "*" || one.event == event->event;
        return isMeant && (!one.match || matchesJson(*one.match, values.message));
    });
    if (rule != visit.plan.rules.end())
        apply(visit, *rule, *event, message.packet->ackId, values);
}

void SocketIoClient::apply(Visit &visit, const ScenarioEventRule &rule,
                           const SocketIoEmission &event, std::optional<quint64> ackId,
                           const TemplateValues &values)
{
    if (rule.join && visit.rooms.size() < MaxRooms)
        visit.rooms.insert(textOf(*rule.join, values));
    if (rule.leave)
        visit.rooms.erase(textOf(*rule.leave, values));
    if (rule.reply)
        perform(visit, *rule.reply, event, values);
    if (rule.broadcast)
        perform(visit, *rule.broadcast, event, values);
    if (rule.publish) {
        // As JSON: a text that looks like a number is a text all the same.
        const ChannelMessage received = channelMessage(values.message);
        const auto found = m_hub.world().channels.find(rule.publish->channel);
        if (rule.publish->message)
            publishTo(m_hub.world(), *rule.publish, values, &received);
        else if (found != m_hub.world().channels.end())
            found->second->publish(values.message, Cause::Scenario);
    }
    if (rule.ack && ackId) {
        SocketIoEmission ack = socketIoArguments(rule.ack->expand(values));
        ack.namespaceName = visit.plan.name;
        ack.acknowledges = ackId;
        sendPackets(ack, std::nullopt, Cause::Scenario, true);
    }
    if (rule.disconnects)
        leave({}, Cause::Scenario);
    m_hub.world().changed();
}

void SocketIoClient::perform(Visit &visit, const ScenarioEmission &plan,
                             const SocketIoEmission &event, const TemplateValues &values)
{
    SocketIoEmission emission = event;
    if (plan.arguments)
        emission = socketIoArguments(plan.arguments->expand(values));
    emission.namespaceName = visit.plan.name;
    emission.event = plan.event.isEmpty() ? event.event : plan.event;
    if (plan.to == ScenarioEmission::To::Sender) {
        sendEvent(emission, plan.wantsAck, Cause::Scenario, true);
        return;
    }
    const bool isForOthers = plan.to == ScenarioEmission::To::Others;
    m_hub.broadcast(emission, plan.wantsAck, plan.room ? textOf(*plan.room, values) : QByteArray(),
                    isForOthers ? this : nullptr);
}

} // namespace Pushscope
