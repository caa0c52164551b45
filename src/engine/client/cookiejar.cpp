// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/cookiejar.h"

#include "engine/api/clientoptions.h"
#include "engine/client/clienturl.h"
#include "protocol/http1/fields.h"

#include <QTimeZone>

#include <algorithm>
#include <array>

namespace Pushscope {

namespace {

constexpr qint64 MaxAgeSeconds = 400LL * 24 * 3600; // Browsers keep none for longer.

QByteArray pathOf(const ClientUrl &url)
{
    return url.url.path(QUrl::FullyEncoded).toLatin1();
}

QByteArray hostOf(const ClientUrl &url)
{
    return url.url.host(QUrl::FullyEncoded).toLatin1().toLower();
}

/// RFC 6265 §5.1.3, where @p host is not @p domain itself: below it, and a name.
bool isBelow(const QByteArray &host, const QByteArray &domain)
{
    const bool isAddress = host.contains(':')
        || std::ranges::all_of(host, [](char c) { return c == '.' || (c >= '0' && c <= '9'); });
    return !isAddress && host.endsWith(QByteArray('.' + domain));
}

/// RFC 6265 §5.1.4, default-path.
QByteArray defaultPath(const QByteArray &path)
{
    const qsizetype slash = path.lastIndexOf('/');
    return slash <= 0 ? QByteArray("/") : path.left(slash);
}

/// RFC 6265 §5.1.4: "A request-path path-matches a given cookie-path if …".
bool isInPath(const QByteArray &path, const QByteArray &cookiePath)
{
    return path == cookiePath
        || (path.startsWith(cookiePath)
            && (cookiePath.endsWith('/') || path.at(cookiePath.size()) == '/'));
}

/// RFC 6265 §5.1.1: the parts of a date, in whatever order and between whatever marks.
QDateTime cookieDate(const QByteArray &text)
{
    constexpr std::array<QByteArrayView, 12> Months { "jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec" };
    constexpr int FirstFullYear = 1601;
    QByteArray plain = text.toLower();
    for (char &octet : plain) {
        const bool isPart = (octet >= 'a' && octet <= 'z') || (octet >= '0' && octet <= '9')
            || octet == ':';
        octet = isPart ? octet : ' ';
    }
    QTime time;
    int day = 0;
    int month = 0;
    int year = 0;
    for (const QByteArray &part : plain.simplified().split(' ')) {
        const auto *named = std::ranges::find(Months, QByteArrayView(part).first(
                                                          std::min<qsizetype>(part.size(), 3)));
        if (part.contains(':'))
            time = QTime::fromString(QString::fromLatin1(part), QStringLiteral("h:m:s"));
        else if (named != Months.end())
            month = static_cast<int>(named - Months.begin()) + 1;
        else if (day == 0 && part.size() <= 2)
            day = part.toInt();
        else if (const int number = part.toInt(); number > 0)
            year = number;
    }
    if (year < 100)
        year += year >= 70 ? 1900 : 2000;
    const QDate date(year, month, day);
    return date.isValid() && time.isValid() && year >= FirstFullYear
        ? QDateTime(date, time, QTimeZone::utc())
        : QDateTime();
}

bool isPast(const QDateTime &expires, const QDateTime &now)
{
    return expires.isValid() && expires <= now;
}

} // namespace

void CookieJar::take(const Http1::ResponseHead &head, const ClientUrl &url, const QDateTime &now)
{
    const Setting setting{ hostOf(url), now };
    for (const QByteArray &field : Http1::fieldValues(head.fields, "Set-Cookie")) {
        QList<QByteArray> parts = field.split(';');
        const QByteArray pair = parts.takeFirst();
        const qsizetype equals = pair.indexOf('=');
        Cookie cookie;
        cookie.name = pair.left(equals).trimmed();
        if (equals < 0 || cookie.name.isEmpty())
            continue; // RFC 6265 §5.2: "ignore the set-cookie-string entirely"
        cookie.value = pair.mid(equals + 1).trimmed();
        if (cookie.name.size() + cookie.value.size() > MaxCookieOctets)
            continue;
        cookie.domain = setting.host;
        cookie.path = defaultPath(pathOf(url));
        for (const QByteArray &part : parts)
            setAttribute(cookie, part, setting);
        if (!cookie.isForeign)
            put(cookie, now);
    }
}

/// Spec: RFC 6265 §5.2.3 and §5.3, step 4, where the last one counts, and step 6.
void CookieJar::setDomain(Cookie &cookie, QByteArray domain, const QByteArray &host)
{
    if (domain.startsWith('.'))
        domain.remove(0, 1);
    domain = domain.toLower();
    if (domain.isEmpty())
        return;
    const bool isOwn = domain == host;
    cookie.isForeign = !isOwn && !(domain.contains('.') && isBelow(host, domain));
    cookie.isHostOnly = false;
    if (!cookie.isForeign)
        cookie.domain = domain;
}

/// Spec: RFC 6265 §5.2.1 to §5.2.5.
void CookieJar::setAttribute(Cookie &cookie, const QByteArray &text, const Setting &setting)
{
    const qsizetype equals = text.indexOf('=');
    const QByteArray name = text.left(equals < 0 ? text.size() : equals).trimmed().toLower();
    const QByteArray value = equals < 0 ? QByteArray() : text.mid(equals + 1).trimmed();
    bool isNumber = false;
    if (name == "secure") {
        cookie.isSecure = true;
    } else if (name == "domain") {
        setDomain(cookie, value, setting.host);
    } else if (name == "path" && value.startsWith('/')) {
        cookie.path = value;
    } else if (name == "expires" && !cookie.hasMaxAge) {
        cookie.expires = cookieDate(value);
    } else if (name == "max-age") {
        const qint64 seconds = value.toLongLong(&isNumber);
        if (!isNumber)
            return;
        cookie.hasMaxAge = true; // §5.3: it goes before Expires.
        cookie.expires = setting.now.addSecs(std::clamp<qint64>(seconds, 0, MaxAgeSeconds));
    }
}

bool CookieJar::hasRoomFor(const Cookie &cookie, const Cookie *replaced) const
{
    qsizetype octets = cookie.octets();
    qsizetype count = 1;
    qsizetype ofDomain = 1;
    for (const Cookie &other : m_cookies) {
        if (&other == replaced)
            continue;
        octets += other.octets();
        ++count;
        if (other.domain == cookie.domain)
            ++ofDomain;
    }
    return octets <= MaxOctets && count <= MaxCookies && ofDomain <= MaxCookiesOfDomain;
}

void CookieJar::put(const Cookie &cookie, const QDateTime &now)
{
    // RFC 6265 §5.3: "The user agent MUST evict all expired cookies from the cookie store if, at
    // any time, an expired cookie exists in the cookie store."
    std::erase_if(m_cookies, [&](const Cookie &other) { return isPast(other.expires, now); });
    const auto same = std::ranges::find_if(m_cookies, [&](const Cookie &other) {
        return other.name == cookie.name && other.path == cookie.path
            && other.domain == cookie.domain;
    });
    const bool isReplacing = same != m_cookies.end();
    if (isPast(cookie.expires, now)) {
        if (isReplacing)
            m_cookies.erase(same);
        return;
    }
    if (!hasRoomFor(cookie, isReplacing ? &*same : nullptr))
        return;
    if (isReplacing)
        *same = cookie;
    else
        m_cookies.push_back(cookie);
}

QList<QByteArray> CookieJar::cookiesFor(const ClientUrl &url, const QDateTime &now) const
{
    const QByteArray host = hostOf(url);
    QByteArray path = pathOf(url);
    if (path.isEmpty())
        path = "/";
    std::vector<const Cookie *> found;
    for (const Cookie &cookie : m_cookies) {
        const bool isForHost = cookie.domain == host
            || (!cookie.isHostOnly && isBelow(host, cookie.domain));
        if (isForHost && !isPast(cookie.expires, now) && isInPath(path, cookie.path)
            && (url.isTls || !cookie.isSecure))
            found.push_back(&cookie);
    }
    // §5.4: "Cookies with longer paths are listed before cookies with shorter paths."
    std::ranges::stable_sort(found, std::ranges::greater(),
                             [](const Cookie *cookie) { return cookie->path.size(); });
    QList<QByteArray> pairs;
    for (const Cookie *cookie : found)
        pairs.append(cookie->name + '=' + cookie->value);
    return pairs;
}

void CookieJar::apply(ClientOptions &options, const ClientUrl &url, const QDateTime &now) const
{
    options.cookies = withCookies(options.cookies, cookiesFor(url, now));
}

QList<QByteArray> withCookies(QList<QByteArray> given, const QList<QByteArray> &kept)
{
    QList<QByteArray> names;
    for (const QByteArray &pair : given)
        names.append(pair.left(pair.indexOf('=') + 1));
    for (const QByteArray &pair : kept) {
        if (!names.contains(pair.left(pair.indexOf('=') + 1)))
            given.append(pair);
    }
    return given;
}

} // namespace Pushscope
