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
    /// Octets of a cookie's name and value. RFC 6265bis §5.6: "If the sum of the lengths of the
    /// name string and the value string is more than 4096 octets, […] ignore the set-cookie-string
    /// entirely."
    static constexpr qsizetype MaxCookieOctets = 4096;
    /// RFC 6265 §6.1 has user agents hold "at least 50 cookies per domain" and "at least 3000
    /// cookies total": servers may not count on more.
    static constexpr qsizetype MaxCookiesOfDomain = 50;
    static constexpr qsizetype MaxCookies = 3000;
    /// Octets of all cookies together, with their paths and domains: browsers take 180 of the
    /// longest cookies from a host, and a session has to do with few hosts.
    static constexpr qsizetype MaxOctets = 180 * MaxCookieOctets;

    /// Takes over the Set-Cookie fields of @p head, the answer to a request for @p url at @p now.
    /// What a limit leaves no room for is ignored.
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

        [[nodiscard]] qsizetype octets() const
        {
            return name.size() + value.size() + path.size() + domain.size();
        }
    };
    struct Setting { ///< Of what a Set-Cookie field says.
        QByteArray host;
        QDateTime now;
    };

    static void setAttribute(Cookie &cookie, const QByteArray &text, const Setting &setting);
    static void setDomain(Cookie &cookie, QByteArray domain, const QByteArray &host);
    void put(const Cookie &cookie, const QDateTime &now);
    /// Whether @p cookie keeps the limits, in the place of @p replaced where that is not null.
    [[nodiscard]] bool hasRoomFor(const Cookie &cookie, const Cookie *replaced) const;

    std::vector<Cookie> m_cookies; ///< In the order in which they were first set.
};

/// @p given by the user, and behind them those of @p kept that have another name.
[[nodiscard]] QList<QByteArray> withCookies(QList<QByteArray> given, const QList<QByteArray> &kept);

} // namespace Pushscope
