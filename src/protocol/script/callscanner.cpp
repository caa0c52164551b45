// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/script/callscanner.h"

#include "protocol/script/stringliteral.h"

#include <algorithm>
#include <array>

namespace Pushscope::Script {

namespace {

constexpr std::array<QByteArrayView, 5> Windows { "window", "self", "globalThis", "parent",
                                                  "top" };
// What every window has; their functions are no page's to receive messages with.
constexpr std::array<QByteArrayView, 9> OwnObjects {
    "document", "location", "history", "navigator", "console",
    "screen", "performance", "localStorage", "sessionStorage",
};

template<std::size_t Size>
bool contains(const std::array<QByteArrayView, Size> &words, QByteArrayView word)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// A function that lies beyond the parent or the topmost window.
bool isRecognised(const std::vector<QByteArray> &names)
{
    std::size_t at = 0;
    bool isOther = false;
    while (at < names.size() && contains(Windows, names[at])) {
        isOther = isOther || names[at] == "parent" || names[at] == "top";
        ++at;
    }
    return isOther && at < names.size() && !contains(OwnObjects, names[at]);
}

std::optional<QByteArray> stringOf(const Token &token)
{
    if (token.kind != Token::Kind::String && token.kind != Token::Kind::Template)
        return std::nullopt;
    return decodeToUtf8(token.text);
}

/// "options["targetOrigin"]", or the argument itself where it is a string.
std::optional<QByteArray> targetOriginOf(QByteArrayView argument)
{
    ScriptLexer lexer(argument, ScriptLexer::Text::Expression);
    Token token = lexer.next();
    if (!token.is("{")) {
        const std::optional<QByteArray> origin = stringOf(token);
        return lexer.next().kind == Token::Kind::End ? origin : std::nullopt;
    }
    Token before;
    for (token = lexer.next(); token.kind != Token::Kind::End; token = lexer.next()) {
        const bool isKey = lexer.depth() == 1 && token.is(":")
            && (before.isWord("targetOrigin") || stringOf(before) == "targetOrigin");
        if (isKey)
            return stringOf(lexer.next());
        before = token;
    }
    return std::nullopt;
}

} // namespace

CallScanner::CallScanner(QByteArrayView text)
    : m_text(text)
    , m_lexer(text)
    , m_token(m_lexer.next())
{
}

std::optional<Call> CallScanner::next()
{
    Token before;
    while (m_token.kind != Token::Kind::End) {
        const bool isMember = before.is(".") || before.is("?.");
        const bool isNoCall = before.isWord("new") || before.isWord("function");
        const bool isStart = m_token.kind == Token::Kind::Identifier
            && contains(Windows, m_token.text) && !isMember && !isNoCall;
        before = m_token;
        if (!isStart) {
            m_token = m_lexer.next();
            continue;
        }
        const MemberChain chain = readMemberChain(m_lexer, m_token);
        m_token = chain.following;
        if (!chain.isWhole || !m_token.is("(") || !isRecognised(chain.names))
            continue;
        if (std::optional<Call> call = readCall(chain))
            return call;
        before = Token();
    }
    return std::nullopt;
}

/// From the opening parenthesis on; nullopt where it is not closed, or nothing is to be listed.
std::optional<Call> CallScanner::readCall(const MemberChain &chain)
{
    const bool isInFunction = m_lexer.functionDepth() > 0;
    std::vector<ByteRange> arguments;
    ByteRange range { chain.range.begin, chain.range.end };
    if (!readArguments(arguments, range))
        return std::nullopt;
    const auto source = [&](ByteRange part) { return m_text.sliced(part.begin, part.size()); };
    Call call;
    call.callee = source(chain.range).toByteArray();
    call.range = range;
    call.isPostMessage = chain.names.back() == "postMessage";
    if (!arguments.empty()) {
        call.argumentRange = arguments.front();
        call.argument = readArgument(source(call.argumentRange));
    }
    if (isInFunction && call.argument.kind == Argument::Kind::Expression)
        return std::nullopt;
    if (call.isPostMessage && arguments.size() > 1)
        call.targetOrigin = targetOriginOf(source(arguments[1]));
    return call;
}

/// The first two of them.
bool CallScanner::readArguments(std::vector<ByteRange> &arguments, ByteRange &range)
{
    constexpr std::size_t Wanted = 2;
    const qsizetype depth = m_lexer.depth();
    ByteRange argument { -1, -1 };
    for (m_token = m_lexer.next(); m_token.kind != Token::Kind::End; m_token = m_lexer.next()) {
        const bool isClosed = m_lexer.depth() < depth;
        if (isClosed || (m_lexer.depth() == depth && m_token.is(","))) {
            if (argument.begin >= 0 && arguments.size() < Wanted)
                arguments.push_back(argument);
            argument = { -1, -1 };
            if (!isClosed)
                continue;
            range.end = m_token.range.end;
            m_token = m_lexer.next();
            return true;
        }
        if (argument.begin < 0)
            argument.begin = m_token.range.begin;
        argument.end = m_token.range.end;
    }
    return false;
}

std::vector<Call> scanCalls(QByteArrayView text)
{
    std::vector<Call> calls;
    CallScanner scanner(text);
    while (calls.size() < MaxCalls) {
        std::optional<Call> call = scanner.next();
        if (!call)
            break;
        calls.push_back(*std::move(call));
    }
    return calls;
}

} // namespace Pushscope::Script
