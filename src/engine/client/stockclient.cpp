// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/api/stockclient.h"

#include "capture/maskedtext.h"
#include "engine/client/clientproxy.h"
#include "transport/stockrun.h"

#include <QThread>

#include <algorithm>

namespace Pushscope {

namespace {

bool isWebSocket(const ClientOptions &options)
{
    const QString scheme = options.url.scheme();
    return options.technique == Technique::WebSocket
        || (options.technique == Technique::Auto
            && (scheme == QLatin1StringView("ws") || scheme == QLatin1StringView("wss")));
}

QUrl fittingUrl(const ClientOptions &options)
{
    // QWebSocket takes ws and wss alone, QNetworkAccessManager http and https.
    QUrl url = options.url;
    const QString scheme = url.scheme();
    const bool isTls
        = scheme == QLatin1StringView("wss") || scheme == QLatin1StringView("https");
    if (isWebSocket(options))
        url.setScheme(isTls ? QStringLiteral("wss") : QStringLiteral("ws"));
    else
        url.setScheme(isTls ? QStringLiteral("https") : QStringLiteral("http"));
    return url;
}

QList<std::pair<QByteArray, QByteArray>> fieldsOf(const ClientOptions &options)
{
    QList<std::pair<QByteArray, QByteArray>> fields;
    if (!options.user.isEmpty())
        fields.append({ QByteArrayLiteral("Authorization"),
                        QByteArray("Basic " + options.user.toBase64()) });
    if (!options.cookies.isEmpty())
        fields.append({ QByteArrayLiteral("Cookie"), options.cookies.join("; ") });
    if (options.technique == Technique::Sse)
        fields.append({ QByteArrayLiteral("Accept"), QByteArrayLiteral("text/event-stream") });
    if (!options.lastEventId.isEmpty())
        fields.append({ QByteArrayLiteral("Last-Event-ID"), options.lastEventId });
    if (options.body) {
        fields.append({ QByteArrayLiteral("Content-Type"),
                        options.body->startsWith('{') ? QByteArrayLiteral("application/json")
                                                      : QByteArrayLiteral("text/plain") });
    }
    for (const auto &[name, value] : options.headers) {
        if (value)
            fields.append({ name, *value });
    }
    return fields;
}

QNetworkProxy proxyOf(const ClientOptions &options)
{
    const auto proxy = proxyFor(options, options.url);
    if (!proxy)
        return QNetworkProxy(QNetworkProxy::NoProxy);
    return QNetworkProxy(proxy->kind == ProxyOptions::Kind::Http
                             ? QNetworkProxy::HttpProxy
                             : QNetworkProxy::Socks5Proxy,
                         proxy->host, proxy->port,
                         QString::fromUtf8(proxy->user),
                         QString::fromUtf8(proxy->password));
}

QList<StockRequest::Message> scriptOf(const ClientOptions &options)
{
    using Type = OutgoingMessage::Type;
    QList<StockRequest::Message> script;
    for (const OutgoingMessage &message : options.script) {
        if (message.type == Type::Text)
            script.append({ StockRequest::Message::Type::Text, message.payload });
        else if (message.type == Type::Binary)
            script.append({ StockRequest::Message::Type::Binary, message.payload });
        else if (message.type == Type::Ping)
            script.append({ StockRequest::Message::Type::Ping, message.payload });
        else if (message.type == Type::Close)
            script.append({ StockRequest::Message::Type::Close, message.payload,
                            message.closeCode.value_or(1000) });
        // It has no words for the others.
    }
    return script;
}

StockRequest requestOf(const ClientOptions &options)
{
    StockRequest request;
    request.isWebSocket = isWebSocket(options);
    request.url = fittingUrl(options);
    request.fields = fieldsOf(options);
    request.origin = options.origin;
    request.subprotocols = options.subprotocols;
    request.method = options.method;
    request.body = options.body.value_or(QByteArray());
    request.proxy = proxyOf(options);
    request.caCertificateFile = options.caCertificateFile;
    request.clientCertificateFile = options.clientCertificateFile;
    request.clientKeyFile = options.clientKeyFile;
    request.isInsecure = options.isInsecure;
    request.isEcho = options.echoes;
    request.script = scriptOf(options);
    request.messageCount = static_cast<quint64>(options.stop.messageCount.value_or(0));
    request.maxMessageOctets
        = static_cast<quint64>(std::max<qint64>(0, options.maxMessageOctets));
    const auto duration = options.stop.duration.value_or(std::chrono::milliseconds(0));
    request.limit = duration.count() > 0 ? duration : StockClient::LongestLook;
    return request;
}

/// The library names whole URLs in its sentences.
StockOutcome withoutSecrets(StockOutcome outcome)
{
    outcome.errorText = maskedText(outcome.errorText);
    for (StockOutcome::Event &event : outcome.events) {
        if (event.text.startsWith("redirected to ") || event.text.startsWith("errorOccurred("))
            event.text = maskedText(event.text);
    }
    return outcome;
}

} // namespace

class StockClient::Private
{
public:
    QThread thread;
    StockRun *run = nullptr; ///< Of the thread.
};

StockClient::StockClient(const ClientOptions &options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    qRegisterMetaType<StockOutcome>();
    d->run = new StockRun(requestOf(options));
    d->run->moveToThread(&d->thread);
    connect(&d->thread, &QThread::finished, d->run, &QObject::deleteLater);
    connect(d->run, &StockRun::finished, this,
            [this](const StockOutcome &outcome) { emit finished(withoutSecrets(outcome)); });
    d->thread.start();
}

StockClient::~StockClient()
{
    d->thread.quit();
    d->thread.wait();
}

void StockClient::start()
{
    QMetaObject::invokeMethod(d->run, &StockRun::start, Qt::QueuedConnection);
}

void StockClient::stop()
{
    QMetaObject::invokeMethod(d->run, &StockRun::stop, Qt::QueuedConnection);
}

} // namespace Pushscope
