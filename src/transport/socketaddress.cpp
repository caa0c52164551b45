// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport/socketaddress.h"

#include <netdb.h>
#include <netinet/in.h>

#include <array>
#include <cstring>

namespace Pushscope {

std::optional<SocketAddress> SocketAddress::fromLiteral(const QString &literal, quint16 port)
{
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
    addrinfo *found = nullptr;
    if (getaddrinfo(literal.toUtf8().constData(), nullptr, &hints, &found) != 0)
        return std::nullopt;
    SocketAddress address;
    std::memcpy(&address.storage, found->ai_addr, found->ai_addrlen);
    address.length = found->ai_addrlen;
    freeaddrinfo(found);
    address.setPort(port);
    return address;
}

SocketAddress SocketAddress::localOf(int descriptor)
{
    SocketAddress address;
    address.length = sizeof address.storage;
    if (getsockname(descriptor, reinterpret_cast<sockaddr *>(&address.storage), &address.length))
        address.length = 0;
    return address;
}

SocketAddress SocketAddress::remoteOf(int descriptor)
{
    SocketAddress address;
    address.length = sizeof address.storage;
    if (getpeername(descriptor, reinterpret_cast<sockaddr *>(&address.storage), &address.length))
        address.length = 0;
    return address;
}

quint16 SocketAddress::port() const
{
    if (family() == AF_INET6)
        return ntohs(reinterpret_cast<const sockaddr_in6 *>(&storage)->sin6_port);
    return ntohs(reinterpret_cast<const sockaddr_in *>(&storage)->sin_port);
}

void SocketAddress::setPort(quint16 port)
{
    if (family() == AF_INET6)
        reinterpret_cast<sockaddr_in6 *>(&storage)->sin6_port = htons(port);
    else
        reinterpret_cast<sockaddr_in *>(&storage)->sin_port = htons(port);
}

QByteArray SocketAddress::address() const
{
    std::array<char, NI_MAXHOST> text{};
    if (length == 0
        || getnameinfo(pointer(), length, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST))
        return {};
    return text.data();
}

QByteArray SocketAddress::toText() const
{
    const QByteArray number = QByteArray::number(port());
    if (family() == AF_INET6)
        return '[' + address() + "]:" + number;
    return address() + ':' + number;
}

} // namespace Pushscope
