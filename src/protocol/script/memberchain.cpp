// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/script/memberchain.h"

#include "protocol/script/stringliteral.h"

#include <optional>

namespace Pushscope::Script {

namespace {

/// What stands in brackets, where that is a string or a number.
std::optional<QByteArray> indexName(const Token &token)
{
    if (token.kind == Token::Kind::Number)
        return token.text.toByteArray();
    if (token.kind != Token::Kind::String && token.kind != Token::Kind::Template)
        return std::nullopt;
    return decodeToUtf8(token.text);
}

} // namespace

MemberChain readMemberChain(ScriptLexer &lexer, const Token &first)
{
    MemberChain chain;
    chain.names.push_back(first.text.toByteArray());
    chain.range = first.range;
    chain.following = lexer.next();
    const auto add = [&](QByteArray name, qint64 end) {
        chain.names.push_back(std::move(name));
        chain.range.end = end;
        chain.isWhole = chain.names.size() <= MemberChain::MaxNames;
        chain.following = lexer.next();
    };
    while (chain.isWhole) {
        const bool isOptional = chain.following.is("?.");
        if (!isOptional && !chain.following.is(".") && !chain.following.is("["))
            break;
        if (!chain.following.is("["))
            chain.following = lexer.next();
        if (isOptional && chain.following.is("("))
            break;
        if (chain.following.kind == Token::Kind::Identifier) {
            add(chain.following.text.toByteArray(), chain.following.range.end);
            continue;
        }
        if (!chain.following.is("[")) {
            chain.isWhole = false;
            break;
        }
        chain.following = lexer.next();
        const std::optional<QByteArray> name = indexName(chain.following);
        if (name)
            chain.following = lexer.next();
        if (!name || !chain.following.is("]")) {
            chain.isWhole = false;
            break;
        }
        add(*name, chain.following.range.end);
    }
    return chain;
}

QByteArray dotted(const std::vector<QByteArray> &names)
{
    QByteArray text;
    for (const QByteArray &name : names) {
        if (!text.isEmpty())
            text += '.';
        text += name;
    }
    return text;
}

std::vector<QByteArray> namesOf(QByteArrayView name)
{
    ScriptLexer lexer(name, ScriptLexer::Text::Expression);
    const Token first = lexer.next();
    if (first.kind != Token::Kind::Identifier)
        return {};
    MemberChain chain = readMemberChain(lexer, first);
    if (!chain.isWhole || chain.following.kind != Token::Kind::End)
        return {};
    dropOwnWindow(chain.names);
    return std::move(chain.names);
}

void dropOwnWindow(std::vector<QByteArray> &names)
{
    std::size_t own = 0;
    while (own + 1 < names.size()
           && (names[own] == "window" || names[own] == "self" || names[own] == "globalThis"))
        ++own;
    names.erase(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(own));
}

} // namespace Pushscope::Script
