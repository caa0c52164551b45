// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/script/literalreader.h"

#include "protocol/script/stringliteral.h"

#include <algorithm>

namespace Pushscope::Script {

namespace {

bool isDigit(char octet)
{
    return octet >= '0' && octet <= '9';
}

bool isAllDigits(QByteArrayView octets)
{
    return !octets.isEmpty() && std::all_of(octets.begin(), octets.end(), isDigit);
}

QByteArray integerAsJson(QByteArrayView digits, int base)
{
    // Beyond, a double may not be the number that its digits say.
    constexpr qulonglong MaxSafeInteger = (1ULL << 53) - 1;
    bool isOk = false;
    const qulonglong value = digits.toByteArray().toULongLong(&isOk, base);
    return isOk && value <= MaxSafeInteger ? QByteArray::number(value) : QByteArray();
}

QByteArray decimalAsJson(QByteArrayView number)
{
    const auto isExponentSign = [](char octet) { return octet == 'e' || octet == 'E'; };
    const auto *e = std::find_if(number.begin(), number.end(), isExponentSign);
    const QByteArrayView mantissa(number.begin(), e);
    const QByteArrayView exponent(e, number.end());
    const qsizetype point = mantissa.indexOf('.');
    QByteArrayView whole = point < 0 ? mantissa : mantissa.first(point);
    const QByteArrayView fraction = point < 0 ? QByteArrayView() : mantissa.sliced(point + 1);
    if (whole.isEmpty() && !fraction.isEmpty())
        whole = QByteArrayView("0");
    const bool isGood
        = isAllDigits(whole) && (fraction.isEmpty() || isAllDigits(fraction));
    if (!isGood)
        return {};
    QByteArray json = whole.toByteArray();
    if (!fraction.isEmpty())
        json += '.' + fraction.toByteArray();
    if (exponent.isEmpty())
        return json;
    const bool isSigned = exponent.size() > 1 && (exponent[1] == '+' || exponent[1] == '-');
    if (!isAllDigits(exponent.sliced(isSigned ? 2 : 1)))
        return {};
    return json + exponent.toByteArray();
}

bool startsValue(const Token &token)
{
    switch (token.kind) {
    case Token::Kind::Identifier:
        return token.text != "in" && token.text != "instanceof";
    case Token::Kind::String:
    case Token::Kind::Template:
    case Token::Kind::Number:
    case Token::Kind::Regex:
        return true;
    default:
        return token.is("{");
    }
}

} // namespace

QByteArray numberAsJson(QByteArrayView number, bool &isJson)
{
    // §12.9.3, NumericLiteralSeparator: between two digits only.
    if (number.endsWith('_') || number.contains("__") || number.contains("_."))
        return {};
    if (number.size() > 1 && number[0] == '0' && number[1] != '.' && number[1] != 'e'
        && number[1] != 'E') {
        isJson = false;
        const QByteArray digits = number.sliced(2).toByteArray().replace("_", "");
        switch (number[1]) {
        case 'x':
        case 'X':
            return integerAsJson(digits, 16);
        case 'o':
        case 'O':
            return integerAsJson(digits, 8);
        case 'b':
        case 'B':
            return integerAsJson(digits, 2);
        default:
            break;
        }
        // §B.1.1 of former editions: "017" is 15, "019" is 19.
        const bool isOctal = std::all_of(number.begin(), number.end(),
                                         [](char octet) { return octet >= '0' && octet <= '7'; });
        return isAllDigits(number) ? integerAsJson(number, isOctal ? 8 : 10) : QByteArray();
    }
    const QByteArray plain = number.toByteArray().replace("_", "");
    const QByteArray json = decimalAsJson(plain);
    if (json != number)
        isJson = false;
    return json;
}

LiteralReader::Outcome LiteralReader::read(const Token &first)
{
    m_json.clear();
    m_open.clear();
    m_token = first;
    m_range = { first.range.begin, first.range.begin };
    m_isJson = true;
    const qsizetype oddGaps = m_lexer.oddGaps();
    m_oddGaps = oddGaps;
    Step step = Step::Go;
    while (step == Step::Go) {
        step = readValue();
        if (step == Step::Done)
            step = readEnd();
    }
    if (step == Step::Expression)
        return Outcome::Expression;
    if (step == Step::Broken)
        return Outcome::Broken;
    return m_isJson && m_oddGaps == oddGaps ? Outcome::Json : Outcome::Converted;
}

void LiteralReader::advance()
{
    m_range.end = m_token.range.end;
    m_oddGaps = m_lexer.oddGaps();
    m_token = m_lexer.next();
}

/// What stands where a value should. Names and operators may be right in a program, punctuation
/// may not.
LiteralReader::Step LiteralReader::unexpected() const
{
    if (m_token.kind == Token::Kind::End || m_token.kind == Token::Kind::Invalid)
        return Step::Broken;
    const bool isClosing = m_token.is(")") || m_token.is("]") || m_token.is("}");
    return isClosing || m_token.is(",") || m_token.is(":") || m_token.is(";") ? Step::Broken
                                                                              : Step::Expression;
}

/// A value, or the beginning of one that holds others: then Step::Go, before what it holds.
LiteralReader::Step LiteralReader::readValue()
{
    if (m_token.is("{"))
        return open('{');
    if (m_token.is("["))
        return open('[');
    if (m_token.is("(")) {
        m_isJson = false;
        return open('(');
    }
    return readScalar();
}

LiteralReader::Step LiteralReader::readScalar()
{
    switch (m_token.kind) {
    case Token::Kind::String:
    case Token::Kind::Template:
        return readString();
    case Token::Kind::Number:
        return readNumber(false);
    case Token::Kind::Identifier:
        if (m_token.text != "true" && m_token.text != "false" && m_token.text != "null")
            return Step::Expression;
        m_json += m_token.text;
        advance();
        return Step::Done;
    default:
        break;
    }
    const bool isMinus = m_token.is("-");
    const bool isNot = m_token.is("!");
    if (!isMinus && !isNot && !m_token.is("+"))
        return unexpected();
    const qint64 signEnd = m_token.range.end;
    advance();
    if (m_token.kind != Token::Kind::Number)
        return Step::Expression;
    if (isNot) {
        m_isJson = false;
        if (m_token.text != "0" && m_token.text != "1")
            return Step::Expression;
        m_json += m_token.text == "0" ? "true" : "false";
        advance();
        return Step::Done;
    }
    if (!isMinus || m_token.range.begin != signEnd)
        m_isJson = false;
    return readNumber(isMinus);
}

LiteralReader::Step LiteralReader::readString()
{
    if (isJsonString(m_token.text)) {
        m_json += m_token.text;
    } else {
        const std::optional<QString> string = decodeStringLiteral(m_token.text);
        if (!string)
            return m_token.text.isValidUtf8() ? Step::Broken : Step::Expression;
        appendAsJson(m_json, *string);
        m_isJson = false;
    }
    advance();
    return Step::Done;
}

LiteralReader::Step LiteralReader::readNumber(bool isNegative)
{
    const QByteArray number = numberAsJson(m_token.text, m_isJson);
    if (number.isEmpty()) {
        // A BigInt, and what a double would round, are to be run; nothing else is a number.
        const bool isRadix = m_token.text.size() > 2 && m_token.text.front() == '0'
            && QByteArrayView("xXoObB").contains(m_token.text[1]);
        return m_token.text.endsWith('n') || isRadix ? Step::Expression : Step::Broken;
    }
    if (isNegative)
        m_json += '-';
    m_json += number;
    advance();
    return Step::Done;
}

LiteralReader::Step LiteralReader::open(char bracket)
{
    if (m_open.size() == MaxDepth)
        return Step::Expression;
    m_open += bracket;
    if (bracket != '(')
        m_json += bracket;
    advance();
    if (bracket == '{') {
        if (m_token.is("}"))
            return close();
        return readKey();
    }
    if (bracket == '[' && m_token.is("]"))
        return close();
    if (bracket == '(' && m_token.is(")"))
        return Step::Expression; // `() => 1`
    while (bracket == '[' && m_token.is(",")) { // A hole.
        m_isJson = false;
        m_json += "null";
        advance();
        if (m_token.is("]"))
            return close();
        m_json += ',';
    }
    return Step::Go;
}

LiteralReader::Step LiteralReader::close()
{
    if (m_open.back() != '(')
        m_json += m_open.back() == '{' ? '}' : ']';
    m_open.chop(1);
    advance();
    return Step::Done;
}

LiteralReader::Step LiteralReader::readKey()
{
    if (m_token.kind == Token::Kind::String) {
        if (const Step step = readString(); step != Step::Done)
            return step;
    } else if (m_token.kind == Token::Kind::Identifier && !m_token.text.contains('\\')
               && m_token.text.isValidUtf8()) {
        m_isJson = false;
        appendAsJson(m_json, QString::fromUtf8(m_token.text));
        advance();
    } else if (m_token.kind == Token::Kind::Number) {
        m_isJson = false;
        if (!isAllDigits(m_token.text) || m_token.text.startsWith("00"))
            return Step::Expression;
        m_json += '"' + m_token.text.toByteArray() + '"';
        advance();
    } else {
        return m_token.is("[") || m_token.is("...") || m_token.kind == Token::Kind::Identifier
            ? Step::Expression
            : Step::Broken;
    }
    if (!m_token.is(":")) {
        // A shorthand, a method, a getter.
        const bool isOther = m_token.is(",") || m_token.is("}") || m_token.is("(")
            || m_token.kind == Token::Kind::Identifier || m_token.is("*") || m_token.is("[");
        return isOther ? Step::Expression : Step::Broken;
    }
    m_json += ':';
    advance();
    return Step::Go;
}

/// After a value: what closes around it, up to the next value or to the end of all.
LiteralReader::Step LiteralReader::readEnd()
{
    while (!m_open.isEmpty()) {
        const char bracket = m_open.back();
        const char closer = bracket == '{' ? '}' : bracket == '[' ? ']' : ')';
        if (m_token.is(QByteArrayView(&closer, 1))) {
            if (const Step step = close(); step != Step::Done)
                return step;
            continue;
        }
        if (startsValue(m_token))
            return Step::Broken; // `{"a":1 "b":2}`
        if (bracket == '(' && m_token.is(","))
            return Step::Expression;
        if (!m_token.is(","))
            return unexpected();
        advance();
        if (m_token.is(QByteArrayView(&closer, 1))) { // A trailing comma.
            m_isJson = false;
            continue;
        }
        m_json += ',';
        if (bracket == '{')
            return readKey();
        while (m_token.is(",")) { // Holes.
            m_isJson = false;
            m_json += "null";
            advance();
            if (m_token.is("]"))
                break;
            m_json += ',';
        }
        if (!m_token.is("]"))
            return Step::Go;
    }
    return Step::Done;
}

} // namespace Pushscope::Script
