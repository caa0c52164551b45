// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/describe.h"

#include "capture/filterterm.h"
#include "models/words.h"

#include <QStringList>

namespace Pushscope {

namespace {

QString keyNames()
{
    QStringList names;
    for (const FilterKey &key : filterKeys())
        names << QString::fromLatin1(key.name);
    return names.join(QStringLiteral(", "));
}

QString describeTerm(const FilterError &error)
{
    switch (error.code) {
    case FilterErrorCode::UnknownKey:
        return Words::tr("“%1” is no key. Keys are %2.").arg(error.text, keyNames());
    case FilterErrorCode::UnknownValue:
        return Words::tr("“%1” is no value of this key.").arg(error.text);
    case FilterErrorCode::NotComparable:
        return Words::tr("This key has no order; compare it with “:”.");
    case FilterErrorCode::UnknownOperator:
        return Words::tr("A key is followed by “:”, “<”, “<=”, “>” or “>=”.");
    case FilterErrorCode::BadNumber:
        return Words::tr("“%1” is no number.").arg(error.text);
    case FilterErrorCode::UnknownUnit:
        return Words::tr("Units are ns, us, ms and s for t; k, M and G, also kB or KiB, for size.");
    case FilterErrorCode::BadRegex:
        return Words::tr("No regular expression: %1.").arg(error.text);
    case FilterErrorCode::UnknownRegexFlag:
        return Words::tr("The only flag of a regular expression is “i”.");
    default:
        return Words::tr("A value is missing here.");
    }
}

} // namespace

QString describeKeyAsWord(const QString &key)
{
    const auto known = filterKey(key);
    return Words::tr("“%1” is looked for as text. It is also a key: write %2 for that.")
        .arg(key, known ? QString::fromLatin1(known->example) : key);
}

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
