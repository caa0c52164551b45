// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/streaming/jsontextscanner.h"

namespace Pushscope::Streaming {

namespace {

constexpr QByteArrayView Bom("\xEF\xBB\xBF");
constexpr char RecordSeparatorOctet = '\x1E';

bool isOpener(char octet)
{
    return octet == '{' || octet == '[' || octet == '"';
}

/// What cannot stand in a text and may well begin the next one: "All Unicode characters may be
/// placed within the quotation marks, except for … the control characters" (RFC 8259 §7). A raw
/// TAB is as wrong, but a poorer place to go on.
bool breaks(const JsonNesting &nesting, char octet)
{
    return octet == RecordSeparatorOctet || (octet == '\n' && nesting.isInString);
}

} // namespace

bool JsonTextScanner::isSeparator(char octet) const
{
    switch (octet) {
    case ' ':
    case '\t':
    case '\n':
    case '\r':
    case ',':
    case RecordSeparatorOctet:
        return true;
    case '[':
        return m_isArray && !m_isInArray;
    case ']':
        return m_isArray && m_isInArray;
    default:
        return false;
    }
}

void JsonTextScanner::takeBetween(char octet)
{
    if (octet == '[' || octet == ']')
        m_isInArray = octet == '[';
    step();
}

/// "implementations that parse JSON texts MAY ignore the presence of a byte order mark" (RFC 8259
/// §8.1). Its first octets alone are no text, and not nothing either.
bool JsonTextScanner::isBom(const OctetWindow &window) const
{
    return openFrom() == 0 && window.at(0) == Bom[0] && window.at(1) == Bom[1]
        && window.at(2) == Bom[2];
}

std::optional<MessageScanner::Found> JsonTextScanner::next(const OctetWindow &window)
{
    while (searchedTo() < window.end()) {
        const char octet = window.at(searchedTo());
        if (!isOpen()) {
            if (isSeparator(octet)) {
                takeBetween(octet);
                continue;
            }
            open(searchedTo());
            m_isBare = !isOpener(octet);
            m_nesting = {};
        } else if (m_isBare && (isSeparator(octet) || isOpener(octet))) {
            return close(searchedTo());
        } else if (!m_isBare && breaks(m_nesting, octet)) {
            return close(searchedTo(), { Violation::BadJson });
        }
        m_nesting.take(octet);
        step();
        if (searchedTo() == Bom.size() && m_isBare && isBom(window))
            forget();
        else if (!m_isBare && !m_nesting.isInside())
            return close(searchedTo());
    }
    return std::nullopt;
}

std::optional<MessageScanner::Found> JsonTextScanner::finish()
{
    std::optional<Found> found = MessageScanner::finish();
    // "JSON-text = ws value ws" (RFC 8259 §2): the end of the stream ends a number as well.
    if (found && m_isBare)
        found->violations.remove(Violation::CutOff);
    return found;
}

} // namespace Pushscope::Streaming
