// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <sys/socket.h>

#include <optional>

namespace Pushscope {

/// Where a socket is bound or connected to: an IPv4 or IPv6 address with a port.
struct SocketAddress {
    sockaddr_storage storage{};
    socklen_t length = 0;

    /// The address that @p literal spells (IPv6 without brackets, a zone allowed); nullopt for a
    /// name or rubbish. Never asks a name server.
    [[nodiscard]] static std::optional<SocketAddress> fromLiteral(const QString &literal,
                                                                  quint16 port);
    [[nodiscard]] static SocketAddress localOf(int descriptor);
    [[nodiscard]] static SocketAddress remoteOf(int descriptor);

    [[nodiscard]] int family() const { return storage.ss_family; }
    [[nodiscard]] quint16 port() const;
    void setPort(quint16 port);
    [[nodiscard]] const sockaddr *pointer() const
    {
        return reinterpret_cast<const sockaddr *>(&storage);
    }
    [[nodiscard]] QByteArray address() const; ///< Without port and brackets.
    [[nodiscard]] QByteArray toText() const;  ///< `address:port`, IPv6 in brackets.
};

} // namespace Pushscope
