// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/secrets.h"

#include "capture/coveredjson.h"
#include "capture/oldersessionids.h"
#include "capture/quotedvalue.h"
#include "capture/subprotocoltokens.h"
#include "capture/unescapedtext.h"

#include <algorithm>

namespace Pushscope {

namespace {

/// Bounds what is looked at before a `=`.
constexpr qsizetype MaxNameOctets = SecretNameTest::MaxNameOctets;

bool isNameOctet(char octet)
{
    return (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z')
        || (octet >= '0' && octet <= '9') || octet == '_' || octet == '-' || octet == '.'
        || octet == '%' || octet == '[' || octet == ']';
}

/// What is unescaped at a time, and how much of that again with what follows.
constexpr qsizetype UnescapedAtOnce = 1024 * 1024;
constexpr qsizetype UnescapedAgain = 64 * 1024;

/// Where a query's value, or a URL, ends in whatever surrounds it.
bool endsUrl(char octet)
{
    return isJsonBlank(octet) || octet == '"' || octet == '\'' || octet == '<' || octet == '>'
        || octet == '\\' || octet == '\0';
}

bool endsWithBracket(QByteArrayView text)
{
    while (!text.isEmpty() && isJsonBlank(text.back()))
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
    findSessionIds(head, found);
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
    findSessionIds(text, found);
    findEscaped(text, found);
    unite(found);
    return withinJsonValues(text, std::move(found));
}

std::vector<ByteRange> SecretFinder::inSubprotocols(QByteArrayView list) const
{
    Ranges found;
    addTokens(list, membersOf(list, { 0, list.size() }), found);
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
        const ByteRange values{ query + 1, comma < 0 ? name.size() : comma };
        if (!values.isEmpty())
            found.push_back(values);
    }
    if (data >= 0)
        addJsonValue(packet, data, 0, found);
    unite(found);
    return withinJsonValues(packet, std::move(found));
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
        while (stop > begin && isJsonBlank(head[stop - 1]))
            --stop;
        while (begin < stop && isJsonBlank(head[begin]))
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
        const Closing end
            = closing(text, opening, std::min(text.size(), at + MaxNameOctets + opening.depth + 1));
        if (!end.isOwn || end.at - opening.depth < at)
            continue;
        const qsizetype sign = skipBlanks(text, end.at + 1);
        const bool isMember = sign < text.size() && text[sign] == ':';
        // Field lines as JSON often has them: `["Cookie","a=b"]`.
        const bool isPair = sign < text.size() && text[sign] == ','
            && endsWithBracket(text.first(at - 1 - opening.depth));
        const QByteArrayView written = text.sliced(at, end.at - opening.depth - at);
        const QByteArray unescaped = written.contains('\\')
            ? UnescapedText::ofStrings(written).text()
            : QByteArray();
        const QByteArrayView name = unescaped.isEmpty() ? written : QByteArrayView(unescaped);
        if ((isMember && m_names.isMember(name)) || (isPair && m_names.isField(name))) {
            at = addJsonValue(text, sign + 1, opening.depth, found);
        } else if ((isMember || isPair) && namesSubprotocols(name)) {
            Ranges values;
            Ranges members;
            at = addJsonValue(text, sign + 1, opening.depth, values);
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
    LineEnds lines(text);
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
            next = addQuoted(text, mark, lines.after(mark), found);
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
    LineEnds lines(text);
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
            next = addQuoted(text, mark, lines.after(mark), found);
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

void SecretFinder::findSessionIds(QByteArrayView text, Ranges &found) const
{
    addOlderSessionIds(text, found);
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
               { &SecretFinder::findLines, &SecretFinder::findUrls, &SecretFinder::findPairs,
                 &SecretFinder::findSessionIds });
        search(UnescapedText::ofUrls(part), at,
               { &SecretFinder::findMembers, &SecretFinder::findLines, &SecretFinder::findUrls,
                 &SecretFinder::findPairs, &SecretFinder::findSessionIds });
    }
}

void SecretFinder::add(std::vector<ByteRange> &secrets, const std::vector<ByteRange> &more)
{
    secrets.insert(secrets.end(), more.begin(), more.end());
    unite(secrets);
}

QByteArray SecretFinder::cover(QByteArrayView secret)
{
    const bool isNumber = std::all_of(secret.begin(), secret.end(), isNumberOctet);
    return QByteArray(secret.size(), isNumber ? '1' : '*');
}

} // namespace Pushscope
