// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/mockendpoint.h"

#include "engine/mock/channel.h"

#include <utility>

namespace Pushscope {

MockEndpoint::MockEndpoint(QByteArray path, QByteArray technique, Channel *channel)
    : m_path(std::move(path))
    , m_technique(std::move(technique))
    , m_channel(channel)
{
}

MockEndpoint::~MockEndpoint() = default;

void MockEndpoint::clientCame(MockClient &client)
{
    m_clients[client.clientNumber()] = &client;
    if (m_counter)
        m_counter->clientCame(client);
}

void MockEndpoint::clientLeft(const MockClient &client)
{
    m_clients.erase(client.clientNumber());
    if (m_counter)
        m_counter->clientLeft(client);
}

MockClient *MockEndpoint::client(quint32 number) const
{
    const auto found = m_clients.find(number);
    return found == m_clients.end() ? nullptr : found->second;
}

void MockEndpoint::stop()
{
}

MockRequestFacts MockEndpoint::factsOf(const MockRequest &) const
{
    return {};
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
    for (const auto &[number, client] : m_clients) {
        if (status.list.size() == MockEndpointStatus::MaxListed)
            break;
        status.list.append(client->clientStatus());
    }
    return status;
}

} // namespace Pushscope
