// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/engineio/payloadparser.h"

#include "protocol/engineio/packetparser.h"

#include <algorithm>

namespace Pushscope::EngineIo {

namespace {

constexpr char Separator = 0x1e;
constexpr quint8 EndOfLength = 0xff;
/// No payload is as long: 2^53, beyond which JavaScript does not count by ones.
constexpr qint64 LargestLength = qint64{ 1 } << 53;

} // namespace

PayloadParser::PayloadParser(Revision revision, qint64 maxPacket)
    : m_revision(revision)
    , m_maxPacket(std::max<qint64>(maxPacket, 1))
{
}

void PayloadParser::feed(QByteArrayView octets)
{
    if (m_isFinished)
        return;
    // What is no longer needed goes at once, so that no octet is moved more than a few times.
    const qint64 keepFrom = m_isTooLarge || m_state == State::Lost ? m_scan : m_begin;
    const qint64 drop = std::min(keepFrom, offset()) - m_windowBegin;
    if (drop > 0 && drop >= m_window.size() / 2) {
        m_window.remove(0, drop);
        m_windowBegin += drop;
    }
    m_window.append(octets);
}

std::optional<Packet> PayloadParser::next()
{
    if (m_isOver)
        return std::nullopt;
    if (m_state == State::Start) {
        if (offset() > 0)
            start();
        else if (!m_isFinished)
            return std::nullopt;
    }
    if (std::optional<Packet> packet = step())
        return packet;
    if (!m_isFinished)
        return std::nullopt;
    m_isOver = true;
    return last();
}

void PayloadParser::start()
{
    m_isBinary = m_revision == Revision::V3 && octetAt(0) <= 1;
    m_state = m_revision == Revision::V4 ? State::Separated
        : m_isBinary                     ? State::BinaryKind
                                         : State::Length;
}

std::optional<Packet> PayloadParser::step()
{
    while (m_scan < offset()) {
        std::optional<Packet> packet;
        switch (m_state) {
        case State::Separated:
            packet = stepSeparated();
            break;
        case State::Length:
            takeLength(octetAt(m_scan++));
            break;
        case State::Text:
            packet = stepText();
            break;
        case State::BinaryKind:
            takeBinaryKind(octetAt(m_scan++));
            break;
        case State::BinaryLength:
            takeBinaryLength(octetAt(m_scan++));
            if (m_state == State::Binary && m_length == 0)
                packet = take(m_scan, m_scan);
            break;
        case State::Binary:
            packet = stepBinary();
            break;
        case State::Start:
        case State::Lost:
            m_scan = offset();
            break;
        }
        if (packet)
            return packet;
    }
    return std::nullopt;
}

std::optional<Packet> PayloadParser::stepSeparated()
{
    const qsizetype from = m_scan - m_windowBegin;
    const qsizetype found = m_window.indexOf(Separator, from);
    if (found >= 0) {
        const qint64 end = m_windowBegin + found;
        m_scan = end + 1;
        return take(end, end + 1);
    }
    m_scan = offset();
    limit();
    return std::nullopt;
}

std::optional<Packet> PayloadParser::stepText()
{
    for (; m_scan < offset(); ++m_scan) {
        const quint8 octet = octetAt(m_scan);
        if (m_units == m_length && !m_text.continues(octet))
            return take(m_scan, m_scan);
        m_units += m_text.take(octet);
        if (m_units > m_length) {
            lose(); // The length ends between the two units of one character.
            return std::nullopt;
        }
        if (m_units == m_length && !m_text.isOpen()) {
            ++m_scan;
            return take(m_scan, m_scan);
        }
    }
    limit();
    return std::nullopt;
}

std::optional<Packet> PayloadParser::stepBinary()
{
    const qint64 end = m_content + m_length;
    m_scan = std::min(end, offset());
    if (m_scan == end)
        return take(end, end);
    limit();
    return std::nullopt;
}

void PayloadParser::takeLength(quint8 octet)
{
    if (octet >= '0' && octet <= '9') {
        addDigit(octet - '0');
    } else if (octet != ':' || m_length < 0) {
        lose();
    } else if (m_length == 0) {
        m_begin = m_scan;
        m_length = -1;
    } else {
        m_content = m_scan;
        m_state = State::Text;
    }
}

void PayloadParser::takeBinaryKind(quint8 octet)
{
    m_isTextPacket = octet == 0;
    if (octet > 1)
        m_violations.add(Violation::BadPacket);
    m_state = State::BinaryLength;
}

void PayloadParser::takeBinaryLength(quint8 octet)
{
    if (octet <= 9) {
        addDigit(octet);
    } else if (octet != EndOfLength || m_length < 0) {
        lose();
    } else {
        m_content = m_scan;
        m_state = State::Binary;
    }
}

void PayloadParser::addDigit(int digit)
{
    m_length = std::max<qint64>(m_length, 0) * 10 + digit;
    if (m_length > LargestLength)
        lose();
}

void PayloadParser::lose()
{
    m_state = State::Lost;
    m_violations.add(Violation::BadPayloadLength);
}

/// Remembers of a packet that is too large only what it was.
void PayloadParser::limit()
{
    if (m_isTooLarge || m_scan - m_content <= m_maxPacket)
        return;
    m_isTooLarge = true;
    m_first = static_cast<char>(octetAt(m_content));
}

/// The open packet, whose content ends at @p end; the next one begins at @p next.
Packet PayloadParser::take(qint64 end, qint64 next)
{
    m_scan = end;
    limit();
    m_scan = next;
    const Carrier carrier = m_isTextPacket ? Carrier::PayloadText : Carrier::PayloadBinary;
    Packet packet;
    if (m_isTooLarge) {
        packet = parsePacket(QByteArrayView(&m_first, 1), carrier, m_revision, m_content);
        packet.data.clear();
        packet.dataRange.end = packet.range.end = end;
        packet.violations = { Violation::TooLarge };
    } else {
        const QByteArrayView content
            = QByteArrayView(m_window).sliced(m_content - m_windowBegin, end - m_content);
        packet = parsePacket(content, carrier, m_revision, m_content);
    }
    packet.range.begin = m_begin;
    packet.violations.add(m_violations);
    m_violations = {};
    m_isTooLarge = false;
    m_begin = m_content = next;
    m_length = -1;
    m_units = 0;
    m_text = {};
    if (m_revision == Revision::V3)
        m_state = m_isBinary ? State::BinaryKind : State::Length;
    return packet;
}

/// What is open when the payload ends.
std::optional<Packet> PayloadParser::last()
{
    const bool isInside = m_scan > m_begin;
    switch (m_state) {
    case State::Start:
    case State::Separated:
        return take(offset(), offset());
    case State::Length:
    case State::BinaryKind:
    case State::BinaryLength:
        if (!isInside)
            return std::nullopt;
        m_violations.add(Violation::CutOff);
        break;
    case State::Lost:
        if (!isInside)
            return std::nullopt;
        break;
    case State::Text:
    case State::Binary:
        // A character that lacks octets is one all the same.
        if (m_state == State::Binary || m_units < m_length)
            m_violations.add(Violation::CutOff);
        else
            return take(offset(), offset());
        if (m_content < offset())
            return take(offset(), offset());
        break;
    }
    Packet packet;
    packet.range = { m_begin, offset() };
    packet.typeRange = packet.dataRange = { offset(), offset() };
    packet.isBinary = m_isBinary;
    packet.violations = m_violations;
    return packet;
}

} // namespace Pushscope::EngineIo
