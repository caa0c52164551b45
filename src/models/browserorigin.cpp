// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/browserorigin.h"

#include <QStringList>

#include <algorithm>

namespace Pushscope {

namespace {

// 127.0.0.0/8: "localhost" by its number.
bool isLoopbackAddress(const QString &host)
{
    if (host == QLatin1StringView("::1"))
        return true;
    return isAddressLiteral(host) && host.startsWith(QLatin1StringView("127."));
}

QString registrableDomain(const QString &host)
{
    const QStringList labels = host.split(QLatin1Char('.'), Qt::SkipEmptyParts);
    if (labels.size() < 3 || isAddressLiteral(host))
        return host;
    static const QStringList secondLevels{
        QStringLiteral("ac"),  QStringLiteral("co"),  QStringLiteral("com"), QStringLiteral("edu"),
        QStringLiteral("gov"), QStringLiteral("go"),  QStringLiteral("ne"),  QStringLiteral("net"),
        QStringLiteral("or"),  QStringLiteral("org"),
    };
    const bool isCountry = labels.last().size() == 2;
    const bool isThree = isCountry && secondLevels.contains(labels.at(labels.size() - 2));
    return labels.mid(labels.size() - (isThree ? 3 : 2)).join(QLatin1Char('.'));
}

} // namespace

bool isAddressLiteral(const QString &host)
{
    if (host.contains(QLatin1Char(':')))
        return true; // No domain has one.
    const QStringList parts = host.split(QLatin1Char('.'));
    return parts.size() == 4 && std::ranges::all_of(parts, [](const QString &part) {
               bool isNumber = false;
               return part.toUInt(&isNumber) <= 255 && isNumber;
           });
}

int defaultPortOf(const QString &scheme)
{
    if (scheme == QLatin1StringView("http") || scheme == QLatin1StringView("ws"))
        return 80;
    if (scheme == QLatin1StringView("https") || scheme == QLatin1StringView("wss"))
        return 443;
    return -1;
}

std::optional<BrowserOrigin> BrowserOrigin::fromText(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed == QLatin1StringView("null"))
        return BrowserOrigin();
    const QUrl url(trimmed, QUrl::StrictMode);
    const QString scheme = url.scheme();
    const bool isWeb = scheme == QLatin1StringView("http") || scheme == QLatin1StringView("https");
    if (!url.isValid() || !isWeb || url.host().isEmpty())
        return std::nullopt;
    return fromUrl(url);
}

BrowserOrigin BrowserOrigin::fromUrl(const QUrl &url)
{
    BrowserOrigin origin;
    origin.m_scheme = url.scheme();
    if (origin.m_scheme == QLatin1StringView("ws"))
        origin.m_scheme = QStringLiteral("http");
    else if (origin.m_scheme == QLatin1StringView("wss"))
        origin.m_scheme = QStringLiteral("https");
    origin.m_host = url.host(QUrl::FullyEncoded).toLower();
    if (origin.m_host.startsWith(QLatin1Char('[')) && origin.m_host.endsWith(QLatin1Char(']')))
        origin.m_host = origin.m_host.mid(1, origin.m_host.size() - 2);
    origin.m_port = url.port(defaultPortOf(origin.m_scheme));
    return origin;
}

bool BrowserOrigin::isDefaultPort() const
{
    return m_port == defaultPortOf(m_scheme);
}

QString BrowserOrigin::text() const
{
    if (isOpaque())
        return QStringLiteral("null");
    const bool isBracketed = m_host.contains(QLatin1Char(':'));
    QString text = m_scheme + QStringLiteral("://")
        + (isBracketed ? QString(QLatin1Char('[') + m_host + QLatin1Char(']')) : m_host);
    if (!isDefaultPort())
        text += QLatin1Char(':') + QString::number(m_port);
    return text;
}

bool BrowserOrigin::isSameOrigin(const BrowserOrigin &other) const
{
    return !isOpaque() && m_scheme == other.m_scheme && m_host == other.m_host
        && m_port == other.m_port;
}

bool BrowserOrigin::isSchemelesslySameSite(const BrowserOrigin &other) const
{
    return !isOpaque() && !other.isOpaque()
        && registrableDomain(m_host) == registrableDomain(other.m_host);
}

bool BrowserOrigin::isPotentiallyTrustworthy() const
{
    // "If origin's host component is localhost or ends with .localhost …"
    return m_scheme == QLatin1StringView("https") || isLoopbackAddress(m_host)
        || m_host == QLatin1StringView("localhost")
        || m_host.endsWith(QLatin1StringView(".localhost"));
}

} // namespace Pushscope
