// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/api/proxyoptions.h"

namespace Pushscope {

namespace {

constexpr quint16 HttpPort = 80;
constexpr quint16 SocksPort = 1080;

Error badProxy(const QUrl &url)
{
    return { ErrorCode::BadUrl, ErrorSite::Proxy,
             { { "url", url.toDisplayString(QUrl::RemoveUserInfo).toUtf8() },
               { "reason", "proxy" } } };
}

/// `.example.org`, `example.org` and `*` as in no_proxy; ports are not looked at.
bool isExcepted(const QString &host, const QByteArray &exceptions)
{
    for (const QByteArray &entry : exceptions.split(',')) {
        QString name = QString::fromUtf8(entry.trimmed()).toLower();
        if (name == QLatin1String("*"))
            return true;
        if (name.startsWith(QLatin1Char('.')))
            name.remove(0, 1);
        if (name.isEmpty())
            continue;
        if (host == name || host.endsWith(QLatin1Char('.') + name))
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
        return badProxy(url);
    const bool hasMore = (url.path().size() > 1) || url.hasQuery() || url.hasFragment();
    const int port
        = url.port(proxy.kind == ProxyOptions::Kind::Http ? HttpPort : SocksPort);
    if (!url.isValid() || url.host().isEmpty() || hasMore || port == 0)
        return badProxy(url);
    proxy.host = url.host(QUrl::FullyDecoded);
    proxy.port = static_cast<quint16>(port);
    proxy.user = url.userName(QUrl::FullyDecoded).toUtf8();
    proxy.password = url.password(QUrl::FullyDecoded).toUtf8();
    return proxy;
}

Result<std::optional<ProxyOptions>>
proxyFromEnvironment(const QUrl &url,
                     const std::function<QByteArray(const char *name)> &environment)
{
    const auto either = [&environment](const char *lower, const char *upper) {
        const QByteArray value = environment(lower);
        return value.isEmpty() && upper ? environment(upper) : value;
    };
    if (isExcepted(url.host().toLower(), either("no_proxy", "NO_PROXY")))
        return std::optional<ProxyOptions>();
    const bool isTls
        = url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("wss");
    // HTTP_PROXY in capitals is not read: a CGI program gets a client's `Proxy` field by it.
    QByteArray value = isTls ? either("https_proxy", "HTTPS_PROXY") : either("http_proxy", nullptr);
    if (value.isEmpty())
        value = either("all_proxy", "ALL_PROXY");
    if (value.isEmpty())
        return std::optional<ProxyOptions>();
    Result<ProxyOptions> proxy = parseProxy(QString::fromUtf8(value));
    if (!proxy)
        return proxy.error();
    return std::optional<ProxyOptions>(std::move(proxy).value());
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
