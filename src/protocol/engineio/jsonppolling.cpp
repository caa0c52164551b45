// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/engineio/jsonppolling.h"

#include "protocol/script/jsonpparser.h"
#include "protocol/script/stringliteral.h"

#include <algorithm>

namespace Pushscope::EngineIo {

namespace {

QByteArray functionName(QByteArrayView j)
{
    return "___eio[" + j.toByteArray() + ']';
}

/// `application/x-www-form-urlencoded`, of one value.
QByteArray decodeFormValue(QByteArrayView value)
{
    QByteArray octets = value.toByteArray();
    octets.replace('+', ' ');
    return QByteArray::fromPercentEncoding(octets);
}

/// `\n` is a line feed, `\\n` is `\n`; each backslash is looked at once.
QByteArray unescapeLineFeeds(QByteArrayView text)
{
    QByteArray unescaped;
    unescaped.reserve(text.size());
    qsizetype backslashes = 0;
    for (char character : text) {
        if (character == '\\') {
            ++backslashes;
            continue;
        }
        if (character == 'n' && backslashes == 1) {
            character = '\n';
            backslashes = 0;
        } else if (character == 'n' && backslashes > 1) {
            --backslashes;
        }
        unescaped.append(backslashes, '\\');
        backslashes = 0;
        unescaped += character;
    }
    unescaped.append(backslashes, '\\');
    return unescaped;
}

QByteArray escapeLineFeeds(QByteArrayView text)
{
    QByteArray escaped;
    escaped.reserve(text.size());
    bool isAfterBackslash = false;
    for (char character : text) {
        if (character == '\n')
            escaped += "\\n";
        else if (character == 'n' && isAfterBackslash)
            escaped += "\\n"; // Behind the backslash that stands there already.
        else
            escaped += character;
        isAfterBackslash = character == '\\';
    }
    return escaped;
}

} // namespace

CarriedPayload parseJsonpAnswer(QByteArrayView body, QByteArrayView j)
{
    CarriedPayload carried;
    if (body.size() > Script::JsonpParser::DefaultMaxBody) {
        carried.range = { 0, body.size() };
        carried.violations.add(Violation::TooLarge);
        return carried;
    }
    const Script::Callback callback
        = Script::parseJsonp(body, j.isEmpty() ? QByteArray() : functionName(j));
    carried.range = callback.argumentRange;
    carried.violations = callback.violations;
    if (callback.argument.kind == Script::Argument::Kind::String)
        carried.payload = callback.argument.content;
    else if (carried.violations.isEmpty())
        carried.violations.add(Violation::BadPacket);
    return carried;
}

QByteArray serializeJsonpAnswer(QByteArrayView payload, QByteArrayView j)
{
    QByteArray script = functionName(j) + '(';
    Script::appendAsJson(script, QString::fromUtf8(payload));
    // JSON may hold these two, strings of JavaScript before ES2019 may not.
    script.replace("\xe2\x80\xa8", "\\u2028");
    script.replace("\xe2\x80\xa9", "\\u2029");
    return script + ");";
}

CarriedPayload parseJsonpForm(QByteArrayView body)
{
    CarriedPayload carried;
    qsizetype begin = 0;
    while (begin <= body.size()) {
        const qsizetype found = body.indexOf('&', begin);
        const qsizetype end = found < 0 ? body.size() : found;
        if (body.sliced(begin, end - begin).startsWith("d=")) {
            carried.range = { begin + 2, end };
            carried.payload = unescapeLineFeeds(
                decodeFormValue(body.sliced(begin + 2, end - begin - 2)));
            return carried;
        }
        begin = end + 1;
    }
    carried.range = { 0, body.size() };
    carried.violations.add(Violation::BadPacket);
    return carried;
}

QByteArray serializeJsonpForm(QByteArrayView payload)
{
    return "d=" + escapeLineFeeds(payload).toPercentEncoding();
}

} // namespace Pushscope::EngineIo
