// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/router.h"

#include "engine/mock/mockconnection.h"
#include "engine/mock/mockcors.h"

#include <utility>

namespace Pushscope {

void Router::add(std::unique_ptr<MockEndpoint> endpoint)
{
    m_endpoints.push_back(std::move(endpoint));
}

MockEndpoint *Router::find(const QByteArray &path) const
{
    for (const auto &endpoint : m_endpoints) {
        const bool isBelow = endpoint->servesBelow() && path.startsWith(QByteArray(endpoint->path() + '/'));
        if (endpoint->path() == path || isBelow)
            return endpoint.get();
    }
    return nullptr;
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
    const QByteArray methods = endpoint->methods();
    const QByteArray method = request.head.method;
    if (method == "OPTIONS") {
        connection.respond(204, preflightFields(request, methods), {});
        return;
    }
    const QByteArray asked = method == "HEAD" ? QByteArray("GET") : method;
    if (!methods.split(' ').contains(asked)) {
        QByteArray allowed = methods;
        connection.respond(405, { mockField("Allow", allowed.replace(' ', ", ")) },
                           "405 " + request.path + " takes " + methods + '\n');
        return;
    }
    endpoint->serve(connection, request);
}

} // namespace Pushscope
