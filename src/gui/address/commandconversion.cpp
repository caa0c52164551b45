// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/address/commandconversion.h"

namespace Pushscope {

namespace {

std::optional<std::chrono::milliseconds> duration(std::optional<qint64> ms)
{
    return ms ? std::optional(std::chrono::milliseconds(*ms)) : std::nullopt;
}

std::optional<qint64> count(std::optional<std::chrono::milliseconds> duration)
{
    return duration ? std::optional<qint64>(duration->count()) : std::nullopt;
}

} // namespace

ClientOptions clientOptions(const CommandOptions &command)
{
    ClientOptions options;
    options.technique = command.technique;
    options.url = command.url;
    options.headers = command.headers;
    options.method = command.method;
    options.body = command.body;
    options.origin = command.origin;
    if (!command.proxy.isEmpty()) {
        if (auto proxy = parseProxy(QString::fromUtf8(command.proxy)))
            options.proxy = std::move(proxy).value();
    }
    options.user = command.user;
    options.cookies = command.cookies;
    options.subprotocols = command.subprotocols;
    options.lastEventId = command.lastEventId;
    options.caCertificateFile = command.caCertificateFile;
    options.clientCertificateFile = command.clientCertificateFile;
    options.clientKeyFile = command.clientKeyFile;
    options.isInsecure = command.isInsecure;
    options.offersDeflate = command.offersDeflate;
    options.reconnects = command.reconnects;
    options.timeout = duration(command.timeoutMs);
    options.stop.duration = duration(command.durationMs);
    for (const QByteArray &text : command.texts) {
        OutgoingMessage message;
        message.payload = text;
        options.script.append(message);
    }
    return options;
}

CommandOptions commandOptions(const ClientOptions &options)
{
    CommandOptions command;
    command.technique = options.technique;
    // Auto takes its word from the scheme.
    if (command.technique == Technique::Auto && options.url.scheme().startsWith(QLatin1String("ws")))
        command.technique = Technique::WebSocket;
    command.url = options.url;
    command.url.setUserInfo({});
    command.headers = options.headers;
    command.method = options.method;
    command.body = options.body;
    command.origin = options.origin;
    if (options.proxy) {
        QUrl proxy(QString::fromUtf8(proxyText(*options.proxy)));
        proxy.setUserName(QString::fromUtf8(options.proxy->user), QUrl::DecodedMode);
        proxy.setPassword(QString::fromUtf8(options.proxy->password), QUrl::DecodedMode);
        command.proxy = proxy.toEncoded();
    }
    command.user = options.user;
    if (command.user.isEmpty() && !options.url.userInfo().isEmpty())
        command.user = QByteArray(options.url.userName(QUrl::FullyDecoded).toUtf8() + ':'
                                  + options.url.password(QUrl::FullyDecoded).toUtf8());
    command.cookies = options.cookies;
    command.subprotocols = options.subprotocols;
    command.lastEventId = options.lastEventId;
    command.caCertificateFile = options.caCertificateFile;
    command.clientCertificateFile = options.clientCertificateFile;
    command.clientKeyFile = options.clientKeyFile;
    command.isInsecure = options.isInsecure;
    command.offersDeflate = options.offersDeflate;
    command.reconnects = options.reconnects;
    command.timeoutMs = count(options.timeout);
    command.durationMs = count(options.stop.duration);
    for (const OutgoingMessage &message : options.script) {
        if (message.type == OutgoingMessage::Type::Text)
            command.texts.append(message.payload);
    }
    return command;
}

} // namespace Pushscope
