// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/script/htmltokenizer.h"

#include "protocol/script/htmloctets.h"

// The states in which tags are text: all but the end tag of the element, and script data, in which
// even that may be.

namespace Pushscope::Script {

// §13.2.5.9 to 14: RCDATA and RAWTEXT differ in character references alone.
bool HtmlTokenizer::stepRawText(char octet)
{
    switch (m_state) {
    case State::RawText:
        m_less = m_offset;
        return octet == '<' ? become(State::RawTextLess) : true;
    case State::RawTextLess:
        return octet == '/' ? become(State::RawTextEndTagOpen) : pass(State::RawText);
    case State::RawTextEndTagOpen:
        return stepEndTagOpen(octet, State::RawTextEndTagName, State::RawText);
    default:
        return stepEndTagName(octet, m_ending, State::RawText);
    }
}

bool HtmlTokenizer::stepEndTagOpen(char octet, State name, State text)
{
    if (!isAlpha(octet))
        return pass(text);
    m_name.resize(0);
    return pass(name);
}

/// An end tag that is not the "appropriate" one is text.
bool HtmlTokenizer::stepEndTagName(char octet, QByteArrayView expected, State text)
{
    if (isAlpha(octet)) {
        appendName(m_name, octet);
        return true;
    }
    const bool isEnd = isBlank(octet) || octet == '/' || octet == '>';
    if (!isEnd || m_name != expected)
        return pass(text);
    const bool isScript = m_isInElement;
    beginTag(true, m_less);
    m_isNaming = false;
    if (isScript)
        m_element.textEnd = m_less;
    return pass(State::BeforeAttributeName);
}

bool HtmlTokenizer::stepScript(char octet)
{
    switch (m_state) {
    case State::ScriptText:
        m_less = m_offset;
        return octet == '<' ? become(State::ScriptLess) : true;
    case State::ScriptLess:
        if (octet == '/')
            return become(State::ScriptEndTagOpen);
        return octet == '!' ? become(State::EscapeStart) : pass(State::ScriptText);
    case State::ScriptEndTagOpen:
        return stepEndTagOpen(octet, State::ScriptEndTagName, State::ScriptText);
    case State::ScriptEndTagName:
        return stepEndTagName(octet, "script", State::ScriptText);
    case State::EscapeStart:
        return octet == '-' ? become(State::EscapeStartDash) : pass(State::ScriptText);
    case State::EscapeStartDash:
        return octet == '-' ? become(State::EscapedDashDash) : pass(State::ScriptText);
    default:
        return m_state < State::DoubleEscaped ? stepEscaped(octet) : stepDoubleEscaped(octet);
    }
}

bool HtmlTokenizer::stepEscaped(char octet)
{
    switch (m_state) {
    case State::EscapedLess:
        if (octet == '/')
            return become(State::EscapedEndTagOpen);
        if (!isAlpha(octet))
            return pass(State::Escaped);
        m_name.resize(0);
        return pass(State::DoubleEscapeStart);
    case State::EscapedEndTagOpen:
        return stepEndTagOpen(octet, State::EscapedEndTagName, State::Escaped);
    case State::EscapedEndTagName:
        return stepEndTagName(octet, "script", State::Escaped);
    case State::DoubleEscapeStart:
        return stepEscapeName(octet, State::DoubleEscaped, State::Escaped);
    default: // Escaped, EscapedDash, EscapedDashDash
        break;
    }
    if (octet == '<') {
        m_less = m_offset;
        return become(State::EscapedLess);
    }
    if (octet == '-')
        return become(m_state == State::Escaped ? State::EscapedDash : State::EscapedDashDash);
    if (octet == '>' && m_state == State::EscapedDashDash)
        return become(State::ScriptText);
    return become(State::Escaped);
}

bool HtmlTokenizer::stepDoubleEscaped(char octet)
{
    switch (m_state) {
    case State::DoubleEscapedLess:
        m_name.resize(0);
        return octet == '/' ? become(State::DoubleEscapeEnd) : pass(State::DoubleEscaped);
    case State::DoubleEscapeEnd:
        return stepEscapeName(octet, State::Escaped, State::DoubleEscaped);
    default: // DoubleEscaped, DoubleEscapedDash, DoubleEscapedDashDash
        break;
    }
    if (octet == '<')
        return become(State::DoubleEscapedLess);
    if (octet == '-') {
        return become(m_state == State::DoubleEscaped ? State::DoubleEscapedDash
                                                      : State::DoubleEscapedDashDash);
    }
    if (octet == '>' && m_state == State::DoubleEscapedDashDash)
        return become(State::ScriptText);
    return become(State::DoubleEscaped);
}

/// A tag's name in escaped text, which is `script` or not.
bool HtmlTokenizer::stepEscapeName(char octet, State ifScript, State otherwise)
{
    if (isBlank(octet) || octet == '/' || octet == '>')
        return become(m_name == "script" ? ifScript : otherwise);
    if (isAlpha(octet)) {
        appendName(m_name, octet);
        return true;
    }
    // Into the state that it came from: both ends of an escape stay in what they were.
    return pass(otherwise);
}

} // namespace Pushscope::Script
