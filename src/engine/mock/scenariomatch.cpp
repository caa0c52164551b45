// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/scenariomatch.h"

#include "capture/jsonvalue.h"

#include <algorithm>

namespace Pushscope {

namespace {

using Type = ScenarioNode::Type;

bool matchesObject(const ScenarioNode &pattern, QByteArrayView json)
{
    const auto members = jsonMembers(json);
    if (!members)
        return false;
    return std::all_of(
        pattern.children.begin(), pattern.children.end(), [&](const ScenarioNode &wanted) {
            // Of two members with the same key it is the last, as in browsers.
            const auto found = std::find_if(members->rbegin(), members->rend(), [&](const auto &one) {
                return one.first == wanted.key;
            });
            return found != members->rend() && matchesJson(wanted, found->second);
        });
}

bool matchesArray(const ScenarioNode &pattern, QByteArrayView json)
{
    const auto elements = jsonElements(json);
    return elements
        && std::equal(pattern.children.begin(), pattern.children.end(), elements->begin(),
                      elements->end(), matchesJson);
}

} // namespace

bool matchesJson(const ScenarioNode &pattern, QByteArrayView json)
{
    if (pattern.type == Type::Object)
        return matchesObject(pattern, json);
    if (pattern.type == Type::Array)
        return matchesArray(pattern, json);
    return isSameJson(pattern.raw, json);
}

bool matchesRule(const ScenarioRule &rule, const ChannelMessage &message)
{
    if (rule.json)
        return matchesJson(*rule.json, message.json);
    if (rule.expression) {
        return !message.isBinary
            && rule.expression->match(QString::fromUtf8(message.payload)).hasMatch();
    }
    return true;
}

} // namespace Pushscope
