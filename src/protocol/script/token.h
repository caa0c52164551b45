// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/byterange.h"

#include <QByteArrayView>

namespace Pushscope::Script {

/// One input element of JavaScript, blanks and comments left out.
///
/// Spec: ECMA-262 §12.
struct Token {
    enum class Kind : quint8 {
        End,          ///< Of the text.
        Identifier,   ///< Reserved words too, and private names with their `#`.
        Punctuator,   ///< One of ours or a single octet: `>>=` is three of them.
        String,       ///< With its quotes.
        Template,     ///< Without substitutions, with its back quotes.
        TemplatePart, ///< Head, middle or tail of one with substitutions.
        Number,
        Regex,   ///< With its flags.
        Invalid, ///< Begins what the text does not end, or an octet that begins nothing.
    };

    Kind kind = Kind::End;
    ByteRange range; ///< In octets of the text.
    QByteArrayView text;

    [[nodiscard]] bool is(QByteArrayView punctuator) const
    {
        return kind == Kind::Punctuator && text == punctuator;
    }
    [[nodiscard]] bool isWord(QByteArrayView word) const
    {
        return kind == Kind::Identifier && text == word;
    }
};

} // namespace Pushscope::Script
