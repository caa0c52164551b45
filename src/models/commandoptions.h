// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/technique.h"

#include <QByteArray>
#include <QList>
#include <QUrl>

#include <optional>
#include <utility>

namespace Pushscope {

/// What a command line of curl, wscat or websocat, or a page's script, can say of a connection:
/// the part of a client's options that travels between programs.
struct CommandOptions {
    Technique technique = Technique::Auto;
    QUrl url {}; ///< Without userinfo: that is in `user`.
    /// In order; an empty optional removes a default field of that name.
    QList<std::pair<QByteArray, std::optional<QByteArray>>> headers {};
    QByteArray method {}; ///< Empty: GET, or POST where there is a body.
    std::optional<QByteArray> body {};
    QByteArray origin {};
    QByteArray proxy {}; ///< `http://[user:password@]host:port` or `socks5://…`; empty: none.
    QByteArray user {}; ///< `user:password`
    QList<QByteArray> cookies {}; ///< `name=value`
    QList<QByteArray> subprotocols {};
    QByteArray lastEventId {};
    QString caCertificateFile {};
    QString clientCertificateFile {}; ///< PEM.
    QString clientKeyFile {}; ///< Empty: it is in the file of the certificate.
    bool isInsecure = false;
    bool offersDeflate = true;
    std::optional<bool> reconnects {}; ///< Absent: as the technique does.
    std::optional<qint64> timeoutMs {}; ///< For connecting.
    std::optional<qint64> durationMs {}; ///< It ends after that long.
    QList<QByteArray> texts {}; ///< Sent once open.
    bool operator==(const CommandOptions &) const = default;
};

/// Whether anything in @p options is a credential: user, cookies, and what isSecretField() and
/// isSecretMember() say of fields, the query, the body and the texts.
[[nodiscard]] bool hasCredentials(const CommandOptions &options);

/// @p options with Mask in place of every credential; names of cookies stay.
[[nodiscard]] CommandOptions withoutCredentials(CommandOptions options);

/// What a client takes @p body for where no Content-Type is given: `application/json` if it is
/// JSON, else `text/plain`.
[[nodiscard]] QByteArray guessedContentType(const QByteArray &body);

} // namespace Pushscope
