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

/// What the environment says of @p url, as curl reads it: `http_proxy` (of ws: and http:),
/// `https_proxy`, `all_proxy`, except for the hosts of `no_proxy`. nullopt: no proxy.
/// Errors: those of parseProxy().
[[nodiscard]] Result<std::optional<ProxyOptions>> proxyFromEnvironment(
    const QUrl &url, const std::function<QByteArray(const char *name)> &environment);

/// `http://host:port`, without credentials.
[[nodiscard]] QByteArray proxyText(const ProxyOptions &proxy);

} // namespace Pushscope
