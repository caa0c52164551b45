// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/statisticswords.h"

#include "models/decimaltext.h"
#include "models/formatting.h"
#include "models/words.h"

#include <algorithm>
#include <cmath>

namespace Pushscope {

namespace {

constexpr qint64 NsPerMinute = 60'000'000'000;

/// In seconds, with no more digits than it has, and no more than a microsecond.
QString plainSeconds(qint64 ns)
{
    return withoutTrailingZeros(QString::number(static_cast<double>(ns) / 1e9, 'f', 6));
}

} // namespace

QString statisticsNumber(double number)
{
    if (number <= 0)
        return QStringLiteral("0");
    constexpr double Least = 0.001;
    if (number < Least / 2)
        return QStringLiteral("<0.001");
    // Where rounding leads into the next power of ten, a digit less matters.
    if (number < 0.9995)
        return QString::number(number, 'f', 3);
    if (number < 9.995)
        return QString::number(number, 'f', 2);
    if (number < 99.95)
        return QString::number(number, 'f', 1);
    constexpr double Most = 9e18;
    return groupedNumber(std::llround(std::min(number, Most)));
}

QString statisticsRate(double perSecond)
{
    return Words::tr("%1/s").arg(statisticsNumber(perSecond));
}

QString statisticsOctetRate(double perSecond)
{
    constexpr double Most = 9e18;
    return Words::tr("%1/s").arg(sizeText(std::llround(std::min(perSecond, Most))));
}

QString statisticsDuration(qint64 ns)
{
    if (ns < 0)
        return QStringLiteral("–");
    if (ns < 1000)
        return Words::tr("%1 ns").arg(ns);
    const auto value = static_cast<double>(ns);
    if (value < 999.5e3)
        return Words::tr("%1 µs").arg(statisticsNumber(value / 1e3));
    if (value < 999.5e6)
        return Words::tr("%1 ms").arg(statisticsNumber(value / 1e6));
    if (ns < NsPerMinute)
        return Words::tr("%1 s").arg(statisticsNumber(value / 1e9));
    return durationText(ns);
}

QString statisticsTimes(qint64 from, qint64 to)
{
    return Words::tr("%1–%2 s").arg(plainSeconds(from), plainSeconds(to));
}

} // namespace Pushscope
