// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/mockendpoint.h"

#include "engine/mock/channel.h"
#include "engine/mock/mockconnection.h"

#include <utility>

namespace Pushscope {

MockEndpoint::MockEndpoint(QByteArray path, QByteArray technique, Channel *channel)
    : m_path(std::move(path))
    , m_technique(std::move(technique))
    , m_channel(channel)
{
}

MockEndpoint::~MockEndpoint() = default;

void MockEndpoint::clientCame(MockConnection &connection)
{
    m_clients[connection.connection().id()] = &connection;
    if (m_counter)
        m_counter->clientCame(connection);
}

void MockEndpoint::clientLeft(MockConnection &connection)
{
    m_clients.erase(connection.connection().id());
    if (m_counter)
        m_counter->clientLeft(connection);
}

void MockEndpoint::messageSent()
{
    ++m_sent;
    if (m_counter)
        m_counter->messageSent();
}

bool MockEndpoint::admits(const QByteArray &origin) const
{
    return m_origins.isEmpty() || origin.isEmpty() || m_origins.contains(origin.toLower());
}

MockEndpointStatus MockEndpoint::status() const
{
    MockEndpointStatus status;
    status.path = m_path;
    status.technique = m_technique;
    status.channel = m_channel ? m_channel->name() : QByteArray();
    status.clients = static_cast<qint64>(m_clients.size());
    status.sent = m_sent;
    for (const auto &[number, connection] : m_clients) {
        if (status.list.size() == MockEndpointStatus::MaxListed)
            break;
        status.list.append(connection->clientStatus());
    }
    return status;
}

} // namespace Pushscope
