// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/mockcors.h"

namespace Pushscope {

namespace {

/// Browsers bound it themselves; Chromium to two hours.
constexpr char PreflightAgeSeconds[] = "7200";

} // namespace

std::vector<Http1::FieldLine> corsFields(const MockRequest &request)
{
    const QByteArray origin = request.field("origin");
    if (origin.isEmpty() || !isLoopbackOrigin(origin))
        return {};
    return { { "Access-Control-Allow-Origin", origin, {} },
             { "Access-Control-Allow-Credentials", "true", {} },
             { "Vary", "Origin", {} } };
}

std::vector<Http1::FieldLine> preflightFields(const MockRequest &request, const QByteArray &methods)
{
    QByteArray list = methods + " OPTIONS";
    list.replace(' ', ", ");
    std::vector<Http1::FieldLine> fields { { "Allow", list, {} } };
    if (!isLoopbackOrigin(request.field("origin")))
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
