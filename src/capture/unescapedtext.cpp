// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/unescapedtext.h"

#include <algorithm>

namespace Pushscope {

namespace {

constexpr qsizetype UnicodeDigits = 4;
constexpr qsizetype UrlDigits = 2;
constexpr int AsciiEnd = 0x80;

/// The value of the hexadecimal digits there; -1 where there are not so many.
int hexAt(QByteArrayView text, qsizetype at, qsizetype digits)
{
    if (at + digits > text.size())
        return -1;
    bool isNumber = false;
    const QByteArray part = text.sliced(at, digits).toByteArray();
    const bool isHex = std::all_of(part.begin(), part.end(), [](char octet) {
        return (octet >= '0' && octet <= '9') || (octet >= 'a' && octet <= 'f')
            || (octet >= 'A' && octet <= 'F');
    });
    const int value = part.toInt(&isNumber, 16);
    return isHex && isNumber ? value : -1;
}

} // namespace

void UnescapedText::take(QByteArrayView text, qsizetype from, qsizetype to)
{
    m_text.append(text.sliced(from, to - from));
}

void UnescapedText::addEscaped(char octet, qsizetype origin, qsizetype length)
{
    m_turns.push_back({ m_text.size(), origin });
    m_text.append(octet);
    m_turns.push_back({ m_text.size(), origin + length });
}

UnescapedText UnescapedText::ofStrings(QByteArrayView text)
{
    UnescapedText unescaped;
    qsizetype taken = 0;
    for (qsizetype at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', at)) {
        const qsizetype begin = at;
        while (at < text.size() && text[at] == '\\')
            ++at;
        if (at == text.size())
            break;
        const char mark = text[at];
        int octet = -1;
        qsizetype length = 1;
        if (mark == '/' || mark == '"')
            octet = mark;
        else if (mark == 'n' || mark == 'r' || mark == 't')
            octet = mark == 't' ? '\t' : '\n';
        else if (mark == 'u') {
            octet = hexAt(text, at + 1, UnicodeDigits);
            length += UnicodeDigits;
        }
        if (octet < 0 || octet >= AsciiEnd)
            continue;
        unescaped.take(text, taken, begin);
        unescaped.addEscaped(static_cast<char>(octet), begin, at + length - begin);
        at += length;
        taken = at;
    }
    unescaped.take(text, taken, text.size());
    return unescaped;
}

UnescapedText UnescapedText::ofUrls(QByteArrayView text)
{
    UnescapedText unescaped;
    qsizetype taken = 0;
    for (qsizetype at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at)) {
        const int octet = hexAt(text, at + 1, UrlDigits);
        if (octet < 0) {
            ++at;
            continue;
        }
        unescaped.take(text, taken, at);
        unescaped.addEscaped(static_cast<char>(octet), at, 1 + UrlDigits);
        at += 1 + UrlDigits;
        taken = at;
    }
    unescaped.take(text, taken, text.size());
    return unescaped;
}

qsizetype UnescapedText::originOf(qsizetype at) const
{
    const auto next
        = std::upper_bound(m_turns.begin(), m_turns.end(), at,
                           [](qsizetype value, const Turn &turn) { return value < turn.at; });
    if (next == m_turns.begin())
        return at;
    const Turn &turn = *std::prev(next);
    return turn.origin + at - turn.at;
}

ByteRange UnescapedText::origin(ByteRange range) const
{
    return { originOf(range.begin), originOf(range.end) };
}

} // namespace Pushscope
