// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/clienturl.h"

#include "capture/maskedtext.h"
#include "engine/api/techniques.h"
#include "engine/client/clientproxy.h"

namespace Pushscope {

namespace {

constexpr quint16 HttpPort = 80;
constexpr quint16 HttpsPort = 443;

Error badUrl(const QUrl &url, const QByteArray &reason)
{
    return { ErrorCode::BadUrl, ErrorSite::Http,
             { { "url", maskedText(url.toDisplayString(QUrl::RemoveUserInfo).toUtf8()) },
               { "reason", reason } } };
}

/// Of a URL that is invalid.
QByteArray reasonOf(const QUrl &url)
{
    const QString words = url.errorString();
    if (words.startsWith(QLatin1StringView("Invalid port")))
        return "port";
    if (words.startsWith(QLatin1StringView("Invalid hostname")))
        return "host-characters";
    const bool isAboutAddress = words.contains(QLatin1StringView("IPv6"))
        || words.startsWith(QLatin1StringView("Expected ']'"));
    return isAboutAddress ? "address" : "syntax";
}

} // namespace

bool ClientUrl::isSameOrigin(const ClientUrl &other) const
{
    return isTls == other.isTls && host == other.host && port == other.port;
}

QByteArray ClientUrl::shown() const
{
    return shownUrl(url);
}

QByteArray bracketedHost(const QUrl &url)
{
    QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    // RFC 6874 §4: "An HTTP client, proxy, or other intermediary MUST remove any ZoneID attached
    // to an outgoing URI, as it has only local significance at the sending host."
    if (const qsizetype zone = host.indexOf('%'); zone >= 0 && host.contains(':'))
        host.remove(zone, host.size() - zone - (host.endsWith(']') ? 1 : 0));
    return host.contains(':') && !host.startsWith('[') ? QByteArray('[' + host + ']') : host;
}

Result<ClientUrl> parseClientUrl(const QUrl &url)
{
    if (!url.isValid())
        return badUrl(url, reasonOf(url));
    const QString scheme = url.scheme();
    const bool isWebSocket
        = scheme == QLatin1StringView("ws") || scheme == QLatin1StringView("wss");
    const bool isHttp = scheme == QLatin1StringView("http") || scheme == QLatin1StringView("https");
    if (!isWebSocket && !isHttp)
        return badUrl(url, "scheme");
    if (url.host().isEmpty())
        return badUrl(url, "host");
    ClientUrl result;
    result.isTls = scheme == QLatin1StringView("wss") || scheme == QLatin1StringView("https");
    result.isWebSocket = isWebSocket;
    result.host = url.host(QUrl::FullyDecoded);
    const int port = url.port(result.isTls ? HttpsPort : HttpPort);
    if (port == 0)
        return badUrl(url, "port");
    result.port = static_cast<quint16>(port);
    const QString user = QUrl::fromPercentEncoding(url.userInfo(QUrl::FullyEncoded).toLatin1());
    result.userInfo = user.toUtf8();
    result.url = url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveFragment);
    // An IPv6 address stands in brackets in Host; a name outside ASCII as its A-label.
    result.hostField = bracketedHost(url);
    if (url.port() != -1 && port != (result.isTls ? HttpsPort : HttpPort))
        result.hostField += ':' + QByteArray::number(port);
    result.target = result.url.path(QUrl::FullyEncoded).toLatin1();
    if (result.target.isEmpty())
        result.target = "/";
    if (result.url.hasQuery())
        result.target += '?' + result.url.query(QUrl::FullyEncoded).toLatin1();
    return result;
}

QByteArray queryParameter(const ClientUrl &url, const QByteArray &name)
{
    const qsizetype question = url.target.indexOf('?');
    if (question < 0)
        return {};
    for (const QByteArray &part : url.target.mid(question + 1).split('&')) {
        if (part.startsWith(QByteArray(name + '=')))
            return QByteArray::fromPercentEncoding(part.mid(name.size() + 1));
    }
    return {};
}

void setQueryParameter(ClientUrl &url, const QByteArray &name, const QByteArray &value)
{
    const qsizetype question = url.target.indexOf('?');
    QByteArrayList parts;
    if (question >= 0)
        parts = url.target.mid(question + 1).split('&');
    parts.removeIf([&](const QByteArray &part) {
        return part.isEmpty() || part == name || part.startsWith(QByteArray(name + '='));
    });
    parts.append(name + '=' + value.toPercentEncoding("$"));
    const QByteArray query = parts.join('&');
    url.target = url.target.left(question < 0 ? url.target.size() : question) + '?' + query;
    url.url.setQuery(QString::fromLatin1(query), QUrl::StrictMode);
}

ConnectTarget connectTarget(const ClientUrl &url, const ClientOptions &options)
{
    ConnectTarget target;
    target.host = url.host;
    target.port = url.port;
    target.timeout = timeoutOf(options);
    target.proxy = proxyHop(options, url);
    target.tls.isUsed = url.isTls;
    target.tls.isVerificationOff = options.isInsecure;
    target.tls.caCertificateFile = options.caCertificateFile;
    // A redirect must not show it to whom it was not given for.
    const auto own = parseClientUrl(options.url);
    if (own && own->isSameOrigin(url)) {
        target.tls.certificateFile = options.clientCertificateFile;
        target.tls.keyFile = options.clientKeyFile;
    } else {
        target.tls.isCertificateWithheld = !options.clientCertificateFile.isEmpty();
    }
    return target;
}

} // namespace Pushscope
