// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/secrets.h"

#include <algorithm>

namespace Pushscope {

namespace {

/// Bounds what is looked at before a `=`.
constexpr qsizetype MaxNameOctets = SecretNameTest::MaxNameOctets;

bool isBlank(char octet)
{
    return octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n';
}

bool isDigitish(char octet)
{
    return (octet >= '0' && octet <= '9') || octet == '-' || octet == '+' || octet == '.'
        || octet == 'e' || octet == 'E';
}

bool isNameOctet(char octet)
{
    return (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z')
        || (octet >= '0' && octet <= '9') || octet == '_' || octet == '-' || octet == '.'
        || octet == '%' || octet == '[' || octet == ']';
}

/// Where a query's value, or a URL, ends in whatever surrounds it.
bool endsUrl(char octet)
{
    return isBlank(octet) || octet == '"' || octet == '\'' || octet == '<' || octet == '>'
        || octet == '\\' || octet == '\0';
}

/// A quotation mark with the backslashes before it: `"`, `\"` in a string, `\\\"` in one in it.
struct Quote {
    qsizetype at = 0;    ///< Of the mark.
    qsizetype depth = 0; ///< Backslashes before it.
};

qsizetype backslashesBefore(QByteArrayView text, qsizetype at)
{
    qsizetype count = 0;
    while (count < at && text[at - 1 - count] == '\\')
        ++count;
    return count;
}

/// The mark before @p limit that ends what @p opening opened; -1 where there is none.
qsizetype closing(QByteArrayView text, Quote opening, qsizetype limit)
{
    for (qsizetype at = opening.at + 1;; ++at) {
        at = text.first(limit).indexOf('"', at);
        if (at < 0)
            return -1;
        // Backslashes of the string itself count twice and more at each depth.
        const qsizetype count = std::min(backslashesBefore(text, at), at - opening.at - 1);
        const qsizetype unit = 2 * (opening.depth + 1);
        if (count % unit == opening.depth)
            return at;
    }
}

qsizetype skipBlanks(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && isBlank(text[at]))
        ++at;
    return at;
}

/// Adds the strings and numbers of the value at @p at, which stands @p depth strings deep; gives
/// where it ends.
qsizetype addValue(QByteArrayView text, qsizetype at, qsizetype depth,
                   std::vector<ByteRange> &found)
{
    int open = 0;
    do {
        at = skipBlanks(text, at);
        if (at >= text.size())
            return at;
        const char octet = text[at];
        const qsizetype mark = at + depth;
        if (mark < text.size() && text[mark] == '"' && backslashesBefore(text, mark) >= depth) {
            const qsizetype end = closing(text, { mark, depth }, text.size());
            const qsizetype stop = end < 0 ? text.size() : end - depth;
            if (stop > mark + 1)
                found.push_back({ mark + 1, stop });
            at = end < 0 ? text.size() : end + 1;
        } else if (isDigitish(octet)) {
            const qsizetype begin = at;
            while (at < text.size() && isDigitish(text[at]))
                ++at;
            found.push_back({ begin, at });
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

bool endsWithBracket(QByteArrayView text)
{
    while (!text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    return text.endsWith('[');
}

void unite(std::vector<ByteRange> &ranges)
{
    std::sort(ranges.begin(), ranges.end(),
              [](const ByteRange &one, const ByteRange &other) { return one.begin < other.begin; });
    std::vector<ByteRange> united;
    for (const ByteRange &range : ranges) {
        if (!united.empty() && range.begin <= united.back().end)
            united.back().end = std::max(united.back().end, range.end);
        else
            united.push_back(range);
    }
    ranges = std::move(united);
}

} // namespace

SecretFinder::SecretFinder(const SecretNames &names)
    : m_names(names)
{
}

std::vector<ByteRange> SecretFinder::inHead(QByteArrayView head) const
{
    std::vector<ByteRange> found;
    findFields(head, found);
    findUrls(head, found);
    unite(found);
    return found;
}

std::vector<ByteRange> SecretFinder::inText(QByteArrayView text) const
{
    std::vector<ByteRange> found;
    findMembers(text, found);
    findLines(text, found);
    findUrls(text, found);
    unite(found);
    return found;
}

void SecretFinder::findFields(QByteArrayView head, std::vector<ByteRange> &found) const
{
    bool isSecret = false; // The field that a folded line goes on.
    for (qsizetype at = 0; at < head.size();) {
        qsizetype end = head.indexOf('\n', at);
        end = end < 0 ? head.size() : end;
        qsizetype begin = at;
        const bool isFolded = head[at] == ' ' || head[at] == '\t';
        if (!isFolded) {
            const qsizetype colon = head.sliced(at, end - at).indexOf(':');
            isSecret = colon > 0 && m_names.isField(head.sliced(at, colon).trimmed());
            begin = at + colon + 1;
        }
        qsizetype stop = end;
        while (stop > begin && isBlank(head[stop - 1]))
            --stop;
        while (begin < stop && isBlank(head[begin]))
            ++begin;
        if (isSecret && begin < stop)
            found.push_back({ begin, stop });
        at = end + 1;
    }
}

void SecretFinder::findMembers(QByteArrayView text, std::vector<ByteRange> &found) const
{
    for (qsizetype at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at)) {
        const Quote opening{ at, backslashesBefore(text, at) };
        // Every mark may open a name: in broken JSON too, and in what is no JSON.
        ++at;
        const qsizetype end
            = closing(text, opening, std::min(text.size(), at + MaxNameOctets + opening.depth + 1));
        if (end - opening.depth < at)
            continue;
        const qsizetype sign = skipBlanks(text, end + 1);
        const bool isMember = sign < text.size() && text[sign] == ':';
        // Field lines as JSON often has them: `["Cookie","a=b"]`.
        const bool isPair = sign < text.size() && text[sign] == ','
            && endsWithBracket(text.first(at - 1 - opening.depth));
        const QByteArrayView name = text.sliced(at, end - opening.depth - at);
        if ((isMember && m_names.isMember(name)) || (isPair && m_names.isField(name)))
            at = addValue(text, sign + 1, opening.depth, found);
    }
}

void SecretFinder::findLines(QByteArrayView text, std::vector<ByteRange> &found) const
{
    for (qsizetype next = 0, at = text.indexOf(':'); at >= 0; at = text.indexOf(':', next)) {
        next = at + 1;
        qsizetype begin = at;
        while (begin > 0 && at - begin <= MaxNameOctets && isNameOctet(text[begin - 1]))
            --begin;
        if (begin == at || !m_names.isField(text.sliced(begin, at - begin)))
            continue;
        qsizetype end = at + 1;
        while (end < text.size() && text[end] != '\n' && text[end] != '\r' && text[end] != '"'
               && text[end] != '\'' && text[end] != '\\')
            ++end;
        const qsizetype value = std::min(skipBlanks(text, at + 1), end);
        if (value < end)
            found.push_back({ value, end });
        next = end;
    }
}

void SecretFinder::findUrls(QByteArrayView text, std::vector<ByteRange> &found) const
{
    const auto until = [&](qsizetype at, QByteArrayView more) {
        while (at < text.size() && !endsUrl(text[at]) && !more.contains(text[at]))
            ++at;
        return at;
    };
    for (qsizetype at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at)) {
        at += 3;
        // The password may hold an @ that nobody escaped: the last one before the path counts.
        const qsizetype sign = text.sliced(at, until(at, "/?#") - at).lastIndexOf('@');
        if (sign > 0)
            found.push_back({ at, at + sign });
    }
    for (qsizetype next = 0, at = text.indexOf('='); at >= 0; at = text.indexOf('=', next)) {
        next = at + 1;
        qsizetype begin = at;
        while (begin > 0 && at - begin <= MaxNameOctets && isNameOctet(text[begin - 1]))
            --begin;
        const bool isPair = begin == 0 || text[begin - 1] == '?' || text[begin - 1] == '&'
            || text[begin - 1] == ';';
        if (!isPair || !m_names.isMember(text.sliced(begin, at - begin)))
            continue;
        const qsizetype end = until(at + 1, "&#;");
        if (end > at + 1)
            found.push_back({ at + 1, end });
        next = end;
    }
}

QByteArray SecretFinder::cover(QByteArrayView secret)
{
    const bool isNumber = std::all_of(secret.begin(), secret.end(), isDigitish);
    return QByteArray(secret.size(), isNumber ? '1' : '*');
}

} // namespace Pushscope
