// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/scriptfacts.h"

#include "capture/jsonvalue.h"
#include "capture/jsonwriter.h"
#include "capture/recorddecoder.h"
#include "protocol/script/scriptblockparser.h"

namespace Pushscope {

namespace {

using Kind = Script::Argument::Kind;

std::vector<Script::Call> callsIn(QByteArrayView text, bool isRun, ViolationSet violations)
{
    const bool isRead = isRun && !violations.contains(Violation::TooLarge);
    return isRead ? Script::scanCalls(text) : std::vector<Script::Call>();
}

/// `message` where the argument says a value, else `text`, or `base64`, as it was written.
void writeArgument(JsonWriter &json, const Script::Argument &argument)
{
    if (argument.kind == Kind::None)
        return;
    if (!argument.json.isEmpty() && isValidJson(argument.json))
        json.verbatim("message", jsonOnOneLine(argument.json));
    else
        json.octets(argument.content);
}

void writeCall(JsonWriter &json, const Script::Call &call)
{
    writeArgument(json, call.argument);
    json.string("call", call.callee);
    if (call.targetOrigin)
        json.string("target_origin", *call.targetOrigin);
}

} // namespace

std::vector<Script::Call> callsOf(const Script::ScriptView &script)
{
    return callsIn(script.text, script.isRun(), script.violations);
}

QByteArray messagesOf(const std::vector<Script::Call> &calls)
{
    QByteArray messages;
    bool isFirst = true;
    for (const Script::Call &call : calls) {
        if (call.argument.kind == Kind::None)
            continue;
        if (!isFirst)
            messages += '\n';
        isFirst = false;
        messages += call.argument.content;
    }
    return messages;
}

ScriptFacts scriptFacts(const Record &record, OctetSource &octets, qint64 limit)
{
    ScriptFacts facts;
    if (auto script = Script::parseScript(wireOctets(record, octets, limit)))
        facts.script = *std::move(script);
    facts.calls = callsIn(facts.script.text, facts.script.isRun(), record.violations);
    return facts;
}

CallbackFacts callbackFacts(const Record &record, OctetSource &octets, qint64 limit)
{
    CallbackFacts facts;
    facts.body = wireOctets(record, octets, limit);
    if (!record.violations.contains(Violation::TooLarge))
        facts.callback = Script::parseJsonp(facts.body, {});
    facts.callback.violations = record.violations;
    return facts;
}

void writeScript(JsonWriter &json, const ScriptFacts &facts)
{
    json.string("script", facts.script.text);
    if (!facts.calls.empty())
        writeCall(json, facts.calls.front());
    if (facts.calls.size() > 1) {
        json.beginArray("calls");
        QByteArray list;
        for (const Script::Call &call : facts.calls) {
            if (!list.isEmpty())
                list += ',';
            JsonWriter element(list);
            writeCall(element, call);
            element.finish();
        }
        json.elementsVerbatim(list);
        json.end();
    }
    if (facts.script.src)
        json.string("src", *facts.script.src);
    if (facts.script.type)
        json.string("type", *facts.script.type);
}

void writeCallback(JsonWriter &json, const CallbackFacts &facts)
{
    const Script::Callback &callback = facts.callback;
    if (!callback.name.isEmpty())
        json.string("callback", callback.name);
    if (callback.argument.kind == Kind::None)
        json.octets(facts.body); // What came instead.
    else
        writeArgument(json, callback.argument);
}

} // namespace Pushscope
