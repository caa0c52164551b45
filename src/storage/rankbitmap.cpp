// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/rankbitmap.h"

#include <algorithm>
#include <bit>

namespace Pushscope {

namespace {

constexpr qint64 WordBits = 64;
constexpr std::size_t GroupWords = 64;

} // namespace

void RankBitmap::add(qint64 number)
{
    const auto word = static_cast<std::size_t>(number / WordBits);
    if (m_words.size() <= word)
        m_words.resize(word + 1);
    const quint64 bit = quint64{ 1 } << (number % WordBits);
    if ((m_words[word] & bit) != 0)
        return;
    m_words[word] |= bit;
    ++m_count;
    m_counted = std::min(m_counted, word / GroupWords + 1);
}

void RankBitmap::countGroups() const
{
    const std::size_t groups = (m_words.size() + GroupWords - 1) / GroupWords;
    if (m_counted >= groups)
        return;
    m_before.resize(groups);
    for (std::size_t group = m_counted; group < groups; ++group) {
        qint64 before = 0;
        if (group > 0) {
            before = m_before[group - 1];
            for (std::size_t i = (group - 1) * GroupWords; i < group * GroupWords; ++i)
                before += std::popcount(m_words[i]);
        }
        m_before[group] = before;
    }
    m_counted = groups;
}

qint64 RankBitmap::at(qint64 n) const
{
    countGroups();
    const auto group = std::upper_bound(m_before.begin(), m_before.end(), n) - m_before.begin() - 1;
    qint64 left = n - m_before[static_cast<std::size_t>(group)];
    auto word = static_cast<std::size_t>(group) * GroupWords;
    while (left >= std::popcount(m_words[word])) {
        left -= std::popcount(m_words[word]);
        ++word;
    }
    quint64 bits = m_words[word];
    for (; left > 0; --left)
        bits &= bits - 1; // Clears the lowest.
    return static_cast<qint64>(word) * WordBits + std::countr_zero(bits);
}

qint64 RankBitmap::rank(qint64 number) const
{
    if (number <= 0)
        return 0;
    const auto word = static_cast<std::size_t>(number / WordBits);
    if (word >= m_words.size())
        return m_count;
    countGroups();
    const std::size_t group = word / GroupWords;
    qint64 rank = m_before[group];
    for (std::size_t i = group * GroupWords; i < word; ++i)
        rank += std::popcount(m_words[i]);
    const quint64 below = (quint64{ 1 } << (number % WordBits)) - 1;
    return rank + std::popcount(m_words[word] & below);
}

qint64 RankBitmap::memoryOctets() const
{
    return static_cast<qint64>(m_words.capacity() * sizeof(quint64)
                               + m_before.capacity() * sizeof(qint64));
}

} // namespace Pushscope
