// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/wordfinder.h"

#include <algorithm>
#include <bit>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace Pushscope {

namespace {

constexpr char CaseBit = 0x20;

bool isLowerLetter(char octet)
{
    return octet >= 'a' && octet <= 'z';
}

char lowered(char octet)
{
    return octet >= 'A' && octet <= 'Z' ? static_cast<char>(octet | CaseBit) : octet;
}

char maskOf(char octet)
{
    return isLowerLetter(octet) ? CaseBit : '\0';
}

/// Letters without case beside ASCII, so that folding cannot make them of anything else; and no
/// `k` or `s`, which U+212A and U+017F fold to as well.
bool hasOneSpelling(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar character) {
        const char16_t folded = character.toLower().unicode();
        if (folded < 0x80)
            return folded != u'k' && folded != u's';
        return character.category() == QChar::Letter_Other;
    });
}

} // namespace

WordFinder::WordFinder(const WordTerm &term)
    : m_lower(term.lower)
{
    if (m_lower.isEmpty() && hasOneSpelling(term.text)) {
        m_lower = term.text.toUtf8();
        std::transform(m_lower.begin(), m_lower.end(), m_lower.begin(), lowered);
    }
    if (m_lower.isEmpty())
        return;
    m_firstMask = maskOf(m_lower.front());
    m_lastMask = maskOf(m_lower.back());
    const auto isJoint = [](char octet) { return octet == ':' || (octet >= 0 && octet < ' '); };
    m_mayCrossFields
        = m_lower.front() == ' ' || std::any_of(m_lower.begin(), m_lower.end(), isJoint);
}

bool WordFinder::isAt(const char *octets) const
{
    return std::equal(m_lower.begin(), m_lower.end(), octets,
                      [](char wanted, char octet) { return lowered(octet) == wanted; });
}

qsizetype WordFinder::find(QByteArrayView octets, qsizetype from) const
{
    const qsizetype last = octets.size() - m_lower.size();
    const char *const data = octets.data();
    qsizetype at = from;
#ifdef __SSE2__
    constexpr qsizetype Width = 16;
    const __m128i first = _mm_set1_epi8(m_lower.front());
    const __m128i firstMask = _mm_set1_epi8(m_firstMask);
    const __m128i end = _mm_set1_epi8(m_lower.back());
    const __m128i endMask = _mm_set1_epi8(m_lastMask);
    const qsizetype toEnd = m_lower.size() - 1;
    const auto load = [data](qsizetype place) {
        return _mm_loadu_si128(reinterpret_cast<const __m128i *>(data + place));
    };
    for (; at + Width - 1 <= last; at += Width) {
        const __m128i begins = _mm_cmpeq_epi8(_mm_or_si128(load(at), firstMask), first);
        const __m128i ends = _mm_cmpeq_epi8(_mm_or_si128(load(at + toEnd), endMask), end);
        auto both = static_cast<unsigned>(_mm_movemask_epi8(_mm_and_si128(begins, ends)));
        for (; both != 0; both &= both - 1) {
            const qsizetype place = at + std::countr_zero(both);
            if (isAt(data + place))
                return place;
        }
    }
#endif
    for (; at <= last; ++at) {
        if (lowered(data[at]) == m_lower.front() && isAt(data + at))
            return at;
    }
    return -1;
}

void WordFinder::findAll(QByteArrayView octets, std::vector<quint32> &places) const
{
    if (!isUsable())
        return;
    for (qsizetype at = find(octets, 0); at >= 0; at = find(octets, at + 1))
        places.push_back(static_cast<quint32>(at));
}

} // namespace Pushscope
