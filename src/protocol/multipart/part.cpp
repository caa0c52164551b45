// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/multipart/part.h"

#include <array>

namespace Pushscope::Multipart {

namespace {

// In the order of By.
constexpr std::array<QByteArrayView, 4> Names{ "", "boundary", "length", "end" };

} // namespace

QByteArrayView byName(By by)
{
    return Names[static_cast<std::size_t>(by)];
}

std::optional<By> byFromName(QByteArrayView name)
{
    for (std::size_t i = 1; i < Names.size(); ++i) {
        if (Names[i] == name)
            return static_cast<By>(i);
    }
    return std::nullopt;
}

} // namespace Pushscope::Multipart
