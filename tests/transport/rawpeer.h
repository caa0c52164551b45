// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "transport/descriptor.h"
#include "transport/socketaddress.h"

#include <QByteArray>
#include <QDeadlineTimer>
#include <QTest>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sched.h>
#include <sys/socket.h>

namespace Pushscope {

/// The other end of a connection, by the operating system's calls alone: they return when the
/// kernel did it, so that a test can arrange what lies in the stream's socket before it looks.
class RawPeer
{
public:
    RawPeer() = default;
    explicit RawPeer(Descriptor socket)
        : m_socket(std::move(socket))
    {
    }

    /// Connects to @p port of @p address.
    static RawPeer to(const QString &address, quint16 port)
    {
        const auto target = SocketAddress::fromLiteral(address, port);
        Descriptor socket(::socket(target->family(), SOCK_STREAM | SOCK_CLOEXEC, 0));
        if (::connect(socket.number(), target->pointer(), target->length) != 0)
            socket.close();
        return RawPeer(std::move(socket));
    }

    [[nodiscard]] bool isOpen() const { return m_socket.isOpen(); }
    [[nodiscard]] int descriptor() const { return m_socket.number(); }

    bool send(const QByteArray &octets)
    {
        const auto size = static_cast<std::size_t>(octets.size());
        return ::send(m_socket.number(), octets.constData(), size, MSG_NOSIGNAL)
            == static_cast<ssize_t>(size);
    }
    /// Everything up to @p size octets or the end; waits for it.
    QByteArray receive(qsizetype size)
    {
        QByteArray octets(size, Qt::Uninitialized);
        const ssize_t count
            = ::recv(m_socket.number(), octets.data(), static_cast<std::size_t>(size), MSG_WAITALL);
        octets.truncate(std::max<ssize_t>(count, 0));
        return octets;
    }
    /// What is there, at most @p size octets; waits for the first. Empty at the end.
    QByteArray receiveSome(qsizetype size)
    {
        QByteArray octets(size, Qt::Uninitialized);
        const ssize_t count
            = ::recv(m_socket.number(), octets.data(), static_cast<std::size_t>(size), 0);
        octets.truncate(std::max<ssize_t>(count, 0));
        return octets;
    }
    /// Whether something (octets, FIN, reset) can be read within @p ms.
    [[nodiscard]] bool isReadable(int ms = 10'000) const
    {
        pollfd state{ m_socket.number(), POLLIN, 0 };
        return ::poll(&state, 1, ms) > 0;
    }
    /// The error that the socket has met: 0 for none, ECONNRESET after a reset.
    [[nodiscard]] int pendingError() const
    {
        int error = 0;
        socklen_t length = sizeof error;
        getsockopt(m_socket.number(), SOL_SOCKET, SO_ERROR, &error, &length);
        return error;
    }

    void finish() { ::shutdown(m_socket.number(), SHUT_WR); }
    void close() { m_socket.close(); }
    void reset()
    {
        const linger atOnce{ 1, 0 };
        setsockopt(m_socket.number(), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
        m_socket.close();
    }

private:
    Descriptor m_socket;
};

/// A listening socket on a free port of loopback.
class RawListener
{
public:
    explicit RawListener(const QString &address = QStringLiteral("127.0.0.1"), int backlog = 16)
    {
        const auto bound = SocketAddress::fromLiteral(address, 0);
        m_socket = Descriptor(::socket(bound->family(), SOCK_STREAM | SOCK_CLOEXEC, 0));
        if (::bind(m_socket.number(), bound->pointer(), bound->length) != 0
            || ::listen(m_socket.number(), backlog) != 0)
            m_socket.close();
    }

    [[nodiscard]] bool isOpen() const { return m_socket.isOpen(); }
    [[nodiscard]] int descriptor() const { return m_socket.number(); }
    [[nodiscard]] quint16 port() const { return SocketAddress::localOf(m_socket.number()).port(); }
    /// Waits for the next connection, while the event loop turns.
    RawPeer accept()
    {
        const auto hasOne = [this] {
            pollfd state{ m_socket.number(), POLLIN, 0 };
            return ::poll(&state, 1, 0) > 0;
        };
        if (!QTest::qWaitFor(hasOne, 10'000))
            return {};
        return RawPeer(Descriptor(::accept4(m_socket.number(), nullptr, nullptr, SOCK_CLOEXEC)));
    }
    void close() { m_socket.close(); }

private:
    Descriptor m_socket;
};

} // namespace Pushscope
