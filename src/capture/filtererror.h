// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QString>

namespace Pushscope {

/// Why a filter expression was refused.
enum class FilterErrorCode : quint8 {
    ExpectedTerm,    ///< The expression ends, or `)` or an operator stands, where a term must.
    UnknownKey,      ///< Not a key of contract §2.
    UnknownValue,    ///< Not a value that the key can have.
    ExpectedValue,   ///< Nothing behind the key.
    NotComparable,   ///< `<` or `>` on a key that has no order.
    UnknownOperator, ///< `=` behind a key; it is `:`.
    BadNumber,       ///< Not digits, with a fraction where there is a unit; or beyond 63 bits.
    UnknownUnit,     ///< Not ns, us, ms, s of `t`; not k, M, G of `size`.
    UnterminatedQuote,
    QuoteInsideWord, ///< A word next to a quotation without a blank.
    UnterminatedRegex,
    BadRegex,              ///< FilterError::text has what the regular expression engine says.
    UnknownRegexFlag,      ///< Not `i`.
    MissingParenthesis,    ///< `(` that nothing closes.
    UnexpectedParenthesis, ///< `)` that nothing opened.
    TooDeep,               ///< More than Filter::MaxDepth in one another.
    TooManyTerms,          ///< More than Filter::MaxTerms.
};

/// The stable name, as `unknown-key`.
[[nodiscard]] QByteArrayView filterErrorName(FilterErrorCode code);

/// Where and why an expression was refused.
struct FilterError {
    FilterErrorCode code = FilterErrorCode::ExpectedTerm;
    qsizetype begin = 0;  ///< Of the offending part, in UTF-16 units from 0.
    qsizetype length = 0; ///< 0 at the end of the expression.
    QString text;         ///< The offending part; for BadRegex why.

    /// From 1, as people count.
    [[nodiscard]] qsizetype column() const { return begin + 1; }
    bool operator==(const FilterError &) const = default;
};

} // namespace Pushscope
