// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/byterange.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace Pushscope::Script {

/// Knows of each octet of an HTML stream what it is a part of, as far as it takes to tell script
/// elements from all that only looks like them: comments, attribute values, the text of `title`,
/// `textarea`, `style` and their kin, and the escaped states of script data.
///
/// Keeps offsets and no octets. What only the tree of the document decides is not followed:
/// scripts in `svg` and `math` are read as HTML's, `noscript` as where scripts are enabled.
///
/// Spec: WHATWG HTML §13.2.5.
/// Threads: reentrant, not thread-safe.
class HtmlTokenizer
{
public:
    /// A script element as far as it was read, in octets of the stream.
    struct Element {
        qint64 begin = 0;               ///< The `<` of its start tag.
        std::optional<qint64> textBegin; ///< Behind the start tag's `>`.
        std::optional<qint64> textEnd;   ///< The `<` of its end tag, once known to be that.
        std::optional<ByteRange> src;   ///< Values of attributes; empty where they have none.
        std::optional<ByteRange> type;
        std::optional<ByteRange> language;
    };

    /// What take() came to.
    enum class Stop {
        None,          ///< All octets were taken.
        ElementBegins, ///< The name of the start tag is complete, and it is `script`.
        ElementEnds,   ///< The last octet taken is the `>` of the end tag.
    };

    /// Takes @p octets up to the first stop; @p taken says how many.
    [[nodiscard]] Stop take(QByteArrayView octets, qsizetype &taken);

    /// Octets taken so far.
    [[nodiscard]] qint64 offset() const { return m_offset; }
    /// The script element that is open, or that has ended just now.
    [[nodiscard]] const Element &element() const { return m_element; }
    [[nodiscard]] bool isInElement() const { return m_isInElement; }
    /// Where a script element begins that the octets so far may be the beginning of; offset() where
    /// they are not.
    [[nodiscard]] qint64 tagFrom() const;

private:
    enum class State : quint8 {
        Data, PlainText, TagOpen, EndTagOpen, TagName, BeforeAttributeName, AttributeName,
        AfterAttributeName, BeforeAttributeValue, DoubleQuoted, SingleQuoted, Unquoted,
        AfterQuoted, SelfClosing, MarkupDeclaration, MarkupDash, BogusComment, CommentStart,
        CommentStartDash, Comment, CommentEndDash, CommentEnd, CommentEndBang,
        RawText, RawTextLess, RawTextEndTagOpen, RawTextEndTagName,
        ScriptText, ScriptLess, ScriptEndTagOpen, ScriptEndTagName, EscapeStart, EscapeStartDash,
        Escaped, EscapedDash, EscapedDashDash, EscapedLess, EscapedEndTagOpen, EscapedEndTagName,
        DoubleEscapeStart, DoubleEscaped, DoubleEscapedDash, DoubleEscapedDashDash,
        DoubleEscapedLess, DoubleEscapeEnd,
    };

    [[nodiscard]] qsizetype skip(QByteArrayView octets) const;
    /// Takes one octet; false where its state passes it on to the one that it became.
    [[nodiscard]] bool step(char octet);
    [[nodiscard]] bool stepTag(char octet);
    [[nodiscard]] bool stepAttribute(char octet);
    [[nodiscard]] bool stepAfterName(char octet);
    [[nodiscard]] bool stepValue(char octet);
    [[nodiscard]] bool stepComment(char octet);
    [[nodiscard]] bool stepRawText(char octet);
    [[nodiscard]] bool stepScript(char octet);
    [[nodiscard]] bool stepEscaped(char octet);
    [[nodiscard]] bool stepDoubleEscaped(char octet);
    [[nodiscard]] bool stepEndTagOpen(char octet, State name, State text);
    [[nodiscard]] bool stepEndTagName(char octet, QByteArrayView expected, State text);
    [[nodiscard]] bool stepEscapeName(char octet, State ifScript, State otherwise);

    bool become(State state);
    bool pass(State state);
    void beginTag(bool isEnd, qint64 begin);
    void addName(char octet);
    void nameEnds();
    void tagEnds();
    void attributeEnds(ByteRange value);

    State m_state = State::Data;
    qint64 m_offset = 0; ///< Of the octet that is being taken.
    Stop m_stop = Stop::None;
    QByteArray m_name;   ///< Of the tag, or the temporary buffer; lower case, cut at its limit.
    QByteArray m_ending; ///< What ends the raw text that is being read.
    qint64 m_less = 0;   ///< Of the last `<` that may begin a tag.
    qint64 m_tagBegin = 0;
    bool m_isEndTag = false;
    bool m_isNaming = false;
    bool m_isScriptTag = false; ///< The start tag that is being read is.
    QByteArray m_attribute;     ///< Its name, lower case, cut at the limit of names.
    qint64 m_valueBegin = 0;
    bool m_isInElement = false;
    Element m_element;
};

} // namespace Pushscope::Script
