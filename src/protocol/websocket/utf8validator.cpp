// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/websocket/utf8validator.h"

#include <cstring>

namespace Pushscope::WebSocket {

namespace {

/// Where after @p begin the first octet stands that is not ASCII; @p end where all are.
qsizetype skipAscii(QByteArrayView octets, qsizetype begin)
{
    constexpr quint64 TopBits = 0x8080808080808080U;
    const char *data = octets.data();
    const qsizetype size = octets.size();
    qsizetype i = begin;
    for (; size - i >= 8; i += 8) {
        quint64 word;
        std::memcpy(&word, data + i, sizeof word);
        if ((word & TopBits) != 0)
            break;
    }
    while (i < size && (static_cast<quint8>(data[i]) & 0x80) == 0)
        ++i;
    return i;
}

} // namespace

bool Utf8Validator::feed(QByteArrayView octets)
{
    if (!m_isValid)
        return false;
    const qsizetype size = octets.size();
    for (qsizetype i = 0; i < size; ++i) {
        if (m_missing == 0) {
            i = skipAscii(octets, i);
            if (i == size)
                break;
            m_isValid = takeLead(static_cast<quint8>(octets[i]));
        } else {
            const auto octet = static_cast<quint8>(octets[i]);
            m_isValid = octet >= m_lowest && octet <= m_highest;
            m_lowest = 0x80;
            m_highest = 0xbf;
            --m_missing;
        }
        if (!m_isValid) {
            m_validOctets += i;
            return false;
        }
    }
    m_validOctets += size;
    return true;
}

bool Utf8Validator::takeLead(quint8 octet)
{
    // RFC 3629 §4. C0 and C1 would begin overlong forms, F5 and above lie beyond U+10FFFF; the
    // bounds of the second octet keep out the other overlong forms and the surrogates.
    if (octet < 0xc2 || octet > 0xf4)
        return false;
    if (octet < 0xe0) {
        m_missing = 1;
    } else if (octet < 0xf0) {
        m_missing = 2;
        if (octet == 0xe0)
            m_lowest = 0xa0; // Below: two octets would do.
        else if (octet == 0xed)
            m_highest = 0x9f; // Above: U+D800 to U+DFFF, "definition ... prohibits".
    } else {
        m_missing = 3;
        if (octet == 0xf0)
            m_lowest = 0x90; // Below: three octets would do.
        else if (octet == 0xf4)
            m_highest = 0x8f; // Above: beyond U+10FFFF.
    }
    return true;
}

bool isUtf8(QByteArrayView octets)
{
    Utf8Validator validator;
    validator.feed(octets);
    return validator.isComplete();
}

} // namespace Pushscope::WebSocket
