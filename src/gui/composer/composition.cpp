// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/composer/composition.h"

#include "capture/jsonscanner.h"

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
    const QByteArray octets = text.toUtf8();
    JsonScanner scanner(octets);
    scanner.skipBlanks();
    if (scanner.skipValue()) {
        scanner.skipBlanks();
        if (scanner.isAtEnd())
            return std::nullopt;
    }
    return static_cast<int>(QString::fromUtf8(octets.first(scanner.offset())).size());
}

} // namespace Pushscope
