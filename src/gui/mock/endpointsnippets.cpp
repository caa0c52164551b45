// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/mock/endpointsnippets.h"

#include "engine/api/techniques.h"
#include "models/shellwords.h"

namespace Pushscope {

namespace {

/// The nonce of RFC 6455 §1.3, so that what the server must answer can be looked up there.
constexpr auto SampleKey = "dGhlIHNhbXBsZSBub25jZQ==";

bool isWebSocket(const MockEndpointStatus &endpoint)
{
    return techniqueFromName(endpoint.technique) == Technique::WebSocket;
}

QString quoted(const QString &word)
{
    return QString::fromUtf8(shellQuoted(word.toUtf8()));
}

QUrl httpUrl(const QUrl &mock, const MockEndpointStatus &endpoint)
{
    QUrl url = mock;
    url.setPath(QString::fromUtf8(endpoint.path));
    return url;
}

} // namespace

QUrl endpointUrl(const QUrl &mock, const MockEndpointStatus &endpoint)
{
    QUrl url = httpUrl(mock, endpoint);
    if (isWebSocket(endpoint))
        url.setScheme(mock.scheme() == QLatin1String("https") ? QStringLiteral("wss")
                                                              : QStringLiteral("ws"));
    return url;
}

QString endpointCurl(const QUrl &mock, const MockEndpointStatus &endpoint,
                     const QString &authorities)
{
    const bool isTls = mock.scheme() == QLatin1String("https");
    QString command = QStringLiteral("curl --include --no-buffer --http1.1");
    if (isTls && authorities.isEmpty())
        command += QLatin1String(" --insecure"); // It may name another host, or nobody trusts it.
    else if (isTls)
        command += QLatin1String(" --cacert ") + quoted(authorities);
    if (isWebSocket(endpoint)) {
        command += QLatin1String(" -H 'Connection: Upgrade' -H 'Upgrade: websocket'"
                                 " -H 'Sec-WebSocket-Version: 13' -H 'Sec-WebSocket-Key: ");
        command += QLatin1String(SampleKey) + QLatin1Char('\'');
    } else if (techniqueFromName(endpoint.technique) == Technique::Sse) {
        command += QLatin1String(" -H 'Accept: text/event-stream'");
    }
    return command + QLatin1Char(' ')
        + quoted(httpUrl(mock, endpoint).toString(QUrl::FullyEncoded));
}

QString endpointJavaScript(const QUrl &mock, const MockEndpointStatus &endpoint)
{
    const auto technique = techniqueFromName(endpoint.technique);
    if (!technique)
        return {};
    // A URL fully encoded holds neither quotes nor backslashes.
    const QString literal = QLatin1Char('\'')
        + endpointUrl(mock, endpoint)
              .toString(QUrl::FullyEncoded)
              .replace(QLatin1Char('\''), QLatin1String("%27"))
        + QLatin1Char('\'');
    return QString::fromUtf8(techniqueRow(*technique).snippet)
        .replace(QLatin1String("%1"), literal);
}

} // namespace Pushscope
