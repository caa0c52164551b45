// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/coveredjson.h"

#include "capture/jsonvalue.h"
#include "capture/quotedvalue.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

namespace {

constexpr qsizetype ShortEscape = 2;   // `\n`
constexpr qsizetype UnicodeEscape = 6; // `\u0026`

/// Where JSON begins: at once, or behind what stands before it in a packet; -1: nowhere.
qsizetype jsonBegin(QByteArrayView text)
{
    if (isValidJson(text))
        return 0;
    const auto *first = std::ranges::find_if(
        text, [](char octet) { return octet == '{' || octet == '['; });
    const qsizetype begin = first - text.begin();
    return begin < text.size() && isValidJson(text.sliced(begin)) ? begin : -1;
}

/// Ranges that grow together from units in order.
class Covered
{
public:
    explicit Covered(std::vector<ByteRange> wanted)
        : m_wanted(std::move(wanted))
    {
    }

    /// What may be covered as a whole or not at all.
    void take(ByteRange unit)
    {
        while (m_next < m_wanted.size() && m_wanted[m_next].end <= unit.begin)
            ++m_next;
        if (m_next == m_wanted.size() || m_wanted[m_next].begin >= unit.end)
            return;
        if (!m_result.empty() && m_result.back().end == unit.begin)
            m_result.back().end = unit.end;
        else
            m_result.push_back(unit);
    }
    [[nodiscard]] std::vector<ByteRange> result() && { return std::move(m_result); }

private:
    std::vector<ByteRange> m_wanted;
    std::size_t m_next = 0;
    std::vector<ByteRange> m_result;
};

/// The units of the string whose mark is at @p at; gives where it ends.
qsizetype takeString(QByteArrayView text, qsizetype at, Covered &covered)
{
    for (++at; text[at] != '"';) {
        const bool isEscape = text[at] == '\\';
        const qsizetype length
            = !isEscape ? 1 : (text[at + 1] == 'u' ? UnicodeEscape : ShortEscape);
        covered.take({ at, at + length });
        at += length;
    }
    return at + 1;
}

} // namespace

std::vector<ByteRange> withinJsonValues(QByteArrayView text, std::vector<ByteRange> ranges)
{
    const qsizetype begin = ranges.empty() ? -1 : jsonBegin(text);
    if (begin < 0)
        return ranges;
    Covered covered(std::move(ranges));
    for (qsizetype at = 0; at < begin; ++at)
        covered.take({ at, at + 1 });
    for (qsizetype at = begin; at < text.size();) {
        if (text[at] == '"') {
            at = takeString(text, at, covered);
        } else if (text[at] == '-' || (text[at] >= '0' && text[at] <= '9')) {
            const qsizetype number = at;
            while (at < text.size() && isNumberOctet(text[at]))
                ++at;
            covered.take({ number, at });
        } else {
            ++at;
        }
    }
    return std::move(covered).result();
}

} // namespace Pushscope
