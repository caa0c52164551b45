// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/subprotocoltokens.h"

#include "capture/quotedvalue.h"

#include <algorithm>

namespace Pushscope {

namespace {

/// The shortest token that looks like one, and the shortest in hexadecimal digits.
constexpr qsizetype MinTokenOctets = 16;
constexpr qsizetype MinHexTokenOctets = 32;

} // namespace

bool namesSubprotocols(QByteArrayView name)
{
    const QByteArray lower = name.toByteArray().toLower();
    return lower == "sec-websocket-protocol" || lower == "subprotocol" || lower == "subprotocols";
}

std::vector<ByteRange> membersOf(QByteArrayView text, ByteRange range)
{
    std::vector<ByteRange> members;
    for (qint64 at = range.begin; at < range.end;) {
        const qsizetype comma = text.first(range.end).indexOf(',', at);
        const qint64 next = comma < 0 ? range.end : comma;
        qint64 begin = at;
        qint64 end = next;
        while (begin < end && isJsonBlank(text[begin]))
            ++begin;
        while (end > begin && isJsonBlank(text[end - 1]))
            --end;
        if (begin < end)
            members.push_back({ begin, end });
        at = next + 1;
    }
    return members;
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

} // namespace Pushscope
