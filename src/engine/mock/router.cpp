// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/router.h"

#include "engine/mock/mockconnection.h"
#include "engine/mock/mockcors.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

bool Router::has(const QByteArray &path) const
{
    return std::any_of(m_endpoints.begin(), m_endpoints.end(),
                       [&](const auto &endpoint) { return endpoint->path() == path; });
}

void Router::add(std::unique_ptr<MockEndpoint> endpoint)
{
    m_endpoints.push_back(std::move(endpoint));
}

MockEndpoint *Router::find(const QByteArray &path) const
{
    MockEndpoint *nearest = nullptr;
    for (const auto &endpoint : m_endpoints) {
        if (endpoint->path() == path)
            return endpoint.get();
        QByteArray folder = endpoint->path();
        if (!folder.endsWith('/'))
            folder += '/';
        const bool isBelow
            = endpoint->servesBelow() && (path.startsWith(folder) || path == folder.chopped(1));
        if (isBelow && (!nearest || endpoint->path().size() > nearest->path().size()))
            nearest = endpoint.get();
    }
    return nearest;
}

void Router::route(MockConnection &connection, const MockRequest &request) const
{
    MockEndpoint *endpoint = find(request.path);
    if (!endpoint) {
        QByteArray body = "404 there is nothing at " + request.path + "\n";
        for (const auto &known : m_endpoints)
            body += "  " + known->path() + '\n';
        connection.respond(404, {}, body);
        return;
    }
    connection.setCors(endpoint->cors());
    if (!endpoint->admits(request.field("origin"))) {
        connection.respond(403, {}, "403 pages of " + request.field("origin") + " are not served here\n");
        return;
    }
    const QByteArray methods = endpoint->methods();
    const QByteArray method = request.head.method;
    if (method == "OPTIONS") {
        connection.respond(204, preflightFields(request, methods, endpoint->cors()), {});
        return;
    }
    const QByteArray asked = method == "HEAD" ? QByteArray("GET") : method;
    if (!endpoint->judgesMethods() && !methods.split(' ').contains(asked)) {
        QByteArray allowed = methods;
        connection.respond(405, { mockField("Allow", allowed.replace(' ', ", ")) },
                           "405 " + request.path + " takes " + methods + '\n');
        return;
    }
    endpoint->serve(connection, request);
}

} // namespace Pushscope
