// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/describe.h"
#include "models/words.h"

namespace Pushscope {

namespace {

QString describeTerm(const FilterError &error)
{
    switch (error.code) {
    case FilterErrorCode::UnknownKey:
        return Words::tr("“%1” is no key. Keys are kind, from, session, conn, exchange, "
                               "stream, seq, t, size, code, status, opcode, event, id, technique, "
                               "cause, violation, error, is.")
            .arg(error.text);
    case FilterErrorCode::UnknownValue:
        return Words::tr("“%1” is no value of this key.").arg(error.text);
    case FilterErrorCode::NotComparable:
        return Words::tr("This key has no order; compare it with “:”.");
    case FilterErrorCode::UnknownOperator:
        return Words::tr("A key is followed by “:”, “<”, “<=”, “>” or “>=”.");
    case FilterErrorCode::BadNumber:
        return Words::tr("“%1” is no number.").arg(error.text);
    case FilterErrorCode::UnknownUnit:
        return Words::tr("Units are ns, us, ms and s for t, k and M for size.");
    case FilterErrorCode::BadRegex:
        return Words::tr("No regular expression: %1.").arg(error.text);
    case FilterErrorCode::UnknownRegexFlag:
        return Words::tr("The only flag of a regular expression is “i”.");
    default:
        return Words::tr("A value is missing here.");
    }
}

} // namespace

QString describe(const FilterError &error)
{
    switch (error.code) {
    case FilterErrorCode::ExpectedTerm:
        return Words::tr("A word or “key:value” is missing here.");
    case FilterErrorCode::UnterminatedQuote:
        return Words::tr("The closing quotation mark is missing.");
    case FilterErrorCode::QuoteInsideWord:
        return Words::tr("A blank is missing beside the quotation mark.");
    case FilterErrorCode::UnterminatedRegex:
        return Words::tr("The closing “/” of the regular expression is missing.");
    case FilterErrorCode::MissingParenthesis:
        return Words::tr("This parenthesis is never closed.");
    case FilterErrorCode::UnexpectedParenthesis:
        return Words::tr("This parenthesis was never opened.");
    case FilterErrorCode::TooDeep:
        return Words::tr("Too many parentheses in one another.");
    case FilterErrorCode::TooManyTerms:
        return Words::tr("Too many terms.");
    default:
        return describeTerm(error);
    }
}

} // namespace Pushscope
