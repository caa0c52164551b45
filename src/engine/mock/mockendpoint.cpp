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

MockEndpointStatus MockEndpoint::status() const
{
    return { m_path, m_technique, m_channel ? m_channel->name() : QByteArray(), m_clients, m_sent };
}

} // namespace Pushscope
