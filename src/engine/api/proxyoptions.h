// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <functional>
#include <optional>

namespace Pushscope {

/// The proxy that a client goes through.
struct ProxyOptions {
    enum class Kind : quint8 {
        Http,  ///< Plain HTTP in absolute form; everything else by CONNECT.
        Socks5 ///< The proxy looks names up.
    };
    Kind kind = Kind::Http;
    QString host; ///< IPv6 without brackets.
    quint16 port = 0;
    QByteArray user; ///< Empty: none is told.
    QByteArray password;
    bool operator==(const ProxyOptions &) const = default;
};

/// Reads `http://[USER:PASSWORD@]HOST[:PORT]` or `socks5://…` (`socks5h` means the same here);
/// without a port 80 and 1080. Errors: BadUrl with `reason` `proxy`.
[[nodiscard]] Result<ProxyOptions> parseProxy(const QString &text);

/// What the environment says of proxies, as curl reads it.
struct ProxyEnvironment {
    std::optional<ProxyOptions> http;  ///< `http_proxy`: of http: and ws:.
    std::optional<ProxyOptions> https; ///< `https_proxy`: of https: and wss:.
    std::optional<ProxyOptions> all;   ///< `all_proxy`: where there is none of their own.
    /// `no_proxy`: hosts, domains, addresses and blocks of addresses (`10.0.0.0/8`) between commas
    /// or blanks; `*` is all. Ports are not looked at.
    QByteArray exceptions;

    /// The proxy of @p url; nullopt: none.
    [[nodiscard]] std::optional<ProxyOptions> proxyFor(const QUrl &url) const;
    bool operator==(const ProxyEnvironment &) const = default;
};

/// Errors: those of parseProxy(), also for a proxy that only a redirect would come to.
[[nodiscard]] Result<ProxyEnvironment>
readProxyEnvironment(const std::function<QByteArray(const char *name)> &environment);

/// 4 or 16 octets in network order where @p host is an address, IPv6 without brackets and with or
/// without a zone; else empty.
[[nodiscard]] QByteArray addressOctets(const QString &host);

/// `http://host:port`, without credentials.
[[nodiscard]] QByteArray proxyText(const ProxyOptions &proxy);

} // namespace Pushscope
