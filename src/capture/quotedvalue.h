// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/byterange.h"

#include <QByteArrayView>

#include <vector>

namespace Pushscope {

// Quoted values in text of any kind, also in JSON inside a string of JSON, where backslashes stand
// before its marks. Nothing here needs the text to be well-formed.
//
// Spec: RFC 8259 §7.
// Threads: reentrant.

/// A quotation mark with the backslashes before it: `"`, `\"` in a string, `\\\"` in one in it.
struct Quote {
    qsizetype at = 0;    ///< Of the mark.
    qsizetype depth = 0; ///< Backslashes before it.
};

/// What ends a string.
struct Closing {
    qsizetype at = -1;   ///< Of its mark; -1: there is none.
    bool isOwn = false;  ///< Else it ends one around it, in which this one was cut off.
    qsizetype depth = 0; ///< Backslashes before the mark that are the mark's.
};

/// JSON's blanks.
[[nodiscard]] constexpr bool isJsonBlank(char octet)
{
    return octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n';
}
/// Of a number of JSON.
[[nodiscard]] constexpr bool isNumberOctet(char octet)
{
    return (octet >= '0' && octet <= '9') || octet == '-' || octet == '+' || octet == '.'
        || octet == 'e' || octet == 'E';
}

[[nodiscard]] qsizetype skipBlanks(QByteArrayView text, qsizetype at);
[[nodiscard]] qsizetype backslashesBefore(QByteArrayView text, qsizetype at);

/// What ends before @p limit what @p opening opened.
[[nodiscard]] Closing closing(QByteArrayView text, Quote opening, qsizetype limit);

/// Adds the strings and numbers of the JSON value at @p at, which stands @p depth strings deep;
/// gives where it ends.
qsizetype addJsonValue(QByteArrayView text, qsizetype at, qsizetype depth,
                       std::vector<ByteRange> &found);

/// The mark, `"` or `'`, that opens a value at @p at, behind backslashes or not; -1 where none does:
/// one that ends what stands around is followed by what goes on there.
[[nodiscard]] qsizetype openingAt(QByteArrayView text, qsizetype at);
/// Adds what stands in the quotes opened at @p mark, up to @p lineEnd; gives where it ends.
qsizetype addQuoted(QByteArrayView text, qsizetype mark, qsizetype lineEnd,
                    std::vector<ByteRange> &found);

/// Where lines end, for places that are asked for in their order: each line is looked through
/// once, however many values stand on it.
class LineEnds
{
public:
    explicit LineEnds(QByteArrayView text)
        : m_text(text)
    {
    }
    /// Of the LF at or after @p at, or the end of the text.
    [[nodiscard]] qsizetype after(qsizetype at);

private:
    QByteArrayView m_text;
    qsizetype m_end = -1;
};

} // namespace Pushscope
