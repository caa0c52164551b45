// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/secrets.h"

#include "capture/unescapedtext.h"

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

/// What is unescaped at a time, and how much of that again with what follows.
constexpr qsizetype UnescapedAtOnce = 1024 * 1024;
constexpr qsizetype UnescapedAgain = 64 * 1024;

/// A member of Sec-WebSocket-Protocol that is no name: the shortest token that looks like one, and
/// the shortest in hexadecimal digits.
constexpr qsizetype MinTokenOctets = 16;
constexpr qsizetype MinHexTokenOctets = 32;

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
        } else if (octet == '-' || (octet >= '0' && octet <= '9')) {
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

/// Members of a list, cut at commas, without blanks around them.
std::vector<ByteRange> membersOf(QByteArrayView text, ByteRange range)
{
    std::vector<ByteRange> members;
    for (qint64 at = range.begin; at < range.end;) {
        const qsizetype comma = text.first(range.end).indexOf(',', at);
        const qint64 next = comma < 0 ? range.end : comma;
        qint64 begin = at;
        qint64 end = next;
        while (begin < end && isBlank(text[begin]))
            ++begin;
        while (end > begin && isBlank(text[end - 1]))
            --end;
        if (begin < end)
            members.push_back({ begin, end });
        at = next + 1;
    }
    return members;
}

/// The name of a field or member that lists subprotocols, where pages put tokens because a browser
/// lets them set no field.
bool namesSubprotocols(QByteArrayView name)
{
    const QByteArray lower = name.toByteArray().toLower();
    return lower == "sec-websocket-protocol" || lower == "subprotocol" || lower == "subprotocols";
}

bool looksLikeToken(QByteArrayView member)
{
    const QByteArray lower = member.toByteArray().toLower();
    for (const char *mark : { "bearer.", "token.", "auth.", "authorization.", "jwt." }) {
        if (lower.contains(mark))
            return true;
    }
    if (member.startsWith("eyJ")) // `{"` in base64: a JWT.
        return true;
    if (member.size() < MinTokenOctets)
        return false;
    const auto has = [member](char first, char last) {
        return std::any_of(member.begin(), member.end(),
                           [=](char octet) { return octet >= first && octet <= last; });
    };
    const bool isHex = std::all_of(lower.begin(), lower.end(), [](char octet) {
        return (octet >= '0' && octet <= '9') || (octet >= 'a' && octet <= 'f') || octet == '-';
    });
    return has('0', '9')
        && ((has('a', 'z') && has('A', 'Z')) || (isHex && member.size() >= MinHexTokenOctets));
}

/// The mark that opens a quoted value at @p at, behind backslashes or not; -1 where none does. One
/// that ends what stands around is followed by what goes on there.
qsizetype openingAt(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && text[at] == '\\')
        ++at;
    if (at + 1 >= text.size() || (text[at] != '"' && text[at] != '\''))
        return -1;
    const char next = text[at + 1];
    const bool isEnd = isBlank(next) || QByteArrayView(",;:}])&<>\"'").contains(next);
    return isEnd ? -1 : at;
}

/// Adds what stands in the quotes opened at @p mark, on that line; gives where it ends.
qsizetype addQuoted(QByteArrayView text, qsizetype mark, std::vector<ByteRange> &found)
{
    qsizetype end = mark + 1;
    while (end < text.size() && text[end] != text[mark] && text[end] != '\n' && text[end] != '\\')
        ++end;
    found.push_back({ mark + 1, end });
    return end;
}

/// Where the name that ends at @p end begins.
qsizetype nameBegin(QByteArrayView text, qsizetype end)
{
    qsizetype begin = end;
    while (begin > 0 && end - begin <= MaxNameOctets && isNameOctet(text[begin - 1]))
        --begin;
    return begin;
}

} // namespace

SecretFinder::SecretFinder(const SecretNames &names)
    : m_names(names)
{
}

std::vector<ByteRange> SecretFinder::inHead(QByteArrayView head) const
{
    Ranges found;
    findFields(head, found);
    findUrls(head, found);
    findPairs(head, found);
    findEscaped(head, found);
    unite(found);
    return found;
}

std::vector<ByteRange> SecretFinder::inText(QByteArrayView text) const
{
    Ranges found;
    findMembers(text, found);
    findLines(text, found);
    findUrls(text, found);
    findPairs(text, found);
    findEscaped(text, found);
    unite(found);
    return found;
}

bool SecretFinder::isConnect(QByteArrayView packet)
{
    // In revision 3 of Engine.IO its length stands before it.
    qsizetype at = 0;
    while (at < packet.size() && packet[at] >= '0' && packet[at] <= '9')
        ++at;
    const qsizetype begin = at < packet.size() && packet[at] == ':' ? at + 1 : 0;
    return packet.sliced(begin).startsWith("40");
}

std::vector<ByteRange> SecretFinder::inConnect(QByteArrayView packet) const
{
    Ranges found = inText(packet);
    // `40/chat?token=abc,{"token":"abc"}`
    const qsizetype data = packet.indexOf('{');
    const QByteArrayView name = data < 0 ? packet : packet.first(data);
    const qsizetype query = name.indexOf('?');
    if (query >= 0) {
        const qsizetype comma = name.indexOf(',', query);
        found.push_back({ query + 1, comma < 0 ? name.size() : comma });
    }
    if (data >= 0)
        addValue(packet, data, 0, found);
    unite(found);
    return found;
}

void SecretFinder::findFields(QByteArrayView head, Ranges &found) const
{
    bool isSecret = false; // The field that a folded line goes on.
    bool isList = false;
    for (qsizetype at = 0; at < head.size();) {
        qsizetype end = head.indexOf('\n', at);
        end = end < 0 ? head.size() : end;
        qsizetype begin = at;
        const bool isFolded = head[at] == ' ' || head[at] == '\t';
        if (!isFolded) {
            const qsizetype colon = head.sliced(at, end - at).indexOf(':');
            const QByteArrayView name = head.sliced(at, std::max<qsizetype>(0, colon)).trimmed();
            isSecret = m_names.isField(name);
            isList = namesSubprotocols(name);
            begin = at + colon + 1;
        }
        qsizetype stop = end;
        while (stop > begin && isBlank(head[stop - 1]))
            --stop;
        while (begin < stop && isBlank(head[begin]))
            ++begin;
        if (isSecret && begin < stop)
            found.push_back({ begin, stop });
        else if (isList)
            addTokens(head, membersOf(head, { begin, stop }), found);
        at = end + 1;
    }
}

void SecretFinder::addTokens(QByteArrayView text, const Ranges &members, Ranges &found) const
{
    bool isNamed = false;
    for (const ByteRange &range : members) {
        const QByteArrayView member = text.sliced(range.begin, range.size());
        if (isNamed || looksLikeToken(member))
            found.push_back(range);
        isNamed = m_names.isMember(member) || member.compare("bearer", Qt::CaseInsensitive) == 0;
    }
}

void SecretFinder::findMembers(QByteArrayView text, Ranges &found) const
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
        if ((isMember && m_names.isMember(name)) || (isPair && m_names.isField(name))) {
            at = addValue(text, sign + 1, opening.depth, found);
        } else if ((isMember || isPair) && namesSubprotocols(name)) {
            Ranges values;
            Ranges members;
            at = addValue(text, sign + 1, opening.depth, values);
            for (const ByteRange &value : values) {
                const Ranges more = membersOf(text, value);
                members.insert(members.end(), more.begin(), more.end());
            }
            addTokens(text, members, found);
        }
    }
}

void SecretFinder::findLines(QByteArrayView text, Ranges &found) const
{
    for (qsizetype next = 0, at = text.indexOf(':'); at >= 0; at = text.indexOf(':', next)) {
        next = at + 1;
        const qsizetype begin = nameBegin(text, at);
        if (begin == at)
            continue;
        const QByteArrayView name = text.sliced(begin, at - begin);
        const bool isField = m_names.isField(name);
        // `{password: 'abc'}` as scripts have it.
        const qsizetype first = skipBlanks(text, at + 1);
        const qsizetype mark = first < text.size() && (isField || m_names.isMember(name))
            ? openingAt(text, first)
            : -1;
        if (mark >= 0) {
            next = addQuoted(text, mark, found);
            continue;
        }
        if (!isField)
            continue;
        qsizetype end = at + 1;
        while (end < text.size() && text[end] != '\n' && text[end] != '\r' && text[end] != '"'
               && text[end] != '\'' && text[end] != '\\')
            ++end;
        const qsizetype value = std::min(first, end);
        if (value < end)
            found.push_back({ value, end });
        next = end;
    }
}

void SecretFinder::findUrls(QByteArrayView text, Ranges &found) const
{
    for (qsizetype at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at)) {
        at += 3;
        qsizetype end = at;
        while (end < text.size() && !endsUrl(text[end])
               && !QByteArrayView("/?#").contains(text[end]))
            ++end;
        // The password may hold an @ that nobody escaped: the last one before the path counts.
        const qsizetype sign = text.sliced(at, end - at).lastIndexOf('@');
        if (sign > 0)
            found.push_back({ at, at + sign });
    }
}

void SecretFinder::findPairs(QByteArrayView text, Ranges &found) const
{
    const auto isSpace = [text](qsizetype at) { return text[at] == ' ' || text[at] == '\t'; };
    for (qsizetype next = 0, at = text.indexOf('='); at >= 0; at = text.indexOf('=', next)) {
        next = at + 1;
        // A query, a fragment, a form, a cookie, a command line, a script.
        const bool isSpaced = at > 0 && isSpace(at - 1);
        const qsizetype end = isSpaced ? at - 1 : at;
        const qsizetype begin = nameBegin(text, end);
        if (begin == end || !m_names.isMember(text.sliced(begin, end - begin)))
            continue;
        qsizetype value = at + 1;
        if (isSpaced && value < text.size() && isSpace(value))
            ++value;
        if (value >= text.size() || text[value] == '=')
            continue; // A comparison.
        if (const qsizetype mark = openingAt(text, value); mark >= 0) {
            next = addQuoted(text, mark, found);
            continue;
        }
        qsizetype stop = value;
        while (stop < text.size() && !endsUrl(text[stop])
               && !QByteArrayView("&#;").contains(text[stop]))
            ++stop;
        if (stop > value)
            found.push_back({ value, stop });
        next = std::max(next, stop);
    }
}

void SecretFinder::findEscaped(QByteArrayView text, Ranges &found) const
{
    const auto search = [&](const UnescapedText &unescaped, qsizetype begin,
                            std::initializer_list<Search> searches) {
        Ranges ranges;
        for (const Search one : searches) {
            if (unescaped.isOther())
                (this->*one)(unescaped.text(), ranges);
        }
        for (const ByteRange &range : ranges) {
            const ByteRange origin = unescaped.origin(range);
            found.push_back({ begin + origin.begin, begin + origin.end });
        }
    };
    for (qsizetype at = 0; at < text.size(); at += UnescapedAtOnce) {
        const QByteArrayView part
            = text.sliced(at, std::min(UnescapedAtOnce + UnescapedAgain, text.size() - at));
        // Members are found at whatever depth they stand; their strings must stay strings.
        search(UnescapedText::ofStrings(part), at,
               { &SecretFinder::findLines, &SecretFinder::findUrls, &SecretFinder::findPairs });
        search(UnescapedText::ofUrls(part), at,
               { &SecretFinder::findMembers, &SecretFinder::findLines, &SecretFinder::findUrls,
                 &SecretFinder::findPairs });
    }
}

void SecretFinder::add(std::vector<ByteRange> &secrets, const std::vector<ByteRange> &more)
{
    secrets.insert(secrets.end(), more.begin(), more.end());
    unite(secrets);
}

QByteArray SecretFinder::cover(QByteArrayView secret)
{
    const bool isNumber = std::all_of(secret.begin(), secret.end(), isDigitish);
    return QByteArray(secret.size(), isNumber ? '1' : '*');
}

} // namespace Pushscope
