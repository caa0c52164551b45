// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/http1/message.h"

#include <QByteArray>
#include <QDateTime>

#include <vector>

namespace Pushscope {

struct ClientOptions;
struct ClientUrl;

/// The cookies that one server gave to one client session: what a load balancer knows it by.
///
/// Spec: RFC 6265 §5.2 to §5.4, for the one host that is asked; Domain is of no meaning then.
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
    [[nodiscard]] qsizetype size() const { return static_cast<qsizetype>(m_cookies.size()); }

private:
    struct Cookie {
        QByteArray name;
        QByteArray value;
        QByteArray path;
        QDateTime expires; ///< Invalid: with the session.
        bool isSecure = false;
        bool hasMaxAge = false;
    };

    static void setAttribute(Cookie &cookie, const QByteArray &text, const QDateTime &now);
    void put(const Cookie &cookie, const QDateTime &now);

    std::vector<Cookie> m_cookies; ///< In the order in which they were first set.
};

} // namespace Pushscope
