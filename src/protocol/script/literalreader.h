// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/script/scriptlexer.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace Pushscope::Script {

/// Reads one JavaScript value that is written out (an object, array, string, number, …) and says
/// the same as JSON.
///
/// Known beyond JSON: any quotes, keys without them, trailing commas, holes, comments,
/// parentheses, all forms of numbers that JSON can say, `!0` and `!1`. What has to be run
/// (names, calls, operators, substitutions) is no literal.
///
/// Spec: ECMA-262 §13.2; RFC 8259.
/// Threads: reentrant, not thread-safe.
class LiteralReader
{
public:
    /// Arrays and objects in one another; as deep as the readers of our JSON lines go.
    static constexpr qsizetype MaxDepth = 200;

    enum class Outcome {
        Json,       ///< It is written as JSON: take it as it stands.
        Converted,  ///< json() says the same.
        Expression, ///< It is to be run, or says what JSON cannot say.
        Broken,     ///< No JavaScript can be written so.
    };

    /// @param lexer stands before the value; outlives the reader.
    explicit LiteralReader(ScriptLexer &lexer)
        : m_lexer(lexer)
    {
    }

    /// Reads from @p first on, which the lexer returned last. Where it is a literal, following()
    /// is what follows it.
    [[nodiscard]] Outcome read(const Token &first);

    [[nodiscard]] const QByteArray &json() const { return m_json; }
    /// From its first token to its last.
    [[nodiscard]] ByteRange range() const { return m_range; }
    [[nodiscard]] const Token &following() const { return m_token; }

private:
    enum class Step { Go, Done, Expression, Broken };

    void advance();
    [[nodiscard]] Step readValue();
    [[nodiscard]] Step readScalar();
    [[nodiscard]] Step readString();
    [[nodiscard]] Step readNumber(bool isNegative);
    [[nodiscard]] Step readKey();
    [[nodiscard]] Step readEnd();
    [[nodiscard]] Step open(char bracket);
    [[nodiscard]] Step close();
    [[nodiscard]] Step unexpected() const;

    ScriptLexer &m_lexer;
    Token m_token;
    ByteRange m_range;
    QByteArray m_json;
    QByteArray m_open; ///< The bracket that began each open value.
    bool m_isJson = true;
    qsizetype m_oddGaps = 0; ///< Before the last token of the value.
};

/// What @p number, a number of JavaScript without a sign, is in JSON; empty where JSON cannot say
/// it. @p isJson is set to false where it is not written so there.
[[nodiscard]] QByteArray numberAsJson(QByteArrayView number, bool &isJson);

} // namespace Pushscope::Script
