// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "transport/network.h"

#include <QByteArray>
#include <QUrl>

namespace Pushscope {

struct ClientOptions;

/// A URL as a client needs it.
struct ClientUrl {
    QUrl url; ///< Without userinfo and fragment.
    QString host;
    quint16 port = 0;
    bool isTls = false;
    bool isWebSocket = false; ///< ws or wss.
    QByteArray hostField; ///< `host`, or `host:port` where it is not the scheme's own.
    QByteArray target; ///< Path and query, as they go into the request line.
    QByteArray userInfo; ///< `user:password` from the URL, decoded; empty for none.

    /// Scheme family, host and port are the same: credentials may go there.
    [[nodiscard]] bool isSameOrigin(const ClientUrl &other) const;
    /// What may be shown and recorded: no userinfo, secret values of the query masked.
    [[nodiscard]] QByteArray shown() const;
};

/// As Host and CONNECT spell it: an IPv6 address in brackets and without its zone, a name outside ASCII as its A-label.
[[nodiscard]] QByteArray bracketedHost(const QUrl &url);

/// @return BadUrl, with `url`, empty where it is no URL at all, and `reason` (scheme, host,
/// host-characters, address, port, syntax).
[[nodiscard]] Result<ClientUrl> parseClientUrl(const QUrl &url);

/// The value of a parameter of the query, decoded; empty where there is none.
[[nodiscard]] QByteArray queryParameter(const ClientUrl &url, const QByteArray &name);
/// Gives the query's parameter @p name, which is written as it stands, this value alone.
void setQueryParameter(ClientUrl &url, const QByteArray &name, const QByteArray &value);

/// Where and how to connect to for @p url.
[[nodiscard]] ConnectTarget connectTarget(const ClientUrl &url, const ClientOptions &options);

} // namespace Pushscope
