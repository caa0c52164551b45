// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/script/argument.h"

#include "protocol/script/literalreader.h"
#include "protocol/script/stringliteral.h"

#include <optional>

namespace Pushscope::Script {

namespace {

using Outcome = LiteralReader::Outcome;

/// A literal and nothing else.
struct Literal {
    Outcome outcome = Outcome::Expression;
    QByteArray json;
};

Literal readLiteral(ScriptLexer &lexer, const Token &first, QByteArrayView source)
{
    LiteralReader reader(lexer);
    Literal literal;
    literal.outcome = reader.read(first);
    if (literal.outcome == Outcome::Json) {
        const ByteRange range = reader.range();
        literal.json = source.sliced(range.begin, range.size()).toByteArray();
    } else if (literal.outcome == Outcome::Converted) {
        literal.json = reader.json();
    }
    const bool isRead = literal.outcome == Outcome::Json || literal.outcome == Outcome::Converted;
    if (isRead && reader.following().kind != Token::Kind::End)
        literal.outcome = Outcome::Expression;
    return literal;
}

QByteArray stringOf(QByteArrayView json)
{
    return decodeToUtf8(json).value_or(QByteArray());
}

Argument valueArgument(const QByteArray &json)
{
    if (json.startsWith('"'))
        return { Argument::Kind::String, json, stringOf(json) };
    return { Argument::Kind::Value, json, json };
}

Argument argumentOf(const Literal &literal, QByteArrayView source)
{
    switch (literal.outcome) {
    case Outcome::Json:
    case Outcome::Converted:
        return valueArgument(literal.json);
    case Outcome::Broken:
        return { Argument::Kind::Broken, {}, source.trimmed().toByteArray() };
    case Outcome::Expression:
        break;
    }
    return { Argument::Kind::Expression, {}, source.trimmed().toByteArray() };
}

enum class JsonFunction { None, Parse, Stringify };

JsonFunction jsonFunction(ScriptLexer &lexer)
{
    if (!lexer.next().isWord("JSON") || !lexer.next().is("."))
        return JsonFunction::None;
    const Token name = lexer.next();
    if (!lexer.next().is("("))
        return JsonFunction::None;
    if (name.isWord("parse"))
        return JsonFunction::Parse;
    return name.isWord("stringify") ? JsonFunction::Stringify : JsonFunction::None;
}

/// nullopt where @p source is not such a call alone.
std::optional<Argument> readJsonCall(QByteArrayView source)
{
    ScriptLexer lexer(source, ScriptLexer::Text::Expression);
    const JsonFunction function = jsonFunction(lexer);
    if (function == JsonFunction::None)
        return std::nullopt;
    LiteralReader reader(lexer);
    const Outcome outcome = reader.read(lexer.next());
    const bool isRead = outcome == Outcome::Json || outcome == Outcome::Converted;
    if (!isRead || !reader.following().is(")") || lexer.next().kind != Token::Kind::End)
        return std::nullopt;
    const ByteRange range = reader.range();
    const QByteArray json = outcome == Outcome::Json
        ? source.sliced(range.begin, range.size()).toByteArray()
        : reader.json();
    if (function == JsonFunction::Stringify) {
        // What arrives is a string; its JSON is what is meant, so it stays as it was written.
        QByteArray quoted;
        appendAsJson(quoted, QString::fromUtf8(json));
        return Argument { Argument::Kind::String, quoted, json };
    }
    if (!json.startsWith('"'))
        return std::nullopt;
    const QByteArray text = stringOf(json);
    ScriptLexer inner(text, ScriptLexer::Text::Expression);
    const Literal literal = readLiteral(inner, inner.next(), text);
    // JSON.parse takes JSON alone; what else it is given it throws at, and nothing is called.
    if (literal.outcome != Outcome::Json)
        return Argument { Argument::Kind::Broken, {}, source.trimmed().toByteArray() };
    return valueArgument(literal.json);
}

} // namespace

Argument readArgument(QByteArrayView source)
{
    ScriptLexer lexer(source, ScriptLexer::Text::Expression);
    const Token first = lexer.next();
    if (first.kind == Token::Kind::End)
        return {};
    if (first.isWord("JSON")) {
        if (std::optional<Argument> argument = readJsonCall(source))
            return *std::move(argument);
    }
    return argumentOf(readLiteral(lexer, first, source), source);
}

} // namespace Pushscope::Script
