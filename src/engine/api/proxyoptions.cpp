// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/api/proxyoptions.h"

#include "protocol/socks/clienthandshake.h"

#include <arpa/inet.h>

#include <array>
#include <utility>

namespace Pushscope {

namespace {

constexpr quint16 HttpPort = 80;
constexpr quint16 SocksPort = 1080;

/// @p url is empty where @p text is none.
Error badProxy(const QUrl &url, const QString &text, const char *reason = "proxy")
{
    const QString shown = url.isValid() ? url.toDisplayString(QUrl::RemoveUserInfo)
                                        : text.mid(text.lastIndexOf(QLatin1Char('@')) + 1);
    return { ErrorCode::BadUrl, ErrorSite::Proxy,
             { { "url", shown.toUtf8() }, { "reason", reason } } };
}

/// Whether @p address (see addressOctets()) is in @p block: `192.0.2.1`, or `192.0.2.0/24`.
bool isInBlock(const QByteArray &address, QString block)
{
    constexpr int BitsPerOctet = 8;
    int bits = static_cast<int>(address.size()) * BitsPerOctet;
    if (const qsizetype slash = block.indexOf(QLatin1Char('/')); slash >= 0) {
        bool isNumber = false;
        const int wanted = block.mid(slash + 1).toInt(&isNumber);
        if (!isNumber || wanted < 0 || wanted > bits)
            return false;
        bits = wanted;
        block.truncate(slash);
    }
    if (block.startsWith(QLatin1Char('[')) && block.endsWith(QLatin1Char(']')))
        block = block.mid(1, block.size() - 2);
    const QByteArray base = addressOctets(block);
    if (base.size() != address.size())
        return false;
    const int whole = bits / BitsPerOctet;
    const int rest = bits % BitsPerOctet;
    if (base.left(whole) != address.left(whole))
        return false;
    const auto differing = static_cast<quint8>(rest == 0 ? 0 : base[whole] ^ address[whole]);
    return differing >> (BitsPerOctet - rest) == 0;
}

/// `www.example.org` is of `example.org` and of `.example.org`; the dot of the root says nothing.
bool isOfDomain(const QString &host, QString domain)
{
    if (domain.endsWith(QLatin1Char('.')))
        domain.chop(1);
    if (domain.startsWith(QLatin1Char('.')))
        domain.remove(0, 1);
    return !domain.isEmpty() && (host == domain || host.endsWith(QLatin1Char('.') + domain));
}

bool isExcepted(const QUrl &url, const QByteArray &exceptions)
{
    QString host = url.host().toLower();
    const QByteArray address = addressOctets(host);
    if (host.endsWith(QLatin1Char('.')))
        host.chop(1);
    QString list = QString::fromUtf8(exceptions).toLower();
    list.replace(QLatin1Char(','), QLatin1Char(' '));
    for (const QString &entry : list.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        if (entry == QLatin1String("*"))
            return true;
        // An address is no name: 0.0.1 is not the domain of 127.0.0.1.
        if (address.isEmpty() ? isOfDomain(host, entry) : isInBlock(address, entry))
            return true;
    }
    return false;
}

} // namespace

Result<ProxyOptions> parseProxy(const QString &text)
{
    const QUrl url(text.contains(QLatin1String("://")) ? text : QLatin1String("http://") + text,
                   QUrl::StrictMode);
    ProxyOptions proxy;
    if (url.scheme() == QLatin1String("socks5") || url.scheme() == QLatin1String("socks5h"))
        proxy.kind = ProxyOptions::Kind::Socks5;
    else if (url.scheme() != QLatin1String("http"))
        return badProxy(url, text);
    const bool hasMore = (url.path().size() > 1) || url.hasQuery() || url.hasFragment();
    const int port
        = url.port(proxy.kind == ProxyOptions::Kind::Http ? HttpPort : SocksPort);
    if (!url.isValid() || url.host().isEmpty() || hasMore || port == 0)
        return badProxy(url, text);
    proxy.host = url.host(QUrl::FullyDecoded);
    proxy.port = static_cast<quint16>(port);
    proxy.user = url.userName(QUrl::FullyDecoded).toUtf8();
    proxy.password = url.password(QUrl::FullyDecoded).toUtf8();
    constexpr qsizetype Longest = Socks::ClientHandshake::LongestField;
    if (proxy.kind == ProxyOptions::Kind::Socks5
        && (proxy.user.size() > Longest || proxy.password.size() > Longest))
        return badProxy(url, text, "proxy-user-too-long");
    return proxy;
}

std::optional<ProxyOptions> ProxyEnvironment::proxyFor(const QUrl &url) const
{
    if (isExcepted(url, exceptions))
        return std::nullopt;
    const bool isTls
        = url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("wss");
    const std::optional<ProxyOptions> &own = isTls ? https : http;
    return own ? own : all;
}

Result<ProxyEnvironment>
readProxyEnvironment(const std::function<QByteArray(const char *name)> &environment)
{
    ProxyEnvironment found;
    const auto either = [&environment](const char *lower, const char *upper) {
        const QByteArray value = environment(lower);
        return value.isEmpty() && upper ? environment(upper) : value;
    };
    struct Variable {
        QByteArray value;
        std::optional<ProxyOptions> &proxy;
    };
    // HTTP_PROXY in capitals is not read: a CGI program gets a client's `Proxy` field by it.
    for (const Variable &variable :
         { Variable{ either("http_proxy", nullptr), found.http },
           Variable{ either("https_proxy", "HTTPS_PROXY"), found.https },
           Variable{ either("all_proxy", "ALL_PROXY"), found.all } }) {
        if (variable.value.isEmpty())
            continue;
        Result<ProxyOptions> proxy = parseProxy(QString::fromUtf8(variable.value));
        if (!proxy)
            return proxy.error();
        variable.proxy = std::move(proxy).value();
    }
    found.exceptions = either("no_proxy", "NO_PROXY");
    return found;
}

QByteArray addressOctets(const QString &host)
{
    const QByteArray text = host.left(host.indexOf(QLatin1Char('%'))).toLatin1();
    std::array<char, sizeof(in6_addr)> octets{};
    if (inet_pton(AF_INET, text.constData(), octets.data()) == 1)
        return QByteArray(octets.data(), sizeof(in_addr));
    if (inet_pton(AF_INET6, text.constData(), octets.data()) == 1)
        return QByteArray(octets.data(), sizeof(in6_addr));
    return {};
}

QByteArray proxyText(const ProxyOptions &proxy)
{
    QUrl url;
    url.setScheme(proxy.kind == ProxyOptions::Kind::Http ? QStringLiteral("http")
                                                         : QStringLiteral("socks5"));
    url.setHost(proxy.host);
    url.setPort(proxy.port);
    return url.toEncoded();
}

} // namespace Pushscope
