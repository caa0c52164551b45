// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/script/targetorigin.h"

#include <QString>
#include <QUrl>

#include <optional>

namespace Pushscope::Script {

namespace {

struct Origin {
    QString scheme;
    QString host;
    int port = 0;
    bool operator==(const Origin &) const = default;
};

int defaultPort(const QString &scheme)
{
    if (scheme == QLatin1StringView("http") || scheme == QLatin1StringView("ws"))
        return 80;
    return scheme == QLatin1StringView("https") || scheme == QLatin1StringView("wss") ? 443 : 0;
}

std::optional<Origin> originOf(QByteArrayView text)
{
    const QUrl url = QUrl::fromEncoded(text.trimmed().toByteArray());
    if (!url.isValid() || url.isRelative() || url.host().isEmpty())
        return std::nullopt;
    const QString scheme = url.scheme();
    return Origin { scheme, url.host(QUrl::FullyEncoded), url.port(defaultPort(scheme)) };
}

} // namespace

bool originAllows(QByteArrayView targetOrigin, QByteArrayView target, QByteArrayView sender)
{
    // "If targetOrigin is a single U+002F SOLIDUS character (/), then set targetOrigin to
    // incumbentSettings's origin. Otherwise, if targetOrigin is not a single U+002A ASTERISK
    // character (*) …"
    if (targetOrigin == "*")
        return true;
    const std::optional<Origin> wanted = originOf(targetOrigin == "/" ? sender : targetOrigin);
    return wanted && wanted == originOf(target);
}

} // namespace Pushscope::Script
