// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/byterange.h"
#include "capture/record.h"

#include <map>
#include <tuple>
#include <vector>

namespace Pushscope {

/// Which octets of a capture somebody has looked at. Neighbours are kept as one, so it is small
/// where records cover what was recorded.
class SeenOctets
{
public:
    struct Direction {
        quint32 connection = 0;
        From from = From::Nobody;
        Layer layer = Layer::Wire;
        auto operator<=>(const Direction &) const = default;
    };

    void add(const Direction &direction, ByteRange range);
    /// What of @p range was not, in order.
    [[nodiscard]] std::vector<ByteRange> missing(const Direction &direction, ByteRange range) const;
    /// Where the stretch ends that ends last before @p offset, or holds it; 0 where there is none.
    [[nodiscard]] qint64 endBefore(const Direction &direction, qint64 offset) const;
    /// Where the first stretch begins; -1 where there is none.
    [[nodiscard]] qint64 first(const Direction &direction) const;

private:
    using Stretches = std::map<qint64, qint64>; ///< Begin and end; none touches another.
    std::map<Direction, Stretches> m_directions;
};

} // namespace Pushscope
