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

void MockEndpoint::clientCame()
{
    ++m_clients;
    if (m_counter)
        m_counter->clientCame();
}

void MockEndpoint::clientLeft()
{
    --m_clients;
    if (m_counter)
        m_counter->clientLeft();
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
    return { m_path, m_technique, m_channel ? m_channel->name() : QByteArray(), m_clients, m_sent };
}

} // namespace Pushscope
