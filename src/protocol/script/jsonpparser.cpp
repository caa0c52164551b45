// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/script/jsonpparser.h"

#include "protocol/script/stringliteral.h"

#include <algorithm>
#include <utility>

namespace Pushscope::Script {

namespace {

/// Reads a body token by token. Each step returns false at the first token that does not fit,
/// which is where the text was cut off or is no such call.
class CallReader
{
public:
    explicit CallReader(QByteArrayView body)
        : m_size(body.size())
        , m_lexer(body)
        , m_token(m_lexer.next())
    {
    }

    [[nodiscard]] bool readProgram()
    {
        skipSemicolons();
        const bool isRead = m_token.isWord("try") ? readTry() : readStatement();
        if (!isRead)
            return false;
        skipSemicolons();
        return m_token.kind == Token::Kind::End && !m_lexer.isBroken() && !m_lexer.isCutOff()
            && m_arguments == 1;
    }

    /// The text ended where a call that has begun wanted more.
    [[nodiscard]] bool isCutOff() const
    {
        if (m_lexer.isBroken())
            return false;
        const bool isAtEnd = m_token.kind == Token::Kind::End;
        if (m_lexer.isCutOff())
            return m_hasBegun || isAtEnd;
        // The beginning of "===" or "&&".
        if (m_hasBegun && !m_isClosed && (m_token.is("=") || m_token.is("&")))
            return m_token.range.end == m_size;
        return isAtEnd && m_hasBegun && (!m_isClosed || m_lexer.depth() > 0);
    }
    [[nodiscard]] const std::vector<QByteArray> &names() const { return m_names; }
    [[nodiscard]] ByteRange argument() const { return m_argument; }
    /// An argument has begun, whether it ended or not.
    [[nodiscard]] bool hasArgument() const { return m_hasArgument; }

private:
    void advance() { m_token = m_lexer.next(); }
    [[nodiscard]] bool take(QByteArrayView punctuator)
    {
        if (!m_token.is(punctuator))
            return false;
        advance();
        return true;
    }
    void skipSemicolons()
    {
        while (m_token.is(";"))
            advance();
    }

    /// `try { statement } catch (name) { }`
    [[nodiscard]] bool readTry()
    {
        advance();
        m_hasBegun = true;
        if (!take("{") || !readStatement())
            return false;
        skipSemicolons();
        if (!take("}") || !m_token.isWord("catch"))
            return false;
        advance();
        if (take("(")) {
            advance();
            if (!take(")"))
                return false;
        }
        return take("{") && take("}");
    }

    [[nodiscard]] bool readStatement()
    {
        if (m_token.isWord("if"))
            return readIf();
        if (m_token.isWord("typeof"))
            return readTypeof() && take("&&") && readGuarded();
        if (!readName(m_names))
            return false;
        if (m_token.is("("))
            return readCall();
        m_guard = std::exchange(m_names, {});
        return take("&&") && readGuarded();
    }

    /// `if (typeof name === "function") call`, the call in braces or not.
    [[nodiscard]] bool readIf()
    {
        advance();
        m_hasBegun = true;
        if (!take("("))
            return false;
        const bool isGuard = m_token.isWord("typeof") ? readTypeof() : readName(m_guard);
        if (!isGuard || !take(")"))
            return false;
        const bool isBlock = take("{");
        if (!readGuarded())
            return false;
        skipSemicolons();
        return !isBlock || take("}");
    }

    [[nodiscard]] bool readTypeof()
    {
        advance();
        m_hasBegun = true;
        const bool isCompared
            = readName(m_guard) && (m_token.is("===") || m_token.is("=="));
        if (!isCompared)
            return false;
        advance();
        if (m_token.kind != Token::Kind::String
            || decodeStringLiteral(m_token.text) != QLatin1StringView("function"))
            return false;
        advance();
        return true;
    }

    /// A guard asks for the function that is called, or it is no guard.
    [[nodiscard]] bool readGuarded()
    {
        return readName(m_names) && m_names == m_guard && readCall();
    }

    [[nodiscard]] bool readName(std::vector<QByteArray> &names)
    {
        if (m_token.kind != Token::Kind::Identifier)
            return false;
        MemberChain chain = readMemberChain(m_lexer, m_token);
        m_token = chain.following;
        names = std::move(chain.names);
        dropOwnWindow(names);
        return chain.isWhole;
    }

    [[nodiscard]] bool readCall()
    {
        m_hasBegun = true;
        const qsizetype depth = m_lexer.depth();
        if (!take("("))
            return false;
        m_argument = { m_token.range.begin, m_token.range.begin };
        bool isEmpty = true;
        while (m_token.kind != Token::Kind::End) {
            const bool isClosed = m_lexer.depth() < depth;
            const bool isComma = m_lexer.depth() == depth && m_token.is(",");
            if (isClosed || isComma) {
                m_arguments += isEmpty ? 0 : 1;
                isEmpty = true;
                advance();
                if (!isClosed)
                    continue;
                m_isClosed = true;
                return true;
            }
            isEmpty = false;
            m_hasArgument = true;
            if (m_arguments == 0)
                m_argument.end = m_token.range.end;
            advance();
        }
        return false;
    }

    qsizetype m_size;
    ScriptLexer m_lexer;
    Token m_token;
    std::vector<QByteArray> m_names;
    std::vector<QByteArray> m_guard;
    ByteRange m_argument;
    int m_arguments = 0;
    bool m_hasArgument = false;
    bool m_isClosed = false;
    bool m_hasBegun = false; ///< It can be nothing else than what we look for.
};

} // namespace

JsonpParser::JsonpParser(QByteArray callback, qint64 maxBody)
    : m_callback(std::move(callback))
    , m_maxBody(std::max<qint64>(maxBody, 1))
{
}

void JsonpParser::feed(QByteArrayView octets)
{
    if (m_isFinished)
        return;
    m_offset += octets.size();
    if (!m_isTaken) {
        const qint64 room = m_maxBody + 1 - m_body.size();
        m_body.append(octets.first(std::min<qint64>(octets.size(), room)));
    }
}

std::optional<Callback> JsonpParser::next()
{
    const bool isTooLarge = m_body.size() > m_maxBody;
    if (m_isTaken || m_body.isEmpty() || (!m_isFinished && !isTooLarge))
        return std::nullopt;
    m_isTaken = true;
    const QByteArray body = std::exchange(m_body, QByteArray());
    if (!isTooLarge)
        return parseJsonp(body, m_callback);
    Callback callback;
    callback.range = { 0, m_maxBody };
    callback.violations = { Violation::TooLarge };
    return callback;
}

Callback parseJsonp(QByteArrayView body, QByteArrayView callback)
{
    CallReader reader(body);
    const bool isCall = reader.readProgram();
    Callback result;
    result.range = { 0, body.size() };
    result.name = dotted(reader.names());
    if (reader.hasArgument()) {
        result.argumentRange = reader.argument();
        result.argument
            = readArgument(body.sliced(result.argumentRange.begin, result.argumentRange.size()));
    }
    if (!isCall && reader.isCutOff())
        result.violations.add(Violation::CutOff);
    else if (!isCall || result.argument.kind == Argument::Kind::Broken)
        result.violations.add(Violation::NotACall);
    const bool isAsked = callback.isEmpty() || reader.names() == namesOf(callback);
    if (!isAsked && isCall)
        result.violations.add(Violation::WrongCallback);
    return result;
}

} // namespace Pushscope::Script
