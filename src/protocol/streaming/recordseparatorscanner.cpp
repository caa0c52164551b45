// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/streaming/recordseparatorscanner.h"

namespace Pushscope::Streaming {

namespace {

constexpr char RecordSeparatorOctet = '\x1E';

bool isBlank(char octet)
{
    return octet == ' ' || octet == '\t' || octet == '\n' || octet == '\r';
}

} // namespace

void RecordSeparatorScanner::begin(char octet)
{
    open(searchedTo());
    m_nesting = {};
    m_isBroken = false;
    m_isEmpty = true;
    m_violations = {};
    if (octet == RecordSeparatorOctet)
        step();
    else // "JSON-sequence = *(RS JSON-text LF)" (§2.2).
        m_violations.add(Violation::BadFraming);
}

void RecordSeparatorScanner::take(char octet)
{
    if (octet == '\n' && m_nesting.isInString)
        m_isBroken = true;
    m_nesting.take(octet);
    m_isEmpty = false;
    m_last = octet;
    step();
}

MessageScanner::Found RecordSeparatorScanner::endAtNext()
{
    // §2.4: a text without the LF after it may have been cut off.
    if (m_last != '\n')
        m_violations.add(Violation::CutOff);
    if (m_isBroken || m_nesting.isInside())
        m_violations.add(Violation::BadJson);
    return close(searchedTo(), m_violations);
}

std::optional<MessageScanner::Found> RecordSeparatorScanner::next(const OctetWindow &window)
{
    while (searchedTo() < window.end()) {
        const char octet = window.at(searchedTo());
        if (!isOpen()) {
            if (isBlank(octet))
                step();
            else
                begin(octet);
            continue;
        }
        if (octet == RecordSeparatorOctet) {
            // "multiple consecutive RS octets do not denote empty sequence elements between them"
            // (§2.1).
            if (!m_isEmpty)
                return endAtNext();
            forget();
            continue;
        }
        take(octet);
        if (octet == '\n' && !m_isBroken && !m_nesting.isInside())
            return close(searchedTo(), m_violations);
    }
    return std::nullopt;
}

} // namespace Pushscope::Streaming
