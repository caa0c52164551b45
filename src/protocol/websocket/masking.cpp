// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/websocket/masking.h"

#include <cstring>

namespace Pushscope::WebSocket {

void applyMask(char *to, const char *from, qsizetype size, MaskingKey key, unsigned phase)
{
    // The key twice, turned so that its first octet is the one for the first octet here: eight
    // octets at a time then need no thought about the order of octets in a word.
    std::array<quint8, 8> turned;
    for (unsigned i = 0; i < turned.size(); ++i)
        turned[i] = key[(phase + i) % 4];
    quint64 wide;
    std::memcpy(&wide, turned.data(), sizeof wide);

    qsizetype i = 0;
    for (; size - i >= qsizetype(sizeof wide); i += qsizetype(sizeof wide)) {
        quint64 word;
        std::memcpy(&word, from + i, sizeof word);
        word ^= wide;
        std::memcpy(to + i, &word, sizeof word);
    }
    for (; i < size; ++i) // §5.3: j = i MOD 4; transformed-octet-i = original-octet-i XOR key-j
        to[i] = static_cast<char>(static_cast<quint8>(from[i])
                                  ^ turned[static_cast<unsigned>(i) % 4]);
}

} // namespace Pushscope::WebSocket
