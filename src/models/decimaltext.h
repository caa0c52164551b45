// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Pushscope {

/// `1.5` of `1.500`, `2` of `2.0`; what has no point is left as it is.
[[nodiscard]] inline QString withoutTrailingZeros(QString decimal)
{
    if (!decimal.contains(QLatin1Char('.')))
        return decimal;
    while (decimal.endsWith(QLatin1Char('0')))
        decimal.chop(1);
    if (decimal.endsWith(QLatin1Char('.')))
        decimal.chop(1);
    return decimal;
}

} // namespace Pushscope
