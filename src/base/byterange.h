// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

namespace Pushscope {

/// A half-open stretch [begin, end) of octets, counted from the first octet of a direction of a
/// connection (or of whatever stream the owner names).
struct ByteRange {
    qint64 begin = 0;
    qint64 end = 0;

    [[nodiscard]] constexpr qint64 size() const { return end - begin; }
    [[nodiscard]] constexpr bool isEmpty() const { return end <= begin; }
    bool operator==(const ByteRange &) const = default;
};

} // namespace Pushscope
