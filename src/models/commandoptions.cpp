// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/commandoptions.h"

#include "capture/maskedtext.h"
#include "capture/secretnames.h"

#include <QJsonDocument>

#include <algorithm>

namespace Pushscope {

bool hasCredentials(const CommandOptions &options)
{
    const auto isSecret = [](const auto &field) {
        return field.second && !field.second->isEmpty()
            && (isSecretField(field.first) || hasSecret(*field.second));
    };
    return !options.user.isEmpty() || !options.cookies.isEmpty() || options.proxy.contains('@')
        || std::any_of(options.headers.begin(), options.headers.end(), isSecret)
        || maskedText(options.url.toEncoded()).contains(Mask)
        || maskedSubprotocols(options.subprotocols).contains(Mask)
        || (options.body && hasSecret(*options.body))
        || std::any_of(options.texts.begin(), options.texts.end(), hasSecret);
}

CommandOptions withoutCredentials(CommandOptions options)
{
    if (!options.user.isEmpty())
        options.user = Mask;
    if (const qsizetype at = options.proxy.lastIndexOf('@'); at >= 0) {
        const qsizetype host = options.proxy.indexOf("://") + 3;
        options.proxy.replace(host, at - host, Mask);
    }
    for (QByteArray &cookie : options.cookies)
        cookie = cookie.left(cookie.indexOf('=') + 1) + Mask;
    for (auto &[name, value] : options.headers) {
        if (value)
            value = maskedFieldValue(name, *value);
    }
    options.subprotocols = maskedSubprotocols(options.subprotocols);
    options.url = QUrl::fromEncoded(maskedText(options.url.toEncoded()));
    if (options.body)
        options.body = maskedText(*options.body);
    for (QByteArray &text : options.texts)
        text = maskedText(text);
    return options;
}

QByteArray guessedContentType(const QByteArray &body)
{
    QJsonParseError error{};
    QJsonDocument::fromJson(body, &error);
    return error.error == QJsonParseError::NoError ? "application/json" : "text/plain";
}

} // namespace Pushscope
