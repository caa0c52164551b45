// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/commandoptions.h"

#include <QJsonDocument>

#include <algorithm>

namespace Pushscope {

namespace {

constexpr auto Masked = "***";

} // namespace

bool isCredentialField(const QByteArray &name)
{
    const QByteArray lower = name.toLower();
    if (lower == "authorization" || lower == "proxy-authorization" || lower == "cookie")
        return true;
    const auto speaksOf = [&lower](const char *word) { return lower.contains(word); };
    return speaksOf("token") || speaksOf("secret") || speaksOf("password") || speaksOf("api-key")
        || speaksOf("apikey");
}

bool hasCredentials(const CommandOptions &options)
{
    const auto isSecret = [](const auto &field) {
        return field.second && !field.second->isEmpty() && isCredentialField(field.first);
    };
    return !options.user.isEmpty() || !options.cookies.isEmpty() || options.proxy.contains('@')
        || std::any_of(options.headers.begin(), options.headers.end(), isSecret);
}

CommandOptions withoutCredentials(CommandOptions options)
{
    if (!options.user.isEmpty())
        options.user = Masked;
    if (const qsizetype at = options.proxy.lastIndexOf('@'); at >= 0) {
        const qsizetype host = options.proxy.indexOf("://") + 3;
        options.proxy.replace(host, at - host, Masked);
    }
    for (QByteArray &cookie : options.cookies)
        cookie = cookie.left(cookie.indexOf('=') + 1) + Masked;
    for (auto &[name, value] : options.headers) {
        if (value && !value->isEmpty() && isCredentialField(name))
            value = QByteArray(Masked);
    }
    return options;
}

QByteArray guessedContentType(const QByteArray &body)
{
    QJsonParseError error{};
    QJsonDocument::fromJson(body, &error);
    return error.error == QJsonParseError::NoError ? "application/json" : "text/plain";
}

} // namespace Pushscope
