// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

/// Blocking loopback sockets for the two ends of a benchmark; a failure ends the program.
namespace Wire {

[[noreturn]] inline void fail(const char *what)
{
    std::perror(what);
    std::exit(1);
}

inline sockaddr_in loopback(std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

/// A socket that listens on a free port; @p port says which.
inline int listenOnLoopback(std::uint16_t &port)
{
    const int listener = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (bind(listener, reinterpret_cast<sockaddr *>(&address), size) != 0
        || listen(listener, 16) != 0
        || getsockname(listener, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        fail("listen");
    port = ntohs(address.sin_port);
    return listener;
}

inline int connectToLoopback(std::uint16_t port)
{
    const int connection = socket(AF_INET, SOCK_STREAM, 0);
    const sockaddr_in address = loopback(port);
    if (connect(connection, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        fail("connect");
    return connection;
}

inline void writeAll(int connection, std::string_view octets)
{
    while (!octets.empty()) {
        const ssize_t written = send(connection, octets.data(), octets.size(), MSG_NOSIGNAL);
        if (written < 0)
            fail("send");
        octets.remove_prefix(static_cast<std::size_t>(written));
    }
}

/// Reads up to the empty line that ends a head; what follows it stays in @p rest.
inline std::string readHead(int connection, std::string &rest)
{
    std::string head;
    char piece[4096];
    std::size_t end = std::string::npos;
    while ((end = head.find("\r\n\r\n")) == std::string::npos) {
        const ssize_t got = recv(connection, piece, sizeof piece, 0);
        if (got <= 0)
            return {};
        head.append(piece, static_cast<std::size_t>(got));
    }
    rest = head.substr(end + 4);
    head.resize(end + 2);
    return head;
}

} // namespace Wire
