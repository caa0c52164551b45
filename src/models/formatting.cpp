// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/formatting.h"

#include "models/decimaltext.h"
#include "models/words.h"

#include <array>
#include <cmath>

namespace Pushscope {

namespace {

constexpr QChar ThinSpace(0x2009);
constexpr qint64 NsPerMs = 1'000'000;
constexpr qint64 NsPerSecond = 1'000'000'000;
constexpr qint64 SecondsPerMinute = 60;
constexpr qint64 MinutesPerHour = 60;

// `1.5`, `212`: three digits at most that matter, no trailing `.0`.
QString shortDecimal(double value)
{
    const int digits = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    if (digits == 0)
        return groupedNumber(std::llround(value));
    return withoutTrailingZeros(QString::number(value, 'f', digits));
}

} // namespace

QString groupedNumber(qint64 number)
{
    QString text = QString::number(number);
    const qsizetype firstDigit = number < 0 ? 1 : 0;
    for (qsizetype i = text.size() - 3; i > firstDigit; i -= 3)
        text.insert(i, ThinSpace);
    return text;
}

QString secondsText(qint64 ns)
{
    if (ns < 0)
        return {};
    const qint64 us = ns / 1000;
    QString fraction = QString::number(us % 1'000'000).rightJustified(6, QLatin1Char('0'));
    fraction.insert(3, ThinSpace);
    return groupedNumber(us / 1'000'000) + QLatin1Char('.') + fraction;
}

QString deltaText(qint64 ns)
{
    const qint64 ms = (ns < 0 ? -ns : ns) / NsPerMs;
    const QLatin1Char sign(ns < 0 && ms > 0 ? '-' : '+');
    if (ms >= 1'000'000)
        return sign + groupedNumber(ms / 1000);
    return sign + QString::number(ms / 1000) + QLatin1Char('.')
        + QString::number(ms % 1000).rightJustified(3, QLatin1Char('0'));
}

QString durationText(qint64 ns)
{
    if (ns < 0)
        return {};
    if (ns < 1000)
        return Words::tr("%1 ns").arg(ns);
    if (ns < NsPerMs)
        return Words::tr("%1 µs").arg(shortDecimal(static_cast<double>(ns) / 1e3));
    if (ns < NsPerSecond)
        return Words::tr("%1 ms").arg(shortDecimal(static_cast<double>(ns) / 1e6));
    const qint64 seconds = ns / NsPerSecond;
    if (seconds < SecondsPerMinute) {
        return Words::tr("%1 s").arg(
            QString::number(static_cast<double>(ns / NsPerMs) / 1e3, 'f', 3));
    }
    const qint64 minutes = seconds / SecondsPerMinute;
    if (minutes < MinutesPerHour)
        return Words::tr("%1 min %2 s").arg(minutes).arg(seconds % SecondsPerMinute);
    return Words::tr("%1 h %2 min").arg(minutes / MinutesPerHour).arg(minutes % MinutesPerHour);
}

QString octetsText(qint64 octets)
{
    return octets == 1 ? Words::tr("1 octet") : Words::tr("%1 octets").arg(groupedNumber(octets));
}

QString sizeText(qint64 octets)
{
    static constexpr std::array<const char *, 4> Units{ " KiB", " MiB", " GiB", " TiB" };
    if (octets < 1024)
        return QString::number(octets) + QLatin1String(" B");
    double value = static_cast<double>(octets);
    std::size_t unit = 0;
    value /= 1024;
    while (value >= 1024 && unit + 1 < Units.size()) {
        value /= 1024;
        ++unit;
    }
    return shortDecimal(value) + QLatin1String(Units[unit]);
}

} // namespace Pushscope
