// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/cookiejar.h"

#include "engine/api/clientoptions.h"
#include "engine/client/clienturl.h"
#include "protocol/http1/fields.h"
#include "protocol/http1/grammar.h"

#include <QTimeZone>

#include <algorithm>
#include <array>
#include <optional>

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

/// The digits that @p text begins with, at most @p most of them; 0 where there are fewer than
/// @p least, or another digit follows.
qsizetype leadingDigits(QByteArrayView text, qsizetype least, qsizetype most)
{
    const auto end = std::ranges::find_if_not(text, Http1::isDigit);
    const qsizetype count = end - text.begin();
    return count >= least && count <= most ? count : 0;
}

/// `hms-time ( non-digit *OCTET )`: hour, minute and second, in range or not.
std::optional<std::array<int, 3>> timeOf(QByteArrayView token)
{
    std::array<int, 3> parts{};
    for (int &part : parts) {
        if (&part != &parts.front()) {
            if (!token.startsWith(':'))
                return std::nullopt;
            token = token.sliced(1);
        }
        const qsizetype digits = leadingDigits(token, 1, 2);
        if (digits == 0)
            return std::nullopt;
        part = token.first(digits).toInt();
        token = token.sliced(digits);
    }
    return parts;
}

/// The parts of a date, in whatever order and between whatever marks; the first that may be one
/// counts, so that neither a zone nor `PM` behind them is another. Spec: RFC 6265 §5.1.1.
class CookieDate
{
public:
    void take(QByteArrayView token)
    {
        if (!m_time && (m_time = timeOf(token)))
            return;
        if (const qsizetype digits = m_day ? 0 : leadingDigits(token, 1, 2); digits > 0) {
            m_day = token.first(digits).toInt();
            return;
        }
        if (!m_month && (m_month = monthOf(token)))
            return;
        if (const qsizetype digits = m_year ? 0 : leadingDigits(token, 2, 4); digits > 0)
            m_year = token.first(digits).toInt();
    }

    /// Invalid where it is none.
    [[nodiscard]] QDateTime result() const
    {
        constexpr int FirstFullYear = 1601;
        if (!m_time || !m_day || !m_month || !m_year)
            return {};
        const int year = *m_year >= 100 ? *m_year : *m_year + (*m_year >= 70 ? 1900 : 2000);
        const QDate date(year, *m_month, *m_day);
        const QTime time((*m_time)[0], (*m_time)[1], (*m_time)[2]);
        return date.isValid() && time.isValid() && year >= FirstFullYear
            ? QDateTime(date, time, QTimeZone::utc())
            : QDateTime();
    }

private:
    static std::optional<int> monthOf(QByteArrayView token)
    {
        constexpr std::array<QByteArrayView, 12> Months { "jan", "feb", "mar", "apr",
                                                          "may", "jun", "jul", "aug",
                                                          "sep", "oct", "nov", "dec" };
        const auto *named = std::ranges::find_if(Months, [&](QByteArrayView name) {
            return token.size() >= name.size()
                && token.first(name.size()).compare(name, Qt::CaseInsensitive) == 0;
        });
        if (named == Months.end())
            return std::nullopt;
        return static_cast<int>(named - Months.begin()) + 1;
    }

    std::optional<std::array<int, 3>> m_time;
    std::optional<int> m_day;
    std::optional<int> m_month;
    std::optional<int> m_year;
};

/// Spec: RFC 6265 §5.1.1, `delimiter`.
bool isDateDelimiter(char octet)
{
    return octet == '\t' || (octet >= 0x20 && octet <= 0x2f) || (octet >= 0x3b && octet <= 0x40)
        || (octet >= 0x5b && octet <= 0x60) || (octet >= 0x7b && octet <= 0x7e);
}

QDateTime cookieDate(QByteArrayView text)
{
    CookieDate date;
    qsizetype begin = 0;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        if (i < text.size() && !isDateDelimiter(text[i]))
            continue;
        if (i > begin)
            date.take(text.sliced(begin, i - begin));
        begin = i + 1;
    }
    return date.result();
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
        // RFC 6265bis §5.6: "If the set-cookie-string contains a %x00-08 / %x0A-1F / %x7F character
        // (CTL characters excluding HTAB): Abort this algorithm and ignore the set-cookie-string
        // entirely." A CR that went back would be a field of its own to some.
        if (!std::ranges::all_of(field, Http1::isFieldChar))
            continue;
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
        if (const QDateTime date = cookieDate(value); date.isValid())
            cookie.expires = date; // §5.2.1: else "ignore the cookie-av".
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
