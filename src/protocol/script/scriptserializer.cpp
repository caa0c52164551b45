// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/script/scriptserializer.h"

#include "protocol/script/stringliteral.h"

#include <algorithm>

namespace Pushscope::Script {

void ScriptSerializer::safeJson(QByteArray &to, QByteArrayView json)
{
    qsizetype done = 0;
    for (qsizetype at = 0; at < json.size(); ++at) {
        const QByteArrayView rest = json.sliced(at);
        QByteArrayView escape;
        qsizetype length = 1;
        if (rest.front() == '<') {
            escape = QByteArrayView("\\u003c");
        } else if (rest.startsWith("\xE2\x80\xA8") || rest.startsWith("\xE2\x80\xA9")) {
            length = 3;
            escape = QByteArrayView(rest[2] == '\xA8' ? "\\u2028" : "\\u2029");
        } else {
            continue;
        }
        to.append(json.sliced(done, at - done)).append(escape);
        at += length - 1;
        done = at + 1;
    }
    to.append(json.sliced(done));
}

void ScriptSerializer::postMessage(QByteArray &to, QByteArrayView json,
                                   QByteArrayView targetOrigin)
{
    QByteArray origin;
    appendAsJson(origin, QString::fromUtf8(targetOrigin));
    to += "<script>window.parent.postMessage(";
    safeJson(to, json);
    to += ", ";
    safeJson(to, origin);
    to += ")</script>";
}

void ScriptSerializer::parentCall(QByteArray &to, QByteArrayView name, QByteArrayView json)
{
    to.append("<script>parent.").append(name).append('(');
    safeJson(to, json);
    to += ")</script>";
}

void ScriptSerializer::jsonp(QByteArray &to, QByteArrayView callback, QByteArrayView json)
{
    to.append("/**/").append(callback).append('(');
    safeJson(to, json);
    to += ");";
}

bool ScriptSerializer::isSafeName(QByteArrayView name)
{
    const auto isSafe = [](char octet) {
        return (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z')
            || (octet >= '0' && octet <= '9') || octet == '_' || octet == '$' || octet == '.';
    };
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), isSafe);
}

} // namespace Pushscope::Script
