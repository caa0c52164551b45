// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/oldersessionids.h"

#include <algorithm>
#include <array>

namespace Pushscope {

namespace {

constexpr std::array<QByteArrayView, 6> Transports { "websocket",     "flashsocket",
                                                     "htmlfile",      "xhr-multipart",
                                                     "xhr-polling",   "jsonp-polling" };

bool isDigit(char octet)
{
    return octet >= '0' && octet <= '9';
}

bool isOfId(char octet)
{
    return isDigit(octet) || (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z')
        || octet == '-' || octet == '_';
}

/// Where the name of a transport that stands at @p at ends; -1 where none does.
qsizetype transportEnd(QByteArrayView text, qsizetype at)
{
    const QByteArrayView rest = text.sliced(at);
    for (const QByteArrayView transport : Transports) {
        if (rest.startsWith(transport))
            return at + transport.size();
    }
    return -1;
}

/// Past the number, which may be left out, and the colon behind it; -1 where there is none.
qsizetype skipTime(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && isDigit(text[at]))
        ++at;
    return at < text.size() && text[at] == ':' ? at + 1 : -1;
}

void addOfPaths(QByteArrayView text, std::vector<ByteRange> &found)
{
    constexpr QByteArrayView Revision("/1/");
    for (qsizetype at = text.indexOf(Revision); at >= 0; at = text.indexOf(Revision, at)) {
        at += Revision.size() - 1;
        const qsizetype slash = transportEnd(text, at + 1);
        if (slash < 0 || slash == text.size() || text[slash] != '/')
            continue;
        qsizetype end = slash + 1;
        while (end < text.size() && isOfId(text[end]))
            ++end;
        if (end > slash + 1)
            found.push_back({ slash + 1, end });
        at = end;
    }
}

void addOfHandshakes(QByteArrayView text, std::vector<ByteRange> &found)
{
    for (qsizetype at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) {
        const qsizetype closing = skipTime(text, at + 1);
        const qsizetype transports = closing < 0 ? -1 : skipTime(text, closing);
        if (transports < 0 || transportEnd(text, transports) < 0)
            continue;
        qsizetype begin = at;
        while (begin > 0 && isOfId(text[begin - 1]))
            --begin;
        if (begin < at)
            found.push_back({ begin, at });
    }
}

} // namespace

bool isOlderTransport(QByteArrayView name)
{
    return std::ranges::find(Transports, name) != Transports.end();
}

void addOlderSessionIds(QByteArrayView text, std::vector<ByteRange> &found)
{
    addOfPaths(text, found);
    addOfHandshakes(text, found);
}

} // namespace Pushscope
