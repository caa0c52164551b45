// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/http1/message.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>

#include <vector>

namespace Pushscope {

struct ClientOptions;
struct ClientUrl;

/// The cookies that servers gave to one client session: what a load balancer knows it by.
///
/// There is no list of public suffixes: a Domain of one label, as `com`, is refused, `co.uk` is
/// not, which matters to a browser with many owners' cookies more than to one session's client.
///
/// Spec: RFC 6265 §5.1 to §5.4.
class CookieJar
{
public:
    /// Octets of all cookies together; browsers take 180 of 4096 octets from a host.
    static constexpr qsizetype MaxOctets = 180 * 4096;

    /// Takes over the Set-Cookie fields of @p head, the answer to a request for @p url at @p now.
    void take(const Http1::ResponseHead &head, const ClientUrl &url, const QDateTime &now);
    /// Adds to @p options those for a request of @p url; one of the same name that the user gave
    /// stays.
    void apply(ClientOptions &options, const ClientUrl &url, const QDateTime &now) const;
    /// `name=value` of those for a request of @p url, in the order in which to send them.
    [[nodiscard]] QList<QByteArray> cookiesFor(const ClientUrl &url, const QDateTime &now) const;
    [[nodiscard]] qsizetype size() const { return static_cast<qsizetype>(m_cookies.size()); }

private:
    struct Cookie {
        QByteArray name;
        QByteArray value;
        QByteArray domain; ///< In lower case.
        QByteArray path;
        QDateTime expires; ///< Invalid: with the session.
        bool isHostOnly = true; ///< §5.3: sent to `domain` alone, not to hosts below it.
        bool isSecure = false;
        bool hasMaxAge = false;
        bool isForeign = false; ///< Its Domain is not the server's to name.
    };

    static void setAttribute(Cookie &cookie, const QByteArray &text, const QDateTime &now);
    static void setDomain(Cookie &cookie, QByteArray domain);
    void put(const Cookie &cookie, const QDateTime &now);

    std::vector<Cookie> m_cookies; ///< In the order in which they were first set.
};

/// @p given by the user, and behind them those of @p kept that have another name.
[[nodiscard]] QList<QByteArray> withCookies(QList<QByteArray> given, const QList<QByteArray> &kept);

} // namespace Pushscope
