// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/engineioaddress.h"

#include "capture/jsonvalue.h"
#include "engine/api/clientoptions.h"

#include <QUrlQuery>

namespace Pushscope {

namespace {

constexpr QLatin1StringView DefaultPath("/socket.io/");
/// `code` of the error object; the reference implementation's Server.errors.
constexpr QByteArrayView UnsupportedVersion("5");

QUrl withScheme(const QUrl &url, QLatin1StringView plain, QLatin1StringView secure)
{
    const QString scheme = url.scheme();
    const bool isSecure
        = scheme == QLatin1StringView("https") || scheme == QLatin1StringView("wss");
    const bool isKnown = isSecure || scheme == QLatin1StringView("http")
        || scheme == QLatin1StringView("ws");
    QUrl result = url;
    if (isKnown)
        result.setScheme(isSecure ? secure : plain);
    return result;
}

/// What Engine.IO puts into the query itself.
QUrl withoutOwnQuery(const QUrl &url)
{
    QUrlQuery query(url);
    for (const char *own : { "EIO", "transport", "sid", "t", "j", "b64" })
        query.removeAllQueryItems(QString::fromLatin1(own));
    QUrl result = url;
    result.setQuery(query.isEmpty() ? QString() : query.query(QUrl::FullyEncoded),
                    QUrl::StrictMode);
    return result;
}

} // namespace

Result<EngineIoAddress> engineIoAddress(const ClientOptions &options)
{
    QUrl url = withScheme(withoutOwnQuery(options.url), QLatin1StringView("http"),
                          QLatin1StringView("https"));
    if (!options.socketIo.path.isEmpty()) {
        QByteArray path = options.socketIo.path;
        if (!path.startsWith('/'))
            path.prepend('/');
        url.setPath(QString::fromUtf8(path), QUrl::TolerantMode);
    } else if (url.path().isEmpty() || url.path() == QLatin1StringView("/")) {
        url.setPath(DefaultPath);
    }
    auto parsed = parseClientUrl(url);
    if (!parsed)
        return parsed.error();
    EngineIoAddress address;
    address.url = *std::move(parsed);
    const QString asked = QUrlQuery(options.url).queryItemValue(QStringLiteral("EIO"));
    if (asked == QLatin1StringView("3"))
        address.revision = EngineIo::Revision::V3;
    else if (asked == QLatin1StringView("4"))
        address.revision = EngineIo::Revision::V4;
    return address;
}

ClientUrl pollingUrl(const ClientUrl &url, EngineIo::Revision revision, const QByteArray &sid,
                     const QByteArray &unique)
{
    ClientUrl result = url;
    setQueryParameter(result, "EIO", QByteArray::number(static_cast<int>(revision)));
    setQueryParameter(result, "transport", "polling");
    setQueryParameter(result, "t", unique);
    if (!sid.isEmpty())
        setQueryParameter(result, "sid", sid);
    return result;
}

ClientUrl webSocketUrl(const ClientUrl &url, EngineIo::Revision revision, const QByteArray &sid)
{
    QUrl own = withScheme(url.url, QLatin1StringView("ws"), QLatin1StringView("wss"));
    const auto parsed = parseClientUrl(own);
    ClientUrl result = parsed ? *parsed : url;
    result.userInfo = url.userInfo;
    setQueryParameter(result, "EIO", QByteArray::number(static_cast<int>(revision)));
    setQueryParameter(result, "transport", "websocket");
    if (!sid.isEmpty())
        setQueryParameter(result, "sid", sid);
    return result;
}

Error engineIoRefusal(const ClientUrl &url, int status, QByteArrayView body)
{
    Error error { ErrorCode::HttpStatus, ErrorSite::EngineIo, {} };
    error.data = { { "host", url.host.toUtf8() },
                   { "port", QByteArray::number(url.port) },
                   { "url", url.shown() },
                   { "status", QByteArray::number(status) } };
    const auto code = jsonAt(body, "/code");
    const auto words = jsonAt(body, "/message");
    const auto message = words ? jsonString(*words) : std::nullopt;
    if (!code || !message)
        return error;
    error.code = ErrorCode::ServerError;
    error.data.append({ "server_code", code->toByteArray() });
    error.data.append({ "server_message", *message });
    return error;
}

bool isRevisionRefused(const Error &error)
{
    return error.code == ErrorCode::ServerError
        && error.value("server_code") == UnsupportedVersion;
}

} // namespace Pushscope
