// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/randomnumber.h"

#include <QRandomGenerator>

#include <algorithm>
#include <cmath>
#include <optional>

namespace Pushscope {

namespace {

constexpr qsizetype MaxDecimals = 6; ///< More would overflow the draw of the bounds below.
constexpr double MaxBound = 1e12;

/// Digits behind the point of a decimal number without exponent; nullopt where it is none.
std::optional<qsizetype> decimalsOf(QByteArrayView number)
{
    bool isNumber = false;
    const double value = number.toDouble(&isNumber);
    const bool isPlain
        = !number.contains('e') && !number.contains('E') && !number.contains('n');
    if (!isNumber || std::isnan(value) || !isPlain)
        return std::nullopt; // Neither 1e3 nor inf.
    const qsizetype point = number.indexOf('.');
    return point < 0 ? 0 : number.size() - point - 1;
}

bool isBound(const QByteArray &number)
{
    const auto decimals = decimalsOf(number);
    return decimals && *decimals <= MaxDecimals && std::abs(number.toDouble()) <= MaxBound;
}

} // namespace

bool isNumberRange(const QByteArray &lower, const QByteArray &upper)
{
    return isBound(lower) && isBound(upper) && lower.toDouble() <= upper.toDouble();
}

QByteArray randomNumber(const QByteArray &lower, const QByteArray &upper, QRandomGenerator &random)
{
    const qsizetype decimals
        = std::max(decimalsOf(lower).value_or(0), decimalsOf(upper).value_or(0));
    qint64 scale = 1;
    for (qsizetype i = 0; i < decimals; ++i)
        scale *= 10;
    const auto least = qRound64(lower.toDouble() * static_cast<double>(scale));
    const auto most = qRound64(upper.toDouble() * static_cast<double>(scale));
    const qint64 value = random.bounded(least, most + 1);
    return decimals == 0
        ? QByteArray::number(value)
        : QByteArray::number(static_cast<double>(value) / static_cast<double>(scale), 'f',
                             static_cast<int>(decimals));
}

} // namespace Pushscope
