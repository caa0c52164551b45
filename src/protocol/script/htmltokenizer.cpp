// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/script/htmltokenizer.h"

#include "protocol/script/htmloctets.h"

#include <cstring>

namespace Pushscope::Script {

HtmlTokenizer::Stop HtmlTokenizer::take(QByteArrayView octets, qsizetype &taken)
{
    m_stop = Stop::None;
    taken = 0;
    while (taken < octets.size() && m_stop == Stop::None) {
        const qsizetype skipped = skip(octets.sliced(taken));
        taken += skipped;
        m_offset += skipped;
        if (taken == octets.size())
            break;
        const char octet = octets[taken];
        while (!step(octet)) { // The spec's "reconsume in".
        }
        // A name is complete with the octet behind it, which is taken all the same.
        ++taken;
        ++m_offset;
    }
    return m_stop;
}

/// How many octets say nothing in this state.
qsizetype HtmlTokenizer::skip(QByteArrayView octets) const
{
    char wanted = 0;
    switch (m_state) {
    case State::PlainText:
        return octets.size();
    case State::Data:
    case State::RawText:
    case State::ScriptText:
        wanted = '<';
        break;
    case State::BogusComment:
        wanted = '>';
        break;
    case State::Comment:
        wanted = '-';
        break;
    case State::DoubleQuoted:
        wanted = '"';
        break;
    case State::SingleQuoted:
        wanted = '\'';
        break;
    default:
        return 0;
    }
    const void *found
        = std::memchr(octets.data(), wanted, static_cast<std::size_t>(octets.size()));
    return found ? static_cast<const char *>(found) - octets.data() : octets.size();
}

qint64 HtmlTokenizer::tagFrom() const
{
    if (m_state == State::TagOpen)
        return m_less;
    const bool mayBeScript
        = m_isNaming && !m_isEndTag && QByteArrayView("script").startsWith(m_name);
    return mayBeScript ? m_tagBegin : m_offset;
}

bool HtmlTokenizer::step(char octet)
{
    switch (m_state) {
    case State::PlainText:
        return true;
    case State::Data:
        m_less = m_offset; // skip() stopped at a `<`, or the state was passed on to.
        return octet == '<' ? become(State::TagOpen) : true;
    case State::TagOpen:
    case State::EndTagOpen:
    case State::TagName:
        return stepTag(octet);
    case State::BeforeAttributeName:
    case State::AttributeName:
    case State::AfterAttributeName:
    case State::SelfClosing:
        return stepAttribute(octet);
    case State::BeforeAttributeValue:
    case State::DoubleQuoted:
    case State::SingleQuoted:
    case State::Unquoted:
    case State::AfterQuoted:
        return stepValue(octet);
    case State::RawText:
    case State::RawTextLess:
    case State::RawTextEndTagOpen:
    case State::RawTextEndTagName:
        return stepRawText(octet);
    default:
        return m_state < State::RawText ? stepComment(octet) : stepScript(octet);
    }
}

bool HtmlTokenizer::stepTag(char octet)
{
    if (m_state == State::TagOpen) {
        if (octet == '!')
            return become(State::MarkupDeclaration);
        if (octet == '/')
            return become(State::EndTagOpen);
        if (octet == '?')
            return become(State::BogusComment);
        if (!isAlpha(octet))
            return pass(State::Data);
        beginTag(false, m_less);
        return pass(State::TagName);
    }
    if (m_state == State::EndTagOpen) {
        if (octet == '>')
            return become(State::Data);
        if (!isAlpha(octet))
            return pass(State::BogusComment);
        beginTag(true, m_less);
        return pass(State::TagName);
    }
    if (!isBlank(octet) && octet != '/' && octet != '>') {
        addName(octet);
        return true;
    }
    nameEnds();
    return pass(State::BeforeAttributeName);
}

bool HtmlTokenizer::stepAttribute(char octet)
{
    switch (m_state) {
    case State::BeforeAttributeName:
        if (isBlank(octet))
            return true;
        if (octet == '/' || octet == '>')
            return pass(State::AfterAttributeName);
        m_attribute.resize(0);
        appendName(m_attribute, octet); // Even a `=`: it begins a name here.
        return become(State::AttributeName);
    case State::AttributeName:
        if (isBlank(octet) || octet == '/' || octet == '>') {
            return pass(State::AfterAttributeName);
        }
        if (octet == '=')
            return become(State::BeforeAttributeValue);
        appendName(m_attribute, octet);
        return true;
    case State::SelfClosing:
        if (octet == '>') {
            tagEnds();
            return true;
        }
        return pass(State::BeforeAttributeName);
    default:
        return stepAfterName(octet);
    }
}

bool HtmlTokenizer::stepAfterName(char octet)
{
    if (isBlank(octet))
        return true;
    if (octet == '=' && !m_attribute.isEmpty())
        return become(State::BeforeAttributeValue);
    attributeEnds({ m_offset, m_offset }); // An attribute without a value has an empty one.
    if (octet == '/')
        return become(State::SelfClosing);
    if (octet == '>') {
        tagEnds();
        return true;
    }
    appendName(m_attribute, octet);
    return become(State::AttributeName);
}

bool HtmlTokenizer::stepValue(char octet)
{
    switch (m_state) {
    case State::BeforeAttributeValue:
        if (isBlank(octet))
            return true;
        m_valueBegin = m_offset + 1;
        if (octet == '"')
            return become(State::DoubleQuoted);
        if (octet == '\'')
            return become(State::SingleQuoted);
        m_valueBegin = m_offset;
        return pass(State::Unquoted);
    case State::DoubleQuoted:
    case State::SingleQuoted:
        if (octet != (m_state == State::DoubleQuoted ? '"' : '\''))
            return true;
        attributeEnds({ m_valueBegin, m_offset });
        return become(State::AfterQuoted);
    case State::Unquoted:
        if (!isBlank(octet) && octet != '>')
            return true;
        attributeEnds({ m_valueBegin, m_offset });
        return pass(State::BeforeAttributeName);
    default: // AfterQuoted: a missing blank is an error and changes nothing.
        return pass(State::BeforeAttributeName);
    }
}

bool HtmlTokenizer::stepComment(char octet)
{
    switch (m_state) {
    case State::MarkupDeclaration:
        // DOCTYPE and, outside foreign content, [CDATA[ end at the first `>` as well.
        return octet == '-' ? become(State::MarkupDash) : pass(State::BogusComment);
    case State::MarkupDash:
        return octet == '-' ? become(State::CommentStart) : pass(State::BogusComment);
    case State::BogusComment:
        return become(octet == '>' ? State::Data : State::BogusComment);
    case State::CommentStart:
        if (octet == '-')
            return become(State::CommentStartDash);
        return octet == '>' ? become(State::Data) : pass(State::Comment);
    case State::CommentStartDash:
        if (octet == '-')
            return become(State::CommentEnd);
        return octet == '>' ? become(State::Data) : pass(State::Comment);
    case State::Comment:
        return become(octet == '-' ? State::CommentEndDash : State::Comment);
    case State::CommentEndDash:
        return octet == '-' ? become(State::CommentEnd) : pass(State::Comment);
    case State::CommentEnd:
        if (octet == '>')
            return become(State::Data);
        if (octet == '!')
            return become(State::CommentEndBang);
        return octet == '-' ? true : pass(State::Comment);
    default: // CommentEndBang
        if (octet == '-')
            return become(State::CommentEndDash);
        return octet == '>' ? become(State::Data) : pass(State::Comment);
    }
}

bool HtmlTokenizer::become(State state)
{
    m_state = state;
    return true;
}

bool HtmlTokenizer::pass(State state)
{
    m_state = state;
    return false;
}

void HtmlTokenizer::beginTag(bool isEnd, qint64 begin)
{
    m_isEndTag = isEnd;
    m_isNaming = true;
    m_isScriptTag = false;
    m_tagBegin = begin;
    m_name.resize(0);
    m_attribute.resize(0);
}

void HtmlTokenizer::addName(char octet)
{
    appendName(m_name, octet);
}

void HtmlTokenizer::nameEnds()
{
    m_isNaming = false;
    m_attribute.resize(0);
    m_isScriptTag = !m_isEndTag && m_name == "script";
    if (!m_isScriptTag)
        return;
    m_isInElement = true;
    m_element = Element();
    m_element.begin = m_tagBegin;
    m_stop = Stop::ElementBegins;
}

void HtmlTokenizer::tagEnds()
{
    if (m_isEndTag) {
        if (m_isInElement)
            m_stop = Stop::ElementEnds;
        m_isInElement = false;
        m_state = State::Data;
        return;
    }
    // What the tree construction stage switches the tokenizer to: §13.2.6.4.4 and §13.2.6.4.7.
    // A self-closing flag means nothing here.
    m_state = State::Data;
    m_ending = m_name;
    if (m_isScriptTag) {
        m_element.textBegin = m_offset + 1;
        m_state = State::ScriptText;
    } else if (m_name == "plaintext") {
        m_state = State::PlainText;
    } else if (m_name == "title" || m_name == "textarea" || m_name == "style" || m_name == "xmp"
               || m_name == "iframe" || m_name == "noembed" || m_name == "noframes"
               || m_name == "noscript") {
        m_state = State::RawText;
    }
}

void HtmlTokenizer::attributeEnds(ByteRange value)
{
    std::optional<ByteRange> *attribute = nullptr;
    if (m_attribute == "src")
        attribute = &m_element.src;
    else if (m_attribute == "type")
        attribute = &m_element.type;
    else if (m_attribute == "language")
        attribute = &m_element.language;
    m_attribute.resize(0);
    // "if there is already an attribute on the token with the exact same name, then this is a
    // duplicate-attribute parse error and the new attribute must be removed from the token."
    if (m_isScriptTag && attribute && !*attribute)
        *attribute = value;
}

} // namespace Pushscope::Script
