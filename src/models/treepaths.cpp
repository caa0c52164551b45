// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/treepaths.h"

#include <algorithm>

namespace Pushscope {

namespace {

QString pointerToken(QString key)
{
    return key.replace(QLatin1Char('~'), QStringLiteral("~0"))
        .replace(QLatin1Char('/'), QStringLiteral("~1"));
}

/// A name that needs no quotes, in any of the languages.
bool isPlainName(const QString &key)
{
    const auto isLetter = [](QChar character) {
        return character == QLatin1Char('_')
            || (character.unicode() < 0x80 && character.isLetter());
    };
    const auto isLater = [&](QChar character) {
        return isLetter(character) || (character.unicode() < 0x80 && character.isDigit());
    };
    return !key.isEmpty() && isLetter(key.front()) && std::ranges::all_of(key, isLater);
}

QString quoted(QString key)
{
    return QLatin1Char('"')
        + key.replace(QLatin1Char('\\'), QStringLiteral("\\\\"))
              .replace(QLatin1Char('"'), QStringLiteral("\\\""))
              .replace(QLatin1Char('\n'), QStringLiteral("\\n"))
        + QLatin1Char('"');
}

} // namespace

QString jsonPointer(const TreePath &path)
{
    QString pointer;
    for (const TreeStep &step : path)
        pointer += QLatin1Char('/') + pointerToken(step.key);
    return pointer;
}

QString dottedPath(const TreePath &path)
{
    QString text;
    for (const TreeStep &step : path) {
        if (step.isElement)
            text += QLatin1Char('[') + step.key + QLatin1Char(']');
        else if (isPlainName(step.key))
            text += QLatin1Char('.') + step.key;
        else
            text += QLatin1Char('[') + quoted(step.key) + QLatin1Char(']');
    }
    // jq wants the point before a bracket at the beginning, too.
    return text.startsWith(QLatin1Char('.')) ? text : QString(QLatin1Char('.') + text);
}

} // namespace Pushscope
