// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/bodymap.h"

#include <algorithm>

namespace Pushscope {

void BodyMap::append(qint64 wireBegin, qint64 length)
{
    if (length <= 0)
        return;
    if (!m_stretches.empty()) {
        Stretch &last = m_stretches.back();
        if (last.wireBegin + last.length == wireBegin) {
            last.length += length;
            m_size += length;
            return;
        }
    }
    m_stretches.push_back({ m_size, wireBegin, length });
    m_size += length;
}

std::vector<ByteRange> BodyMap::wireRanges(ByteRange body) const
{
    std::vector<ByteRange> ranges;
    for (const Stretch &stretch : m_stretches) {
        if (stretch.bodyBegin >= body.end)
            break;
        const qint64 begin = std::max(body.begin, stretch.bodyBegin);
        const qint64 end = std::min(body.end, stretch.bodyBegin + stretch.length);
        if (begin >= end)
            continue;
        const qint64 shift = stretch.wireBegin - stretch.bodyBegin;
        ranges.push_back({ begin + shift, end + shift });
    }
    return ranges;
}

void BodyMap::dropBefore(qint64 offset)
{
    while (!m_stretches.empty()
           && m_stretches.front().bodyBegin + m_stretches.front().length <= offset)
        m_stretches.pop_front();
    if (m_stretches.empty() || m_stretches.front().bodyBegin >= offset)
        return;
    Stretch &first = m_stretches.front();
    const qint64 by = offset - first.bodyBegin;
    first.bodyBegin += by;
    first.wireBegin += by;
    first.length -= by;
}

} // namespace Pushscope
