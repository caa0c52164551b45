// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/api/fieldcheck.h"

#include "engine/api/clientoptions.h"
#include "protocol/http1/grammar.h"

#include <algorithm>

namespace Pushscope {

namespace {

Error faultAt(const char *option, const char *fault, const QByteArray &value)
{
    return { ErrorCode::BadUrl,
             ErrorSite::Http,
             { { "reason", "field" }, { "option", option }, { "fault", fault },
               { "value", value } } };
}

bool isFieldValue(const QByteArray &value)
{
    return std::all_of(value.begin(), value.end(), Http1::isFieldChar);
}

Result<Done> checkHeaders(const ClientOptions &options)
{
    for (const auto &[name, value] : options.headers) {
        if (!Http1::isToken(name))
            return faultAt("header", "name", name);
        if (value && !isFieldValue(*value))
            return faultAt("header", "value", name);
    }
    return Done {};
}

Result<Done> checkSubprotocols(const ClientOptions &options)
{
    QList<QByteArray> before;
    for (const QByteArray &name : options.subprotocols) {
        // "non-empty strings with characters in the range U+0021 to U+007E not including separator
        // characters", which are tokens.
        if (!Http1::isToken(name))
            return faultAt("subprotocol", "name", name);
        // "MUST all be unique strings".
        if (before.contains(name))
            return faultAt("subprotocol", "twice", name);
        before.append(name);
    }
    return Done {};
}

/// It is written into the query as it stands (RFC 3986 §3.4), where & and = would end it.
bool isParameterName(const QByteArray &name)
{
    constexpr QByteArrayView Others("-._~!$'()*,;:@/?%[]");
    return std::all_of(name.begin(), name.end(), [&](char c) {
        return Http1::isAlpha(c) || Http1::isDigit(c) || Others.contains(c);
    });
}

} // namespace

Result<Done> checkFields(const ClientOptions &options)
{
    if (auto good = checkHeaders(options); !good)
        return good;
    if (!options.method.isEmpty() && !Http1::isToken(options.method))
        return faultAt("method", "name", options.method);
    for (const QByteArray &cookie : options.cookies) {
        if (!isFieldValue(cookie))
            return faultAt("cookie", "value", cookie.left(cookie.indexOf('=')));
    }
    if (!isFieldValue(options.origin))
        return faultAt("origin", "value", options.origin);
    if (!isFieldValue(options.lastEventId))
        return faultAt("last-event-id", "value", options.lastEventId);
    if (!isParameterName(options.callbackParameter))
        return faultAt("callback", "name", options.callbackParameter);
    return checkSubprotocols(options);
}

} // namespace Pushscope
