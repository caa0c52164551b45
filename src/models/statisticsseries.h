// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <vector>

namespace Pushscope {

/// What came in a stretch of time; of the client first, then of the server.
struct StatisticsBucket {
    std::array<quint64, 2> messages{};
    std::array<quint64, 2> octets{};

    void merge(const StatisticsBucket &other)
    {
        for (std::size_t i = 0; i < messages.size(); ++i) {
            messages[i] += other.messages[i];
            octets[i] += other.octets[i];
        }
    }
    bool operator==(const StatisticsBucket &) const = default;
};

/// The round trips of the pongs that came in a stretch of time.
struct StatisticsTrips {
    quint64 count = 0;
    qint64 leastNs = 0;
    qint64 largestNs = 0;
    double sumNs = 0;

    void add(qint64 ns) { merge({ 1, ns, ns, static_cast<double>(ns) }); }
    void merge(const StatisticsTrips &other)
    {
        if (other.count == 0)
            return;
        leastNs = count == 0 ? other.leastNs : std::min(leastNs, other.leastNs);
        largestNs = count == 0 ? other.largestNs : std::max(largestNs, other.largestNs);
        sumNs += other.sumNs;
        count += other.count;
    }
    bool operator==(const StatisticsTrips &) const = default;
};

/// Stretches of time of the same width, numbered from the origin on; in memory from the first to
/// the last that holds something.
template <typename Bucket> class StatisticsSeries
{
public:
    [[nodiscard]] qsizetype begin() const { return m_first; }
    [[nodiscard]] qsizetype end() const
    {
        return m_first + static_cast<qsizetype>(m_buckets.size());
    }
    [[nodiscard]] bool isEmpty() const { return m_buckets.empty(); }
    /// An empty one where there is none.
    [[nodiscard]] Bucket at(qsizetype number) const
    {
        return number >= begin() && number < end()
            ? m_buckets[static_cast<std::size_t>(number - m_first)]
            : Bucket();
    }
    Bucket &make(qsizetype number)
    {
        if (m_buckets.empty())
            m_first = number;
        if (number < m_first) {
            m_buckets.insert(m_buckets.begin(), static_cast<std::size_t>(m_first - number), {});
            m_first = number;
        }
        if (number >= end())
            m_buckets.resize(static_cast<std::size_t>(number - m_first) + 1);
        return m_buckets[static_cast<std::size_t>(number - m_first)];
    }
    /// Two and two become one of twice the width.
    void halve()
    {
        StatisticsSeries halved;
        for (qsizetype number = begin(); number < end(); ++number)
            halved.make(number / 2).merge(m_buckets[static_cast<std::size_t>(number - m_first)]);
        *this = std::move(halved);
    }
    [[nodiscard]] qsizetype octets() const
    {
        return static_cast<qsizetype>(m_buckets.capacity() * sizeof(Bucket));
    }
    bool operator==(const StatisticsSeries &) const = default;

private:
    std::vector<Bucket> m_buckets;
    qsizetype m_first = 0;
};

} // namespace Pushscope
