// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/filter.h"

#include <QString>
#include <QStringView>

#include <optional>

namespace Pushscope {

/// The grammar of filter expressions (contract §2); use Filter::parse().
///
///     any  = all *( "or" all )
///     all  = not *( [ "and" ] not )
///     not  = ( "not" / "-" ) not / "(" any ")" / term
///     term = word / quotation / "/" regex "/" [ "i" ] / key ( ":" / "<" / … ) value [ unit ]
///
/// Blanks may stand around the sign behind a key, and before a unit: `size > 1 kB`. A sign that
/// stands alone behind a word, or before a number, was not meant as text: `foo > 1` is refused.
/// The name of a key alone is a word, and one of Filter::hints().
///
/// A word ends at a blank, a parenthesis or the end. In a quotation `\"` and `\\` stand for `"` and
/// `\`; in a regex `\/` for `/`. `or`, `and`, `not` may be in capitals.
class FilterParser
{
public:
    explicit FilterParser(QStringView expression)
        : m_text(expression)
    {
    }
    [[nodiscard]] Filter::Parsed parse();

private:
    using Node = Filter::Node;

    // Each returns false once m_error is set.
    bool parseAny(Node &node);
    bool parseAll(Node &node);
    bool parseNot(Node &node);
    bool parseGroup(Node &node);
    bool parseTerm(Node &node);
    bool parseQuotation(QString &text);
    bool parseRegex(Node &node);
    bool parseWord(Node &node);
    bool parseKeyValue(Node &node, qsizetype keyLength);
    bool parseComparison(KeyValue &keyValue);
    bool parseValue(KeyValue &keyValue);
    void parseUnit(KeyValue &keyValue);

    bool add(Node &node, FilterTerm term);
    bool addAny(Node &node, std::vector<FilterTerm> terms);
    bool fail(FilterErrorCode code, qsizetype begin, qsizetype end, QString text = {});
    bool enter(qsizetype begin);

    void skipBlanks();
    [[nodiscard]] bool isAt(QChar character) const;
    [[nodiscard]] bool isAtEnd() const { return m_at == m_text.size(); }
    [[nodiscard]] bool isAtKeyword(QStringView keyword) const;
    [[nodiscard]] qsizetype wordEnd() const;
    [[nodiscard]] qsizetype keyLength() const;
    [[nodiscard]] bool isComparisonAt(qsizetype sign, bool isKey) const;

    QStringView m_text;
    qsizetype m_at = 0;
    int m_depth = 0;
    Filter m_filter;
    std::optional<FilterError> m_error;
};

} // namespace Pushscope
