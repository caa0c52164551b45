// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/script/scriptlexer.h"

#include <algorithm>
#include <array>

namespace Pushscope::Script {

namespace {

// Words that a value follows, so that a `/` behind them begins a regular expression.
constexpr std::array<QByteArrayView, 14> BeforeValue {
    "return", "typeof", "instanceof", "in", "of", "new", "delete", "void", "throw", "case", "do",
    "else", "yield", "await",
};
constexpr std::array<QByteArrayView, 6> BeforeControlParen { "if", "while", "for",
                                                             "with", "switch", "catch" };
// Longest first. The others are taken octet by octet.
constexpr std::array<QByteArrayView, 12> LongPunctuators { "===", "!==", "...", "==", "!=", "=>",
                                                           "&&", "||", "??", "?.", "++", "--" };

bool isDigit(char octet)
{
    return octet >= '0' && octet <= '9';
}

bool isIdentifierOctet(char octet)
{
    return (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z') || isDigit(octet)
        || octet == '_' || octet == '$';
}

template<std::size_t Size>
bool contains(const std::array<QByteArrayView, Size> &words, QByteArrayView word)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool isLineEnd(QByteArrayView rest)
{
    // §12.3: LF, CR, U+2028, U+2029.
    return rest.startsWith('\n') || rest.startsWith('\r') || rest.startsWith("\xE2\x80\xA8")
        || rest.startsWith("\xE2\x80\xA9");
}

} // namespace

Token ScriptLexer::next()
{
    skipGap();
    const char octet = at(m_offset);
    if (m_offset == m_text.size())
        return take(Token::Kind::End, m_offset);
    if (octet == '"' || octet == '\'')
        return takeString(octet);
    if (octet == '`')
        return takeTemplate(Token::Kind::Template);
    if (octet == '}' && m_brackets.endsWith(Substitution)) {
        m_brackets.chop(1);
        return takeTemplate(Token::Kind::TemplatePart);
    }
    if (isDigit(octet) || (octet == '.' && isDigit(at(m_offset + 1))))
        return takeNumber();
    if (isIdentifierAt(m_offset) || (octet == '#' && isIdentifierAt(m_offset + 1)))
        return takeWord();
    if (octet == '/' && !isDivision())
        return takeRegex();
    return takePunctuator();
}

void ScriptLexer::skipGap()
{
    for (;;) {
        if (const qsizetype blank = blankSize()) {
            const char octet = at(m_offset);
            if (isLineEnd(m_text.sliced(m_offset)))
                m_isLineStart = true;
            if (octet != ' ' && octet != '\t' && octet != '\n' && octet != '\r')
                ++m_oddGaps;
            m_offset += blank;
        } else if (!skipComment()) {
            return;
        } else {
            ++m_oddGaps;
        }
    }
}

qsizetype ScriptLexer::blankSize() const
{
    // §12.2 and §12.3; of the category Zs the no-break space alone is met in scripts.
    switch (at(m_offset)) {
    case ' ':
    case '\t':
    case '\v':
    case '\f':
    case '\n':
    case '\r':
        return 1;
    case '\xC2':
        return at(m_offset + 1) == '\xA0' ? 2 : 0;
    case '\xE2':
        return isLineEnd(m_text.sliced(m_offset)) ? 3 : 0;
    case '\xEF':
        return m_text.sliced(m_offset).startsWith("\xEF\xBB\xBF") ? 3 : 0;
    default:
        return 0;
    }
}

bool ScriptLexer::skipComment()
{
    const QByteArrayView rest = m_text.sliced(m_offset);
    if (rest.startsWith("/*")) {
        const qsizetype end = m_text.indexOf("*/", m_offset + 2);
        const qsizetype length = (end < 0 ? m_text.size() : end) - m_offset;
        const QByteArrayView comment = m_text.sliced(m_offset, length);
        if (comment.contains('\n') || comment.contains('\r'))
            m_isLineStart = true;
        m_isCutOff = m_isCutOff || end < 0;
        m_offset = end < 0 ? m_text.size() : end + 2;
        return true;
    }
    // §B.1.1: "<!--" begins a comment of one line anywhere, "-->" at the start of a line.
    const bool isLine = rest.startsWith("//") || rest.startsWith("<!--")
        || (m_isLineStart && rest.startsWith("-->"))
        || (m_isScript && m_offset == 0 && rest.startsWith("#!"));
    if (isLine)
        skipLine();
    return isLine;
}

void ScriptLexer::skipLine()
{
    while (m_offset < m_text.size() && !isLineEnd(m_text.sliced(m_offset)))
        ++m_offset;
}

bool ScriptLexer::isIdentifierAt(qsizetype offset) const
{
    const char octet = at(offset);
    return isIdentifierOctet(octet) || octet == '\\' || static_cast<uchar>(octet) >= 0x80;
}

Token ScriptLexer::take(Token::Kind kind, qsizetype end)
{
    const ByteRange range { m_offset, end };
    const Token token { kind, range, m_text.sliced(range.begin, range.size()) };
    m_offset = end;
    m_isLineStart = false;
    m_word = {};
    m_isAfterDot = false;
    if (kind != Token::Kind::Punctuator && kind != Token::Kind::Identifier) {
        m_isFunctionHead = false;
        m_before = Before::Operand;
    }
    return token;
}

Token ScriptLexer::takeInvalid(qsizetype end)
{
    (end < m_text.size() ? m_isBroken : m_isCutOff) = true;
    return take(Token::Kind::Invalid, std::min(end, m_text.size()));
}

Token ScriptLexer::takeString(char quote)
{
    qsizetype end = m_offset + 1;
    while (end < m_text.size()) {
        const char octet = m_text[end];
        if (octet == quote)
            return take(Token::Kind::String, end + 1);
        if (octet == '\\') {
            const bool isCrLf = at(end + 1) == '\r' && at(end + 2) == '\n';
            end += isCrLf ? 3 : 2;
            continue;
        }
        // U+2028 and U+2029 may stand in strings (since ECMAScript 2019), line ends may not.
        if (octet == '\n' || octet == '\r')
            return takeInvalid(end);
        ++end;
    }
    return takeInvalid(m_text.size());
}

Token ScriptLexer::takeTemplate(Token::Kind whole)
{
    qsizetype end = m_offset + 1;
    while (end < m_text.size()) {
        const char octet = m_text[end];
        if (octet == '`')
            return take(whole, end + 1);
        if (octet == '$' && at(end + 1) == '{') {
            const Token token = take(Token::Kind::TemplatePart, end + 2);
            m_brackets += Substitution;
            m_before = Before::Operator;
            return token;
        }
        end += octet == '\\' ? 2 : 1;
    }
    return takeInvalid(m_text.size());
}

Token ScriptLexer::takeRegex()
{
    bool isInClass = false;
    qsizetype end = m_offset + 1;
    while (end < m_text.size()) {
        const char octet = m_text[end];
        if (octet == '\n' || octet == '\r')
            return takeInvalid(end);
        if (octet == '/' && !isInClass) {
            ++end;
            while (isIdentifierAt(end) && end < m_text.size())
                ++end;
            return take(Token::Kind::Regex, end);
        }
        if (octet == '[')
            isInClass = true;
        else if (octet == ']')
            isInClass = false;
        const bool isEscape = octet == '\\' && at(end + 1) != '\n' && at(end + 1) != '\r';
        end += isEscape ? 2 : 1;
    }
    return takeInvalid(m_text.size());
}

Token ScriptLexer::takeNumber()
{
    qsizetype end = m_offset;
    const bool isRadix = at(end) == '0' && QByteArrayView("xXoObB").contains(at(end + 1));
    while (isIdentifierOctet(at(end)) || at(end) == '.') {
        const bool isExponent = !isRadix && (at(end) == 'e' || at(end) == 'E')
            && (at(end + 1) == '+' || at(end + 1) == '-');
        end += isExponent ? 2 : 1;
    }
    return take(Token::Kind::Number, end);
}

Token ScriptLexer::takeWord()
{
    qsizetype end = m_offset + 1;
    while (end < m_text.size() && isIdentifierAt(end)) {
        // A blank outside ASCII ends a name.
        const QByteArrayView rest = m_text.sliced(end);
        if (isLineEnd(rest) || rest.startsWith("\xC2\xA0") || rest.startsWith("\xEF\xBB\xBF"))
            break;
        ++end;
    }
    const bool isProperty = m_isAfterDot;
    const Token token = take(Token::Kind::Identifier, end);
    m_word = isProperty ? QByteArrayView() : token.text;
    const bool isFunction = m_word == "function";
    const bool isName = m_isFunctionHead && m_before == Before::Operator;
    m_isFunctionHead = isFunction || isName;
    if (isFunction)
        m_before = Before::Operator;
    else
        m_before = !isProperty && contains(BeforeValue, m_word) ? Before::Word : Before::Operand;
    return token;
}

Token ScriptLexer::takePunctuator()
{
    const QByteArrayView rest = m_text.sliced(m_offset);
    for (QByteArrayView punctuator : LongPunctuators) {
        // "?." is none before a digit (§12.8).
        const bool isChain = punctuator == "?.";
        if (!rest.startsWith(punctuator) || (isChain && isDigit(at(m_offset + 2))))
            continue;
        const Before before = m_before;
        const Token token = take(Token::Kind::Punctuator, m_offset + punctuator.size());
        m_isAfterDot = isChain;
        m_isFunctionHead = false;
        const bool isStep = punctuator == "++" || punctuator == "--";
        if (punctuator == "=>")
            m_before = Before::ClosedFunction;
        else
            m_before = isStep ? before : Before::Operator;
        return token;
    }
    const char octet = rest.front();
    if (QByteArrayView("([{").contains(octet))
        open(octet);
    else if (QByteArrayView(")]}").contains(octet))
        close(octet);
    else
        m_before = octet == ';' ? Before::Nothing : Before::Operator;
    const bool isGenerator = octet == '*' && m_isFunctionHead;
    if (!isGenerator)
        m_isFunctionHead = false;
    const Token token = take(Token::Kind::Punctuator, m_offset + 1);
    m_isAfterDot = octet == '.';
    return token;
}

bool ScriptLexer::isDivision() const
{
    // Behind the parenthesis of a control statement it is Before::Word.
    return m_before == Before::Operand || m_before == Before::ClosedParen;
}

void ScriptLexer::open(char octet)
{
    char bracket = octet;
    if (octet == '(') {
        if (m_isFunctionHead)
            bracket = FunctionParen;
        else if (contains(BeforeControlParen, m_word))
            bracket = ControlParen;
    } else if (octet == '{') {
        bracket = braceKind();
    }
    m_brackets += bracket;
    m_functionDepth += bracket == Function ? 1 : 0;
    m_before = bracket == Block || bracket == Function ? Before::Nothing : Before::Operator;
}

/// What a `{` that stands here opens.
char ScriptLexer::braceKind() const
{
    switch (m_before) {
    case Before::ClosedFunction:
    case Before::ClosedParen: // A method: `{ name() { … } }`.
        return Function;
    case Before::Operator:
        return Object;
    case Before::Word:
        // `return {` against `do {`, `else {` and what follows a control statement.
        return m_word.isEmpty() || m_word == "do" || m_word == "else" ? Block : Object;
    case Before::Nothing:
    case Before::Operand: // `try {`, `class A {`, a label's block.
        break;
    }
    return Block;
}

void ScriptLexer::close(char octet)
{
    const char bracket = m_brackets.isEmpty() ? '\0' : m_brackets.back();
    bool isMatch = false;
    if (octet == ')')
        isMatch = bracket == Paren || bracket == ControlParen || bracket == FunctionParen;
    else if (octet == ']')
        isMatch = bracket == Square;
    else
        isMatch = bracket == Block || bracket == Object || bracket == Function;
    m_before = Before::Operand;
    if (!isMatch) {
        m_isBroken = true;
        return;
    }
    m_brackets.chop(1);
    if (bracket == Function)
        --m_functionDepth;
    if (bracket == Block || bracket == Function)
        m_before = Before::Nothing;
    else if (bracket == ControlParen)
        m_before = Before::Word;
    else if (bracket == FunctionParen)
        m_before = Before::ClosedFunction;
    else if (bracket == Paren)
        m_before = Before::ClosedParen;
}

} // namespace Pushscope::Script
