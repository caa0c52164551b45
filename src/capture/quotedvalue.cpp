// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/quotedvalue.h"

#include <algorithm>

namespace Pushscope {

namespace {

/// How many strings deep a mark stands that @p backslashes are before: none escape a mark of the
/// outermost, in each further string every second one is its own.
int levelOf(qsizetype backslashes)
{
    int level = 0;
    for (; backslashes % 2 != 0; backslashes /= 2)
        ++level;
    return level;
}

/// Of the `'` that ends what the one at @p mark opened, on that line. Scripts escape it, strings
/// of JSON around them do not: one behind a backslash belongs to the value.
qsizetype apostropheAfter(QByteArrayView text, qsizetype mark, qsizetype limit)
{
    for (qsizetype at = mark + 1; at < limit; ++at) {
        if (text[at] == '\'' && text[at - 1] != '\\')
            return at;
    }
    return limit;
}

/// What stands in JSON outside of strings and numbers: the rest is no JSON, or the end of a string
/// around it.
bool isOfStructure(char octet)
{
    return QByteArrayView("{}[]:,truefalsn").contains(octet);
}

/// Past blanks, and past those that are escapes in the strings around: `\\n`.
qsizetype skipBlanksOfLayout(QByteArrayView text, qsizetype at, qsizetype depth)
{
    for (;;) {
        at = skipBlanks(text, at);
        qsizetype mark = at;
        while (depth > 0 && mark < text.size() && text[mark] == '\\')
            ++mark;
        if (mark == at || mark == text.size() || !QByteArrayView("nrt").contains(text[mark]))
            return at;
        at = mark + 1;
    }
}

/// Also the backslash before the mark of a string around it.
bool mayFollowString(char octet)
{
    return isJsonBlank(octet) || QByteArrayView(":,]}\\").contains(octet);
}

} // namespace

qsizetype skipBlanks(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && isJsonBlank(text[at]))
        ++at;
    return at;
}

qsizetype backslashesBefore(QByteArrayView text, qsizetype at)
{
    qsizetype count = 0;
    while (count < at && text[at - 1 - count] == '\\')
        ++count;
    return count;
}

Closing closing(QByteArrayView text, Quote opening, qsizetype limit)
{
    for (qsizetype at = opening.at + 1;; ++at) {
        at = text.first(limit).indexOf('"', at);
        if (at < 0)
            return {};
        // Backslashes of the string itself count twice and more at each depth.
        const qsizetype count = std::min(backslashesBefore(text, at), at - opening.at - 1);
        const qsizetype unit = 2 * (opening.depth + 1);
        if (count % unit == opening.depth)
            return { at, true, opening.depth };
        if (const int level = levelOf(count); level < levelOf(opening.depth))
            return { at, false, (qsizetype{ 1 } << level) - 1 };
    }
}

qsizetype addJsonValue(QByteArrayView text, qsizetype at, qsizetype depth,
                       std::vector<ByteRange> &found)
{
    int open = 0;
    do {
        at = skipBlanksOfLayout(text, at, depth);
        if (at >= text.size())
            return at;
        const char octet = text[at];
        const qsizetype mark = at + depth;
        if (mark < text.size() && text[mark] == '"' && backslashesBefore(text, mark) >= depth) {
            const Closing end = closing(text, { mark, depth }, text.size());
            const qsizetype stop = end.at < 0 ? text.size() : end.at - end.depth;
            if (stop > mark + 1)
                found.push_back({ mark + 1, stop });
            if (!end.isOwn)
                return stop;
            at = end.at + 1;
            if (at < text.size() && !mayFollowString(text[at]))
                return at;
        } else if (octet == '-' || (octet >= '0' && octet <= '9')) {
            const qsizetype begin = at;
            while (at < text.size() && isNumberOctet(text[at]))
                ++at;
            found.push_back({ begin, at });
        } else if (!isOfStructure(octet)) {
            return at;
        } else {
            open += (octet == '{' || octet == '[') ? 1 : 0;
            open -= (octet == '}' || octet == ']') ? 1 : 0;
            if (open <= 0)
                return at; // The end of it, or a scalar that tells nothing: true, false, null.
            ++at;
        }
    } while (open > 0);
    return at;
}

qsizetype openingAt(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && text[at] == '\\')
        ++at;
    if (at + 1 >= text.size() || (text[at] != '"' && text[at] != '\''))
        return -1;
    const char next = text[at + 1];
    const bool isEnd = isJsonBlank(next) || QByteArrayView(",;:}])&<>\"'").contains(next);
    return isEnd ? -1 : at;
}

qsizetype addQuoted(QByteArrayView text, qsizetype mark, qsizetype lineEnd,
                    std::vector<ByteRange> &found)
{
    qsizetype end = lineEnd;
    if (text[mark] == '\'') {
        end = apostropheAfter(text, mark, lineEnd);
    } else {
        const Closing mine = closing(text, { mark, backslashesBefore(text, mark) }, lineEnd);
        end = mine.at < 0 ? lineEnd : mine.at - mine.depth;
    }
    if (end > mark + 1)
        found.push_back({ mark + 1, end });
    return std::max(end, mark + 1);
}

qsizetype LineEnds::after(qsizetype at)
{
    if (m_end < at) {
        m_end = m_text.indexOf('\n', at);
        m_end = m_end < 0 ? m_text.size() : m_end;
    }
    return m_end;
}

} // namespace Pushscope
