// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/script/argument.h"
#include "protocol/script/callscanner.h"
#include "protocol/script/jsonpparser.h"
#include "protocol/script/memberchain.h"
#include "protocol/script/script.h"
#include "protocol/script/scriptblockparser.h"

#include <QByteArray>
#include <QByteArrayList>

namespace Pushscope::Script {

/// How the tests write values down:
///
///     0-22 classic text=f(1)@8-12
///     0-40 data type=application/json src=a.js text=@40-40 ! cut-off
///     parent.f value {"a":1} @7-14
///     parent.postMessage string "x" to * @19-22
///
/// Octets outside printable ASCII are \xNN; LF is \n.

inline QByteArray escaped(QByteArrayView octets)
{
    QByteArray text;
    for (char octet : octets) {
        if (octet == '\n')
            text += "\\n";
        else if (octet < ' ' || octet > '~')
            text += "\\x" + QByteArray(1, octet).toHex();
        else
            text += octet;
    }
    return text;
}

inline QByteArray rangeText(ByteRange range)
{
    return QByteArray::number(range.begin) + '-' + QByteArray::number(range.end);
}

inline QByteArray violationsText(ViolationSet violations)
{
    QByteArray text;
    for (Violation violation : violations.toVector())
        text += (text.isEmpty() ? " ! " : " ") + violationName(violation).toByteArray();
    return text;
}

inline QByteArray typeText(ScriptType type)
{
    return type == ScriptType::Classic ? "classic" : type == ScriptType::Module ? "module" : "data";
}

inline QByteArray logLine(const Script &script)
{
    QByteArray line = rangeText(script.range) + ' ' + typeText(script.scriptType);
    if (script.type)
        line += " type=" + escaped(*script.type);
    if (script.src)
        line += " src=" + escaped(*script.src);
    line += " text=" + escaped(script.text) + '@' + rangeText(script.textRange);
    return line + violationsText(script.violations);
}

/// Everything @p parser gives now.
inline void drain(ScriptBlockParser &parser, QByteArrayList &log)
{
    while (const std::optional<ScriptView> script = parser.next())
        log += logLine(toScript(*script));
}

/// What comes of @p wire, fed in pieces of @p step octets; to its end.
inline QByteArrayList logOf(QByteArrayView wire, qsizetype step,
                            qint64 maxElement = ScriptBlockParser::DefaultMaxElement)
{
    ScriptBlockParser parser(maxElement);
    QByteArrayList log;
    for (qsizetype at = 0; at < wire.size(); at += step) {
        parser.feed(wire.sliced(at, qMin(step, wire.size() - at)));
        drain(parser, log);
    }
    parser.finish();
    drain(parser, log);
    return log;
}

inline QByteArray argumentText(const Argument &argument)
{
    switch (argument.kind) {
    case Argument::Kind::None:
        return "none";
    case Argument::Kind::Value:
        return "value " + escaped(argument.json);
    case Argument::Kind::String:
        return "string " + escaped(argument.json);
    case Argument::Kind::Expression:
        return "expression " + escaped(argument.content);
    case Argument::Kind::Broken:
        return "broken " + escaped(argument.content);
    }
    return {};
}

inline QByteArray logLine(const Call &call)
{
    QByteArray line = escaped(call.callee) + ' ' + argumentText(call.argument);
    if (call.targetOrigin)
        line += " to " + escaped(*call.targetOrigin);
    return line + " @" + rangeText(call.argumentRange);
}

inline QByteArrayList logOfCalls(QByteArrayView text)
{
    QByteArrayList log;
    for (const Call &call : scanCalls(text))
        log += logLine(call);
    return log;
}

inline QByteArray logLine(const Callback &callback)
{
    return (callback.name.isEmpty() ? QByteArray("?") : escaped(callback.name)) + ' '
        + argumentText(callback.argument) + " @" + rangeText(callback.argumentRange)
        + violationsText(callback.violations);
}

/// What @p body is as a response to a request that named @p name, fed in pieces of @p step octets.
inline QByteArray logOfJsonp(QByteArrayView body, const QByteArray &name, qsizetype step,
                             qint64 maxBody = JsonpParser::DefaultMaxBody)
{
    JsonpParser parser(name, maxBody);
    QByteArrayList log;
    const auto drainJsonp = [&] {
        while (const std::optional<Callback> callback = parser.next())
            log += logLine(*callback);
    };
    for (qsizetype at = 0; at < body.size(); at += step) {
        parser.feed(body.sliced(at, qMin(step, body.size() - at)));
        drainJsonp();
    }
    parser.finish();
    drainJsonp();
    return log.join(" / ");
}

} // namespace Pushscope::Script
