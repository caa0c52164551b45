// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/socketionamespaces.h"

#include <algorithm>

namespace Pushscope {

namespace {

constexpr QByteArrayView MainNamespace("/");

} // namespace

SocketIoNamespaces::SocketIoNamespaces(const SocketIoOptions &options)
    : m_auth(options.auth)
{
    for (const SocketIoNamespace &wanted : options.namespaces)
        m_entries.push_back({ .wanted = wanted });
    if (m_entries.empty())
        m_entries.push_back({});
}

SocketIoNamespaces::Entry *SocketIoNamespaces::find(const QByteArray &name)
{
    const auto found = std::ranges::find_if(
        m_entries, [&](const Entry &entry) { return entry.wanted.name == name; });
    return found == m_entries.end() ? nullptr : &*found;
}

std::vector<SocketIo::Packet> SocketIoNamespaces::connect(SocketIo::Revision revision)
{
    std::vector<SocketIo::Packet> packets;
    m_ackIds.clear();
    for (Entry &entry : m_entries) {
        entry.state = State::Waiting;
        const bool isNew = revision == SocketIo::Revision::V5;
        // Up to protocol 4 the server connects to the main namespace by itself.
        if (!isNew && entry.wanted.name == MainNamespace)
            continue;
        SocketIo::Packet packet;
        packet.type = SocketIo::PacketType::Connect;
        packet.namespaceName = entry.wanted.name;
        if (isNew)
            packet.data = entry.wanted.auth.isEmpty() ? m_auth : entry.wanted.auth;
        else
            packet.query = entry.wanted.query; // Protocol 5 has the payload in its place.
        packets.push_back(packet);
    }
    return packets;
}

bool SocketIoNamespaces::received(const SocketIo::Packet &packet)
{
    Entry *entry = find(packet.namespaceName);
    if (!entry || !packet.type)
        return false;
    const State before = entry->state;
    switch (*packet.type) {
    case SocketIo::PacketType::Connect:
        entry->state = State::Connected;
        break;
    case SocketIo::PacketType::ConnectError:
        entry->state = State::Refused;
        break;
    case SocketIo::PacketType::Disconnect:
        entry->state = State::Left;
        break;
    default:
        break;
    }
    return entry->state != before;
}

std::vector<SocketIo::Packet> SocketIoNamespaces::disconnect()
{
    std::vector<SocketIo::Packet> packets;
    for (Entry &entry : m_entries) {
        if (entry.state != State::Connected)
            continue;
        entry.state = State::Left;
        SocketIo::Packet packet;
        packet.type = SocketIo::PacketType::Disconnect;
        packet.namespaceName = entry.wanted.name;
        packets.push_back(packet);
    }
    return packets;
}

std::optional<SocketIoNamespaces::State> SocketIoNamespaces::stateOf(const QByteArray &name) const
{
    const Entry *entry = const_cast<SocketIoNamespaces *>(this)->find(name);
    return entry ? std::optional(entry->state) : std::nullopt;
}

bool SocketIoNamespaces::isAnyConnected() const
{
    return std::ranges::any_of(
        m_entries, [](const Entry &entry) { return entry.state == State::Connected; });
}

bool SocketIoNamespaces::isOver() const
{
    return std::ranges::all_of(m_entries, [](const Entry &entry) {
        return entry.state == State::Refused || entry.state == State::Left;
    });
}

bool SocketIoNamespaces::hasUnsent(SocketIo::Revision revision) const
{
    if (revision == SocketIo::Revision::V5) {
        return std::ranges::any_of(m_entries, [](const Entry &entry) {
            return !entry.wanted.query.isEmpty();
        });
    }
    return !m_auth.isEmpty() || std::ranges::any_of(m_entries, [](const Entry &entry) {
        return !entry.wanted.auth.isEmpty();
    });
}

quint64 SocketIoNamespaces::takeAckId(const QByteArray &name)
{
    return m_ackIds[name]++;
}

} // namespace Pushscope
