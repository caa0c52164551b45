// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/api/thismachine.h"

#include <QStringList>

#include <algorithm>

namespace Pushscope {

namespace {

/// 0 to 255, in decimal digits alone.
bool isPart(const QString &part)
{
    constexpr int MaxPart = 255;
    return !part.isEmpty() && part.size() <= 3
        && std::ranges::all_of(part, [](QChar c) { return c >= u'0' && c <= u'9'; })
        && part.toInt() <= MaxPart;
}

} // namespace

bool isThisMachine(const QString &host)
{
    const QString name = host.toLower();
    if (name == QLatin1StringView("localhost") || name.endsWith(QLatin1StringView(".localhost"))
        || name == QLatin1StringView("::1"))
        return true;
    // No name that only looks like an address (`127.0.example.com`).
    const QStringList parts = name.split(QLatin1Char('.'));
    return parts.size() == 4 && parts.first() == QLatin1StringView("127")
        && std::ranges::all_of(parts, isPart);
}

} // namespace Pushscope
