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
///     term = word / quotation / "/" regex "/" [ "i" ] / key ( ":" / "<" / … ) value
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
    bool parseKeyValue(Node &node, qsizetype keyLength);

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

    QStringView m_text;
    qsizetype m_at = 0;
    int m_depth = 0;
    Filter m_filter;
    std::optional<FilterError> m_error;
};

} // namespace Pushscope
