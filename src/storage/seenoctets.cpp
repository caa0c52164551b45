// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/seenoctets.h"

#include <algorithm>
#include <iterator>

namespace Pushscope {

void SeenOctets::add(const Direction &direction, ByteRange range)
{
    if (range.isEmpty())
        return;
    Stretches &stretches = m_directions[direction];
    auto next = stretches.upper_bound(range.begin);
    if (next != stretches.begin() && std::prev(next)->second >= range.begin) {
        --next;
        range.begin = next->first;
    }
    while (next != stretches.end() && next->first <= range.end) {
        range.end = std::max(range.end, next->second);
        next = stretches.erase(next);
    }
    stretches.emplace_hint(next, range.begin, range.end);
}

std::vector<ByteRange> SeenOctets::missing(const Direction &direction, ByteRange range) const
{
    std::vector<ByteRange> missing;
    const auto known = m_directions.find(direction);
    if (known != m_directions.end()) {
        const Stretches &stretches = known->second;
        auto each = stretches.upper_bound(range.begin);
        if (each != stretches.begin())
            --each;
        for (; each != stretches.end() && each->first < range.end; ++each) {
            if (each->first > range.begin)
                missing.push_back({ range.begin, each->first });
            range.begin = std::max(range.begin, each->second);
        }
    }
    if (!range.isEmpty())
        missing.push_back(range);
    return missing;
}

qint64 SeenOctets::endBefore(const Direction &direction, qint64 offset) const
{
    const auto known = m_directions.find(direction);
    if (known == m_directions.end())
        return 0;
    const auto next = known->second.upper_bound(offset);
    return next == known->second.begin() ? 0 : std::prev(next)->second;
}

qint64 SeenOctets::first(const Direction &direction) const
{
    const auto known = m_directions.find(direction);
    return known == m_directions.end() ? -1 : known->second.begin()->first;
}

} // namespace Pushscope
