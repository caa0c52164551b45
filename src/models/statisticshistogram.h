// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <vector>

namespace Pushscope {

/// Counts durations so that any quantile can be told from little memory, however many there were.
///
/// Each power of two is cut into SubBuckets of the same width, so a bucket is at most 1/SubBuckets
/// of its values wide, and what quantile() says lies in the bucket of the exact answer: it is off
/// by RelativeError of it at most. Below SubBuckets nothing is lost.
///
/// Threads: reentrant.
class StatisticsHistogram
{
public:
    static constexpr int SubBucketBits = 6;
    static constexpr qint64 SubBuckets = qint64{ 1 } << SubBucketBits;
    /// Half a bucket: 0.8 %.
    static constexpr double RelativeError = 0.5 / SubBuckets;

    /// Values that are counted together.
    struct Bucket {
        qint64 from = 0;
        qint64 to = 0; ///< Inclusive.
        quint64 count = 0;
        bool operator==(const Bucket &) const = default;
    };

    /// @param ns below 0 counts as 0.
    void add(qint64 ns);

    [[nodiscard]] quint64 count() const { return m_count; }
    [[nodiscard]] bool isEmpty() const { return m_count == 0; }
    /// Exact; -1 where there is none.
    [[nodiscard]] qint64 least() const { return m_count == 0 ? -1 : m_least; }
    [[nodiscard]] qint64 largest() const { return m_count == 0 ? -1 : m_largest; }
    /// The least value that @p part of them, from 0 to 1, does not exceed (nearest rank); -1 where
    /// there is none.
    [[nodiscard]] qint64 quantile(double part) const;
    /// Those that hold anything, by value.
    [[nodiscard]] std::vector<Bucket> buckets() const;
    /// In memory.
    [[nodiscard]] qsizetype octets() const;

    bool operator==(const StatisticsHistogram &) const = default;

private:
    std::vector<quint64> m_counts; ///< Of the buckets from m_first on.
    int m_first = 0;
    quint64 m_count = 0;
    qint64 m_least = 0;
    qint64 m_largest = 0;
};

} // namespace Pushscope
