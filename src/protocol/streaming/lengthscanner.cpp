// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/streaming/lengthscanner.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace Pushscope::Streaming {

namespace {

constexpr int FixedOctets = 4;

// The bits of a gRPC-Web or Connect flags octet that mean something.
constexpr uchar Compressed = 0x01;
constexpr uchar EndStream = 0x02; ///< Connect protocol, "End-stream message".
constexpr uchar Trailers = 0x80; ///< gRPC-Web, "the most significant bit … trailers".

bool isKnownFlags(uchar flags)
{
    return (flags & ~(Compressed | EndStream | Trailers)) == 0;
}

} // namespace

std::optional<MessageScanner::Found> LengthScanner::next(const OctetWindow &window)
{
    while (searchedTo() < window.end()) {
        switch (m_state) {
        case State::Length: {
            const char octet = window.at(searchedTo());
            // Some send blank lines to show that they are alive; they end no length.
            if (m_cut == Cut::LengthLine && !isOpen() && (octet == '\n' || octet == '\r')) {
                step();
                continue;
            }
            if (!isOpen())
                open(searchedTo());
            step();
            takeLengthOctet(octet);
            break;
        }
        case State::Message:
            moveTo(std::min(m_end, window.end()));
            break;
        case State::BadLine: {
            const qint64 lf = window.find('\n', searchedTo());
            moveTo(std::min(lf + 1, window.end()));
            if (lf < window.end())
                return endMessage(lf + 1);
            break;
        }
        case State::Lost:
            moveTo(window.end());
            break;
        }
        if (m_state == State::Message && searchedTo() == m_end)
            return endMessage(m_end);
        if (m_state == State::Lost && isOpen())
            return close(searchedTo(), { Violation::BadFraming });
    }
    return std::nullopt;
}

void LengthScanner::takeLengthOctet(char octet)
{
    switch (m_cut) {
    case Cut::LengthLine:
        takeDigit(octet);
        break;
    case Cut::LengthVarint:
        takeVarint(static_cast<uchar>(octet));
        break;
    default:
        takeFixed(static_cast<uchar>(octet));
        break;
    }
}

void LengthScanner::takeFixed(uchar octet)
{
    const bool isFlags = m_cut == Cut::GrpcWeb && m_lengthOctets == 0;
    const int index = m_lengthOctets - (m_cut == Cut::GrpcWeb ? 1 : 0);
    ++m_lengthOctets;
    if (isFlags) {
        if (!isKnownFlags(octet))
            m_violations.add(Violation::BadFraming);
        return;
    }
    const int place = m_cut == Cut::Length32LittleEndian ? index : FixedOctets - 1 - index;
    m_length |= qint64 { octet } << (8 * place);
    if (index == FixedOctets - 1)
        beginMessage();
}

void LengthScanner::takeDigit(char octet)
{
    if (octet == '\n' && m_lengthOctets > 0) {
        beginMessage();
    } else if (octet == '\r' && m_lengthOctets > 0 && !m_hasCr) {
        m_hasCr = true;
    } else if (octet >= '0' && octet <= '9' && m_lengthOctets < MaxDigits && !m_hasCr) {
        m_length = m_length * 10 + (octet - '0');
        ++m_lengthOctets;
    } else {
        m_violations.add(Violation::BadFraming);
        m_state = State::BadLine;
    }
}

void LengthScanner::takeVarint(uchar octet)
{
    // Protocol Buffers, "Base 128 Varints": 7 bits an octet, least significant first; the most
    // significant bit says that one more follows.
    m_length |= qint64 { octet & 0x7F } << (7 * m_lengthOctets);
    ++m_lengthOctets;
    if (octet < 0x80)
        beginMessage();
    else if (m_lengthOctets == MaxVarintOctets)
        m_state = State::Lost;
}

void LengthScanner::beginMessage()
{
    m_state = State::Message;
    m_end = searchedTo() + std::min(m_length, std::numeric_limits<qint64>::max() - searchedTo());
    if (m_end - openFrom() > m_maxMessage)
        m_violations.add(Violation::TooLarge);
}

MessageScanner::Found LengthScanner::endMessage(qint64 end)
{
    m_state = State::Length;
    m_lengthOctets = 0;
    m_hasCr = false;
    m_length = 0;
    return close(end, std::exchange(m_violations, {}));
}

std::optional<MessageScanner::Found> LengthScanner::finish()
{
    std::optional<Found> found = MessageScanner::finish();
    if (found)
        found->violations.add(m_violations);
    return found;
}

} // namespace Pushscope::Streaming
