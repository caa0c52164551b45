// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/statisticshistogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace Pushscope {

namespace {

constexpr int Bits = StatisticsHistogram::SubBucketBits;
constexpr qint64 Subs = StatisticsHistogram::SubBuckets;

int bucketOf(qint64 value)
{
    if (value < Subs)
        return static_cast<int>(value);
    const int shift = static_cast<int>(std::bit_width(static_cast<quint64>(value))) - 1 - Bits;
    return static_cast<int>(shift * Subs + (value >> shift));
}

qint64 beginOf(int bucket)
{
    if (bucket < 2 * Subs)
        return bucket;
    const qint64 shift = bucket / Subs - 1;
    return (bucket % Subs + Subs) << shift;
}

/// Without overflow at the largest there is.
qint64 lastOf(int bucket)
{
    const qint64 shift = bucket < 2 * Subs ? 0 : bucket / Subs - 1;
    return beginOf(bucket) + ((qint64{ 1 } << shift) - 1);
}

} // namespace

void StatisticsHistogram::add(qint64 ns)
{
    const qint64 value = std::max<qint64>(0, ns);
    const int bucket = bucketOf(value);
    if (m_counts.empty())
        m_first = bucket;
    if (bucket < m_first) {
        m_counts.insert(m_counts.begin(), static_cast<std::size_t>(m_first - bucket), 0);
        m_first = bucket;
    }
    const auto place = static_cast<std::size_t>(bucket - m_first);
    if (place >= m_counts.size())
        m_counts.resize(place + 1);
    ++m_counts[place];
    m_least = m_count == 0 ? value : std::min(m_least, value);
    m_largest = m_count == 0 ? value : std::max(m_largest, value);
    ++m_count;
}

qint64 StatisticsHistogram::quantile(double part) const
{
    if (m_count == 0)
        return -1;
    const double wanted = std::ceil(std::clamp(part, 0.0, 1.0) * static_cast<double>(m_count));
    const auto rank = std::clamp<quint64>(static_cast<quint64>(wanted), 1, m_count);
    quint64 seen = 0;
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        seen += m_counts[i];
        if (seen < rank)
            continue;
        const int bucket = m_first + static_cast<int>(i);
        const qint64 middle = beginOf(bucket) + (lastOf(bucket) - beginOf(bucket)) / 2;
        return std::clamp(middle, m_least, m_largest);
    }
    return m_largest;
}

std::vector<StatisticsHistogram::Bucket> StatisticsHistogram::buckets() const
{
    std::vector<Bucket> found;
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        const int bucket = m_first + static_cast<int>(i);
        if (m_counts[i] > 0)
            found.push_back({ beginOf(bucket), lastOf(bucket), m_counts[i] });
    }
    return found;
}

qsizetype StatisticsHistogram::octets() const
{
    return static_cast<qsizetype>(m_counts.capacity() * sizeof(quint64));
}

} // namespace Pushscope
