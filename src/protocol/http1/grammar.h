// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

/// The characters of RFC 9110 and RFC 9112, independent of any locale.
namespace Pushscope::Http1 {

[[nodiscard]] constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

[[nodiscard]] constexpr bool isAlpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// OWS and BWS consist of these. Spec: RFC 9110 §5.6.3.
[[nodiscard]] constexpr bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

/// Spec: RFC 9110 §5.6.2.
[[nodiscard]] constexpr bool isTchar(char c)
{
    constexpr QByteArrayView Marks("!#$%&'*+-.^_`|~");
    if (isDigit(c) || isAlpha(c))
        return true;
    for (char mark : Marks) {
        if (c == mark)
            return true;
    }
    return false;
}

/// What a field value or a reason phrase may hold: HTAB, SP, VCHAR, obs-text.
/// Spec: RFC 9110 §5.5, RFC 9112 §4.
[[nodiscard]] constexpr bool isFieldChar(char c)
{
    const auto octet = static_cast<unsigned char>(c);
    return c == '\t' || (octet >= 0x20 && octet != 0x7f);
}

[[nodiscard]] constexpr char toLower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

/// The value of a hexadecimal digit; -1 where @p c is none.
[[nodiscard]] constexpr int hexValue(char c)
{
    if (isDigit(c))
        return c - '0';
    const char lower = toLower(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

[[nodiscard]] bool isToken(QByteArrayView text);
[[nodiscard]] bool isEqualIgnoringCase(QByteArrayView a, QByteArrayView b);
/// Without the blanks at both ends.
[[nodiscard]] QByteArrayView trimBlanks(QByteArrayView text);

} // namespace Pushscope::Http1
