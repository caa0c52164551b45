// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/mockcors.h"

namespace Pushscope {

namespace {

/// Browsers bound it themselves; Chromium to two hours.
constexpr char PreflightAgeSeconds[] = "7200";

bool mayRead(const QByteArray &origin, const CorsRule *rule)
{
    if (origin.isEmpty())
        return false;
    if (!rule)
        return isLoopbackOrigin(origin);
    return rule->isForAll || rule->origins.contains(origin.toLower());
}

} // namespace

std::vector<Http1::FieldLine> corsFields(const MockRequest &request, const CorsRule *rule)
{
    // Whoever asks: a cache may keep it for all.
    if (rule && rule->isForAll)
        return { { "Access-Control-Allow-Origin", "*", {} } };
    const QByteArray origin = request.field("origin");
    if (!mayRead(origin, rule))
        return {};
    return { { "Access-Control-Allow-Origin", origin, {} },
             { "Access-Control-Allow-Credentials", "true", {} },
             { "Vary", "Origin", {} } };
}

std::vector<Http1::FieldLine> preflightFields(const MockRequest &request,
                                              const QByteArray &methods, const CorsRule *rule)
{
    QByteArray list = methods + " OPTIONS";
    list.replace(' ', ", ");
    std::vector<Http1::FieldLine> fields { { "Allow", list, {} } };
    if (!mayRead(request.field("origin"), rule))
        return fields;
    fields.push_back({ "Access-Control-Allow-Methods", list, {} });
    const QByteArray headers = request.field("access-control-request-headers");
    if (!headers.isEmpty())
        fields.push_back({ "Access-Control-Allow-Headers", headers, {} });
    fields.push_back({ "Access-Control-Max-Age", PreflightAgeSeconds, {} });
    return fields;
}

bool isForeign(const MockRequest &request, const QList<QString> &addresses)
{
    const QByteArray origin = request.field("origin");
    if (!origin.isEmpty() && !isLoopbackOrigin(origin))
        return true;
    const QByteArray host = request.field("host");
    return !isLoopbackHost(host) && !addresses.contains(QString::fromLatin1(hostName(host)));
}

} // namespace Pushscope
