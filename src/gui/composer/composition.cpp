// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/composer/composition.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <cctype>

namespace Pushscope {

std::optional<QByteArray> octetsFromHex(const QString &text)
{
    static const QRegularExpression separators(QStringLiteral("\\b0[xX]|[\\s,]+"));
    QString digits = text;
    digits.replace(separators, QStringLiteral(" "));
    QByteArray octets;
    for (const QString &group : digits.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const bool isHex = std::all_of(group.begin(), group.end(), [](QChar c) {
            return c.unicode() < 128 && std::isxdigit(static_cast<unsigned char>(c.toLatin1()));
        });
        if (!isHex || group.size() % 2 != 0)
            return std::nullopt;
        octets += QByteArray::fromHex(group.toLatin1());
    }
    return octets;
}

std::optional<int> jsonProblem(const QString &text)
{
    // Qt's parser reads objects and arrays only: any other value is wrapped, and so is text that
    // would close the wrapping, which then shows as something after the end.
    const QByteArray wrapped = '[' + text.toUtf8() + ']';
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(wrapped, &error);
    if (error.error == QJsonParseError::NoError && document.array().size() == 1)
        return std::nullopt;
    if (error.error == QJsonParseError::NoError)
        return 0;
    const int octet = std::max(0, error.offset - 1);
    return static_cast<int>(QString::fromUtf8(text.toUtf8().left(octet)).size());
}

} // namespace Pushscope
