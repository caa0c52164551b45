// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/scenarioreader.h"

#include "engine/mock/scenarioschema.h"
#include "protocol/websocket/closecode.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

namespace {

using Rule = ScenarioError::Rule;
using Type = ScenarioNode::Type;

/// RFC 6455 §5.5: "All control frames MUST have a payload length of 125 bytes or less", two of
/// which are the code.
constexpr qsizetype MaxReasonOctets = 123;

std::chrono::milliseconds milliseconds(const ScenarioNode *node)
{
    return std::chrono::milliseconds(node ? node->integer() : 0);
}

QByteArray stringOf(const ScenarioNode *node)
{
    return node ? node->string() : QByteArray();
}

QList<QByteArray> originsOf(const ScenarioNode &node)
{
    QList<QByteArray> origins;
    for (const ScenarioNode &element : node.children)
        origins.append(element.string().toLower());
    return origins;
}

CorsRule corsOf(const ScenarioNode &node)
{
    if (node.type == Type::Array)
        return { false, originsOf(node) };
    if (node.string() == "*")
        return { true, {} };
    return { false, { node.string().toLower() } };
}

/// `*` and `?` as shells have them, and a `/` is a character like all others.
QString expressionOf(const QByteArray &glob)
{
    QString expression;
    for (const QChar character : QString::fromUtf8(glob)) {
        if (character == QLatin1Char('*'))
            expression += QLatin1StringView(".*");
        else if (character == QLatin1Char('?'))
            expression += QLatin1Char('.');
        else
            expression += QRegularExpression::escape(QString(character));
    }
    return QRegularExpression::anchoredPattern(expression);
}

} // namespace

bool ScenarioReader::fail(Rule rule, ScenarioPosition position, const QByteArray &name,
                          const QList<QByteArray> &expected)
{
    error = { rule, position, name, expected };
    return false;
}

const ScenarioChannel *ScenarioReader::channel(const QByteArray &name) const
{
    const auto found = std::find_if(scenario.channels.begin(), scenario.channels.end(),
                                    [&](const auto &one) { return one.name == name; });
    return found == scenario.channels.end() ? nullptr : &*found;
}

bool ScenarioReader::read(const ScenarioNode &root)
{
    error = ScenarioSchema::scenario().validate(root);
    if (error)
        return false;
    const ScenarioNode *defaults = root.member("defaults");
    scenario.hasDefaults = defaults && defaults->boolean();
    if (const ScenarioNode *workers = root.member("workers"))
        scenario.workers = static_cast<int>(workers->integer());
    if (const ScenarioNode *channels = root.member("channels")) {
        for (const ScenarioNode &node : channels->children) {
            if (!readChannel(node))
                return false;
        }
    }
    if (scenario.hasDefaults && !addDefaults())
        return false;
    const auto &endpoints = root.member("endpoints")->children;
    return std::all_of(endpoints.begin(), endpoints.end(),
                       [this](const auto &node) { return readEndpoint(node); });
}

/// The channels of a mock without a scenario, where the file has none of their name.
bool ScenarioReader::addDefaults()
{
    const ScenarioText text
        = readScenarioJson(R"({"tick":{"every_ms":1000},"chat":{}})");
    for (const ScenarioNode &node : std::get<ScenarioNode>(text).children) {
        if (!channel(node.key) && !readChannel(node))
            return false;
    }
    return true;
}

bool ScenarioReader::readTemplate(const ScenarioNode &node, Template::Place place, Template &made)
{
    auto compiled = Template::compile(node, place);
    if (auto *wrong = std::get_if<ScenarioError>(&compiled)) {
        error = std::move(*wrong);
        return false;
    }
    made = std::get<Template>(std::move(compiled));
    return true;
}

bool ScenarioReader::readChannel(const ScenarioNode &node)
{
    ScenarioChannel read;
    read.name = node.key;
    read.isPerClient = stringOf(node.member("per")) == "client";
    read.every = milliseconds(node.member("every_ms"));
    const ScenarioNode *first = node.member("first_ms");
    read.first = first ? milliseconds(first) : read.every;
    const ScenarioNode *end = node.member("end");
    read.endsResponses = end && end->boolean();
    const Template::Place place { .hasClient = read.isPerClient };
    const ScenarioNode *message = node.member("message");
    const ScenarioNode *messages = node.member("messages");
    if (message && messages)
        return fail(Rule::Together, messages->keyPosition, messages->key, { message->key });
    ScenarioNode usual;
    if (!message && !messages && read.every.count() > 0) {
        ScenarioText text = readScenarioJson(R"({"n":"{{n}}","time":"{{time}}"})");
        usual = std::get<ScenarioNode>(std::move(text));
        message = &usual;
    }
    if (message && !readTemplate(*message, place, read.messages.emplace_back()))
        return false;
    if (messages) {
        for (const ScenarioNode &one : messages->children) {
            if (!readTemplate(one, place, read.messages.emplace_back()))
                return false;
        }
        read.limit = static_cast<qint64>(messages->children.size());
    }
    if (const ScenarioNode *limit = node.member("limit"))
        read.limit = limit->integer();
    if (read.endsResponses && read.limit == 0)
        return fail(Rule::Needs, end->keyPosition, end->key, { "limit" });
    scenario.channels.push_back(std::move(read));
    return true;
}

bool ScenarioReader::readEndpoint(const ScenarioNode &node)
{
    ScenarioEndpointPlan plan;
    plan.technique = stringOf(node.member("technique"));
    const bool isSocketIo = plan.technique == "socket.io";
    if (!readPath(node, plan)
        || !(isSocketIo ? readSocketIo(node, plan) : readSource(node, plan)))
        return false;
    if (const ScenarioNode *cors = node.member("cors"))
        plan.cors = corsOf(*cors);
    if (const ScenarioNode *origins = node.member("origins"))
        plan.origins = originsOf(*origins);
    if (const ScenarioNode *workers = node.member("workers"))
        plan.workers = static_cast<int>(workers->integer());
    plan.hold = milliseconds(node.member("hold_ms"));
    plan.event = stringOf(node.member("event"));
    if (const ScenarioNode *retry = node.member("retry_ms"))
        plan.retryMs = retry->integer();
    if (const ScenarioNode *subprotocols = node.member("subprotocols")) {
        for (const ScenarioNode &name : subprotocols->children)
            plan.subprotocols.push_back(name.string());
    }
    if (!readFaults(node, plan))
        return false;
    if (isSocketIo) { // Its steps are others, and its faults a session's.
        plan.socketIo->faults = std::exchange(plan.faults, {});
        scenario.endpoints.push_back(std::move(plan));
        return true;
    }
    const auto readAll = [&](const char *name, bool (ScenarioReader::*readOne)(const ScenarioNode &,
                                                                 ScenarioEndpointPlan &)) {
        const ScenarioNode *list = node.member(name);
        return !list
            || std::all_of(list->children.begin(), list->children.end(),
                           [&](const auto &one) { return (this->*readOne)(one, plan); });
    };
    if (!readAll("on_message", &ScenarioReader::readRule)
        || !readAll("steps", &ScenarioReader::readStep))
        return false;
    scenario.endpoints.push_back(std::move(plan));
    return true;
}

bool ScenarioReader::readPath(const ScenarioNode &node, ScenarioEndpointPlan &plan)
{
    const ScenarioNode &path = *node.member("path");
    plan.path = path.string();
    if (plan.path.size() > 1 && plan.path.endsWith('/') && plan.technique.isEmpty())
        plan.path.chop(1); // A folder is served with and without it.
    const bool isServers = plan.path == "/" || plan.path == "/status" || plan.path == "/publish"
        || plan.path.startsWith("/publish/");
    if (isServers || m_paths.contains(plan.path)) {
        return fail(Rule::TakenPath, path.position, path.string(),
                    { isServers ? "server" : "endpoint" });
    }
    m_paths.insert(plan.path);
    if (const ScenarioNode *folder = node.member("static")) {
        plan.folder = QString::fromUtf8(folder->string());
        plan.folderPosition = folder->position;
    }
    return true;
}

/// Where its messages come from.
bool ScenarioReader::readSource(const ScenarioNode &node, ScenarioEndpointPlan &plan)
{
    if (!readChannelName(node.member("channel"), plan.channel))
        return false;
    const ScenarioNode *steps = node.member("steps");
    const bool isSocket = plan.technique == "websocket"; // Its steps are each connection's own.
    plan.key = stringOf(node.member("key"));
    if (const ScenarioNode *key = node.member("key")) {
        const ScenarioChannel *source = channel(plan.channel);
        const bool isPerClient = source && source->isPerClient;
        const bool hasOwnSteps = steps && !isSocket;
        if (!hasOwnSteps && !isPerClient)
            return fail(Rule::Needs, key->keyPosition, key->key,
                        { isSocket ? "channel" : "steps" });
    }
    if (plan.technique.isEmpty() || isSocket)
        return true;
    // Numbers of messages are those of one source: a client that reconnects names them.
    if (!plan.channel.isEmpty() && steps)
        return fail(Rule::Together, steps->keyPosition, steps->key, { "channel" });
    if (plan.channel.isEmpty() && !steps)
        return fail(Rule::MissingMember, node.position, {}, { "channel", "steps" });
    return true;
}

bool ScenarioReader::readChannelName(const ScenarioNode *node, QByteArray &name)
{
    name = stringOf(node);
    if (!node || channel(name))
        return true;
    QList<QByteArray> known;
    for (const ScenarioChannel &one : scenario.channels)
        known.append(one.name);
    return fail(Rule::UnknownChannel, node->position, name, known);
}

bool ScenarioReader::readPublish(const ScenarioNode &node, Template::Place place,
                                 ScenarioPublish &publish)
{
    const ScenarioNode *message = node.member("message");
    if (!readChannelName(node.member("channel"), publish.channel))
        return false;
    return !message || readTemplate(*message, place, publish.message.emplace());
}

bool ScenarioReader::readClose(const ScenarioNode &node, ScenarioClose &close)
{
    if (const ScenarioNode *code = node.member("code")) {
        close.code = static_cast<quint16>(code->integer());
        if (!WebSocket::isValidOnWire(*close.code))
            return fail(Rule::Format, code->position, code->raw, { "close-code" });
    }
    if (const ScenarioNode *reason = node.member("reason")) {
        close.reason = reason->string();
        if (close.reason.size() > MaxReasonOctets)
            return fail(Rule::TooMany, reason->position, {},
                        { QByteArray::number(MaxReasonOctets) });
    }
    return true;
}

bool ScenarioReader::readStep(const ScenarioNode &node, ScenarioEndpointPlan &plan)
{
    constexpr Template::Place Place { .hasClient = true };
    ScenarioStep step;
    step.after = milliseconds(node.member("after_ms"));
    if (const ScenarioNode *send = node.member("send")) {
        if (!readTemplate(*send, Place, step.send.emplace()))
            return false;
    }
    if (const ScenarioNode *publish = node.member("publish")) {
        if (!readPublish(*publish, Place, step.publish.emplace()))
            return false;
    }
    if (const ScenarioNode *close = node.member("close")) {
        if (!readClose(*close, step.close.emplace()))
            return false;
    }
    plan.steps.push_back(std::move(step));
    return true;
}

bool ScenarioReader::readRule(const ScenarioNode &node, ScenarioEndpointPlan &plan)
{
    constexpr Template::Place Place { .hasClient = true, .hasMessage = true };
    ScenarioRule rule;
    if (!readMatch(node, rule))
        return false;
    if (const ScenarioNode *reply = node.member("reply")) {
        if (!readTemplate(*reply, Place, rule.reply.emplace()))
            return false;
    }
    if (const ScenarioNode *publish = node.member("publish")) {
        if (!readPublish(*publish, Place, rule.publish.emplace()))
            return false;
    }
    if (const ScenarioNode *close = node.member("close")) {
        if (!readClose(*close, rule.close.emplace()))
            return false;
    }
    plan.rules.push_back(std::move(rule));
    return true;
}

bool ScenarioReader::readMatch(const ScenarioNode &node, ScenarioRule &rule)
{
    const ScenarioNode *match = node.member("match");
    if (match && match->string() != "*")
        rule.json = *match;
    const ScenarioNode *regex = node.member("match_regex");
    const ScenarioNode *glob = node.member("match_glob");
    if (!regex && !glob)
        return true;
    // A message may have several lines; `^ping` is about its begin all the same.
    rule.expression.emplace(regex ? QString::fromUtf8(regex->string())
                                  : expressionOf(glob->string()),
                            regex ? QRegularExpression::NoPatternOption
                                  : QRegularExpression::DotMatchesEverythingOption);
    if (!rule.expression->isValid())
        return fail(Rule::Pattern, regex->position, rule.expression->errorString().toUtf8(), {});
    return true;
}

} // namespace Pushscope
