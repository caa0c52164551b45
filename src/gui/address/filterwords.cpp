// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/address/filterwords.h"

#include <QCoreApplication>

namespace Pushscope {

namespace {

class FilterWords
{
    Q_DECLARE_TR_FUNCTIONS(FilterWords)
};

QString describeTerm(const FilterError &error)
{
    switch (error.code) {
    case FilterErrorCode::UnknownKey:
        return FilterWords::tr("“%1” is no key. Keys are kind, from, session, conn, exchange, "
                               "stream, seq, t, size, code, status, opcode, event, id, technique, "
                               "cause, violation, error.")
            .arg(error.text);
    case FilterErrorCode::UnknownValue:
        return FilterWords::tr("“%1” is no value of this key.").arg(error.text);
    case FilterErrorCode::NotComparable:
        return FilterWords::tr("This key has no order; compare it with “:”.");
    case FilterErrorCode::UnknownOperator:
        return FilterWords::tr("A key is followed by “:”, “<”, “<=”, “>” or “>=”.");
    case FilterErrorCode::BadNumber:
        return FilterWords::tr("“%1” is no number.").arg(error.text);
    case FilterErrorCode::UnknownUnit:
        return FilterWords::tr("Units are ns, us, ms and s for t, k and M for size.");
    case FilterErrorCode::BadRegex:
        return FilterWords::tr("No regular expression: %1.").arg(error.text);
    case FilterErrorCode::UnknownRegexFlag:
        return FilterWords::tr("The only flag of a regular expression is “i”.");
    default:
        return FilterWords::tr("A value is missing here.");
    }
}

} // namespace

QString describe(const FilterError &error)
{
    switch (error.code) {
    case FilterErrorCode::ExpectedTerm:
        return FilterWords::tr("A word or “key:value” is missing here.");
    case FilterErrorCode::UnterminatedQuote:
        return FilterWords::tr("The closing quotation mark is missing.");
    case FilterErrorCode::QuoteInsideWord:
        return FilterWords::tr("A blank is missing beside the quotation mark.");
    case FilterErrorCode::UnterminatedRegex:
        return FilterWords::tr("The closing “/” of the regular expression is missing.");
    case FilterErrorCode::MissingParenthesis:
        return FilterWords::tr("This parenthesis is never closed.");
    case FilterErrorCode::UnexpectedParenthesis:
        return FilterWords::tr("This parenthesis was never opened.");
    case FilterErrorCode::TooDeep:
        return FilterWords::tr("Too many parentheses in one another.");
    case FilterErrorCode::TooManyTerms:
        return FilterWords::tr("Too many terms.");
    default:
        return describeTerm(error);
    }
}

} // namespace Pushscope
