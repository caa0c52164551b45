// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/engineio/packet.h"

#include <algorithm>
#include <array>

namespace Pushscope::EngineIo {

namespace {

// In the order of PacketType.
constexpr std::array<QByteArrayView, PacketTypeCount> Names{ "open",    "close",   "ping", "pong",
                                                             "message", "upgrade", "noop" };

} // namespace

QByteArrayView packetTypeName(PacketType type)
{
    return Names[static_cast<std::size_t>(type)];
}

std::optional<PacketType> packetTypeFromName(QByteArrayView name)
{
    const auto *const found = std::ranges::find(Names, name);
    if (found == Names.end())
        return std::nullopt;
    return static_cast<PacketType>(found - Names.begin());
}

ViolationSet judgeSender(const Packet &packet, Revision revision, Role sender)
{
    if (!packet.type)
        return {};
    const bool isProbe = packet.data == ProbeData;
    // Revision 3: the client pings. Revision 4: the server does, but the client still probes.
    const bool clientPings = revision == Revision::V3 || isProbe;
    bool isAllowed = true;
    switch (*packet.type) {
    case PacketType::Open:
    case PacketType::Noop:
        isAllowed = sender == Role::Server;
        break;
    case PacketType::Upgrade:
        isAllowed = sender == Role::Client;
        break;
    case PacketType::Ping:
        isAllowed = (sender == Role::Client) == clientPings;
        break;
    case PacketType::Pong:
        isAllowed = (sender == Role::Server) == clientPings;
        break;
    case PacketType::Close:
    case PacketType::Message:
        break;
    }
    return isAllowed ? ViolationSet() : ViolationSet{ Violation::UnexpectedPacket };
}

} // namespace Pushscope::EngineIo
