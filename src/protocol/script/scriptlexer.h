// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/script/token.h"

#include <QByteArray>
#include <QByteArrayView>

namespace Pushscope::Script {

/// Cuts JavaScript into tokens without understanding it: enough to never take a string, a comment,
/// a template or a regular expression for code, nor code for one of them.
///
/// Whether a `/` divides or begins a regular expression is told by what stands before it, with a
/// record of what each open bracket is: right wherever the program is one that a parser takes,
/// but for a block after a label or `case` that a regular expression follows. Nothing recurses;
/// memory is an octet per open bracket.
///
/// Spec: ECMA-262 §12, §B.1.1 (HTML-like comments: classic scripts know them).
/// Threads: reentrant, not thread-safe.
class ScriptLexer
{
public:
    /// What a text is: only at the start of a script may `#!` and `-->` begin comments.
    enum class Text : quint8 { Script, Expression };

    /// @param text UTF-8; outlives the lexer and its tokens.
    explicit ScriptLexer(QByteArrayView text, Text kind = Text::Script)
        : m_text(text)
        , m_isScript(kind == Text::Script)
        , m_isLineStart(m_isScript)
    {
    }

    /// The next token; once Token::Kind::End, ever again that.
    [[nodiscard]] Token next();

    /// Brackets that are open.
    [[nodiscard]] qsizetype depth() const { return m_brackets.size(); }
    /// Of these, bodies of functions.
    [[nodiscard]] int functionDepth() const { return m_functionDepth; }
    /// The text ended inside a comment, a string, a template or a regular expression.
    [[nodiscard]] bool isCutOff() const { return m_isCutOff; }
    /// So far a line ended inside a string or a regular expression, or a bracket closed what was
    /// not open.
    [[nodiscard]] bool isBroken() const { return m_isBroken; }
    /// Comments, and blanks that JSON does not know, so far.
    [[nodiscard]] qsizetype oddGaps() const { return m_oddGaps; }

private:
    /// An open bracket, one octet each.
    enum Bracket : char {
        Square = '[',
        Paren = '(',
        ControlParen = 'c', ///< Of `if`, `while`, …: a `/` behind it begins a regular expression.
        FunctionParen = 'f',
        Block = '{',
        Object = 'o',
        Function = 'b', ///< The body of one.
        Substitution = '$', ///< Of a template.
    };
    enum class Before : quint8 { Nothing, Operand, Operator, Word, ClosedParen, ClosedFunction };

    void skipGap();
    bool skipComment();
    void skipLine();
    [[nodiscard]] qsizetype blankSize() const;
    [[nodiscard]] char at(qsizetype offset) const
    {
        return offset < m_text.size() ? m_text[offset] : '\0';
    }
    [[nodiscard]] bool isIdentifierAt(qsizetype offset) const;

    [[nodiscard]] Token take(Token::Kind kind, qsizetype end);
    [[nodiscard]] Token takeString(char quote);
    [[nodiscard]] Token takeTemplate(Token::Kind whole);
    [[nodiscard]] Token takeRegex();
    [[nodiscard]] Token takeNumber();
    [[nodiscard]] Token takeWord();
    [[nodiscard]] Token takePunctuator();
    [[nodiscard]] Token takeInvalid(qsizetype end);
    [[nodiscard]] bool isDivision() const;
    void open(char octet);
    [[nodiscard]] char braceKind() const;
    void close(char octet);

    QByteArrayView m_text;
    bool m_isScript;
    qsizetype m_offset = 0;
    QByteArray m_brackets; ///< Bracket of each open one.
    int m_functionDepth = 0;
    Before m_before = Before::Nothing;
    QByteArrayView m_word; ///< The identifier just before; empty where it was none, or a property.
    bool m_isAfterDot = false;
    bool m_isFunctionHead = false; ///< `function` and what may stand before its parameters.
    bool m_isLineStart;            ///< Only blanks and comments stand before on this line.
    bool m_isCutOff = false;
    bool m_isBroken = false;
    qsizetype m_oddGaps = 0;
};

} // namespace Pushscope::Script
