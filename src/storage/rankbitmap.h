// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <vector>

namespace Pushscope {

/// Which of the numbers 0, 1, 2 … are in a set that grows; gives the n-th of them and the count
/// before one without walking. An eighth of an octet a number, and the directory, which is made
/// anew from where the set grew when it is asked next.
///
/// Threads: one at a time, for asking too.
class RankBitmap
{
public:
    /// @p number must not be negative.
    void add(qint64 number);

    /// How many are in the set.
    [[nodiscard]] qint64 count() const { return m_count; }
    /// The @p n-th of them, from 0; n must be below count().
    [[nodiscard]] qint64 at(qint64 n) const;
    /// How many of them are below @p number.
    [[nodiscard]] qint64 rank(qint64 number) const;
    [[nodiscard]] qint64 memoryOctets() const;

private:
    void countGroups() const;

    std::vector<quint64> m_words;
    mutable std::vector<qint64> m_before; ///< how many are before each group of words
    mutable std::size_t m_counted = 0;    ///< groups of which m_before is right
    qint64 m_count = 0;
};

} // namespace Pushscope
