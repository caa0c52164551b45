// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace Pushscope::Script {

// One more than the longest name that matters, `plaintext`: so cut, no other is taken for it.
inline constexpr qsizetype KeptName = 10;

// §13.2.3.5 makes LF of CR before the tokenizer sees it.
inline bool isBlank(char octet)
{
    return octet == ' ' || octet == '\t' || octet == '\n' || octet == '\f' || octet == '\r';
}

inline bool isAlpha(char octet)
{
    return (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z');
}

inline char lower(char octet)
{
    return octet >= 'A' && octet <= 'Z' ? static_cast<char>(octet - 'A' + 'a') : octet;
}

/// Appends to a name, which is kept as far as it can matter.
inline void appendName(QByteArray &name, char octet)
{
    if (name.size() < KeptName)
        name += lower(octet);
}

} // namespace Pushscope::Script
