// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/websocket/frameparser.h"

#include "protocol/websocket/masking.h"

#include <QtEndian>

#include <algorithm>
#include <utility>

namespace Pushscope::WebSocket {

namespace {

constexpr quint8 FinBit = 0x80;
constexpr quint8 MaskBit = 0x80;
constexpr quint64 LengthTopBit = quint64{ 1 } << 63;
constexpr quint64 MaxControlPayload = 125; ///< §5.5.

/// Octets of the extended payload length, after the first two octets of @p header.
qsizetype lengthOctets(const FrameHeader &header)
{
    switch (header.lengthForm()) {
    case LengthForm::SevenBits:
        return 0;
    case LengthForm::SixteenBits:
        return 2;
    case LengthForm::SixtyFourBits:
        break;
    }
    return 8;
}

/// Octets of a whole header that begins with these two.
qsizetype headerOctets(quint8 second)
{
    const int bits = second & 0x7f;
    const qsizetype length = bits < 126 ? 0 : bits == 126 ? 2 : 8;
    return 2 + length + ((second & MaskBit) != 0 ? 4 : 0);
}

bool isLengthKnown(const FrameHeader &header)
{
    return header.range.size() >= 2 + lengthOctets(header);
}

quint64 readLength(const FrameHeader &header)
{
    switch (header.lengthForm()) {
    case LengthForm::SevenBits:
        return header.octets[1] & 0x7fU;
    case LengthForm::SixteenBits:
        return qFromBigEndian<quint16>(&header.octets[2]);
    case LengthForm::SixtyFourBits:
        break;
    }
    return qFromBigEndian<quint64>(&header.octets[2]);
}

/// §5.2: "the minimal number of bytes MUST be used to encode the length".
bool isMinimal(const FrameHeader &header)
{
    switch (header.lengthForm()) {
    case LengthForm::SevenBits:
        return true;
    case LengthForm::SixteenBits:
        return header.payloadLength > 125;
    case LengthForm::SixtyFourBits:
        break;
    }
    return header.payloadLength > 0xffff;
}

} // namespace

FrameParser::FrameParser(Role sender, RsvBits definedRsv, qint64 maxPayload)
    : m_sender(sender)
    , m_definedRsv(definedRsv)
    , m_maxPayload(static_cast<quint64>(std::max<qint64>(maxPayload, 0)))
{
}

void FrameParser::feed(QByteArrayView octets)
{
    if (m_isFinished)
        return;
    m_fed += octets.size();
    if (m_stop || octets.isEmpty())
        return;
    if (m_input.isEmpty()) {
        m_input = octets;
        m_isInputKept = false;
        return;
    }
    // Not drained: the caller may take back what m_input shows, so it moves to a buffer of ours.
    qsizetype begin = 0;
    if (m_isInputKept) {
        begin = m_kept.size() - m_input.size();
        if (begin > m_kept.size() / 2) { // Seldom enough to cost each octet one move at most.
            m_kept.remove(0, begin);
            begin = 0;
        }
    } else {
        m_kept = m_input.toByteArray();
        m_isInputKept = true;
    }
    m_kept.append(octets);
    m_input = QByteArrayView(m_kept).sliced(begin);
}

std::optional<FrameEvent> FrameParser::next()
{
    switch (m_step) {
    case Step::Header:
        return nextHeader();
    case Step::Payload:
        return nextPiece();
    case Step::End:
        return endFrame();
    case Step::Nothing:
        break;
    }
    return std::nullopt;
}

bool FrameParser::isInsideFrame() const
{
    switch (m_step) {
    case Step::Header:
        return m_headerSize > 0 || !m_input.isEmpty();
    case Step::Payload:
    case Step::End:
        return true;
    case Step::Nothing:
        break;
    }
    return false;
}

bool FrameParser::gatherHeader()
{
    const auto gather = [this](qsizetype wanted) {
        const qsizetype count = std::min(wanted - m_headerSize, m_input.size());
        for (qsizetype i = 0; i < count; ++i)
            m_header[static_cast<std::size_t>(m_headerSize + i)] = static_cast<quint8>(m_input[i]);
        m_headerSize += count;
        m_input = m_input.sliced(count);
        return m_headerSize == wanted;
    };
    return (m_headerSize >= 2 || gather(2)) && gather(headerOctets(m_header[1]));
}

std::optional<FrameEvent> FrameParser::nextHeader()
{
    const bool isComplete = gatherHeader();
    if (!isComplete && !(m_isFinished && m_headerSize > 0))
        return std::nullopt;

    std::optional<FrameEvent> event(std::in_place, std::in_place_type<FrameHeader>);
    FrameHeader &header = *std::get_if<FrameHeader>(&*event);
    readHeader(header, isComplete);
    header.violations = judge(header);

    m_isHeaderComplete = isComplete;
    m_maskingKey = header.maskingKey;
    m_maskPhase = 0;
    m_payloadLeft = header.payloadLength;
    m_violations = header.violations;
    m_step = m_payloadLeft > 0 ? Step::Payload : Step::End;
    if (!isComplete) {
        m_step = Step::End;
    } else if (header.payloadLength & LengthTopBit) {
        m_stop = Stop::LengthTopBitSet;
        m_step = Step::End;
    } else if (header.payloadLength > m_maxPayload) {
        m_stop = Stop::PayloadTooLarge;
        m_step = Step::End;
    }
    return event;
}

void FrameParser::readHeader(FrameHeader &header, bool isComplete)
{
    m_frameBegin = m_offset;
    m_offset += m_headerSize;
    header.range = { m_frameBegin, m_offset };
    header.isComplete = isComplete;
    header.octets = m_header;
    header.fin = (m_header[0] & FinBit) != 0;
    header.rsv = (m_header[0] >> 4) & 0x7;
    header.opcode = static_cast<Opcode>(m_header[0] & 0xf);
    if (isLengthKnown(header))
        header.payloadLength = readLength(header);
    // The bit says whether there is a key; its value does not (four zero octets are one).
    if (isComplete && header.hasMaskBit()) {
        const auto begin = static_cast<std::size_t>(m_headerSize - 4);
        header.maskingKey = MaskingKey{ m_header[begin], m_header[begin + 1], m_header[begin + 2],
                                        m_header[begin + 3] };
    }
    m_header = {};
    m_headerSize = 0;
}

ViolationSet FrameParser::judge(const FrameHeader &header) const
{
    ViolationSet violations;
    // §5.2: RSV "MUST be 0 unless an extension is negotiated that defines meanings for non-zero
    // values"; RFC 7692 §6: not on control frames, nor on "non-first fragments".
    const bool beginsMessage = header.opcode == Opcode::Text || header.opcode == Opcode::Binary;
    if ((header.rsv & ~(beginsMessage ? m_definedRsv.value : 0)) != 0)
        violations.add(Violation::UndefinedRsvBit);
    // §5.2: "If an unknown opcode is received, the receiving endpoint MUST _Fail_".
    if (isReserved(header.opcode))
        violations.add(Violation::ReservedOpcode);
    // §5.5: control frames "MUST NOT be fragmented".
    if (isControl(header.opcode) && !header.fin)
        violations.add(Violation::ControlFragmented);
    if (header.range.size() < 2)
        return violations;

    // §5.1: "a client MUST mask all frames", "A server MUST NOT mask any frames".
    if (m_sender == Role::Client && !header.hasMaskBit())
        violations.add(Violation::UnmaskedByClient);
    if (m_sender == Role::Server && header.hasMaskBit())
        violations.add(Violation::MaskedByServer);
    if (!isLengthKnown(header))
        return violations;

    // §5.5: "All control frames MUST have a payload length of 125 bytes or less".
    if (isControl(header.opcode) && header.payloadLength > MaxControlPayload)
        violations.add(Violation::ControlTooLong);
    if (!isMinimal(header))
        violations.add(Violation::NonMinimalLength);
    // §5.2: of a 64-bit length "the most significant bit MUST be 0".
    if ((header.payloadLength & LengthTopBit) != 0)
        violations.add(Violation::LengthTopBit);
    else if (header.payloadLength > m_maxPayload)
        violations.add(Violation::TooLarge);
    return violations;
}

std::optional<FrameEvent> FrameParser::nextPiece()
{
    if (m_input.isEmpty()) {
        if (m_isFinished)
            return endFrame();
        return std::nullopt;
    }
    auto count
        = static_cast<qsizetype>(std::min(m_payloadLeft, static_cast<quint64>(m_input.size())));
    QByteArrayView octets;
    if (m_maskingKey) {
        count = std::min(count, MaxUnmaskedPiece);
        if (m_unmasked.size() < count)
            m_unmasked.resize(count);
        applyMask(m_unmasked.data(), m_input.data(), count, *m_maskingKey, m_maskPhase);
        m_maskPhase = (m_maskPhase + static_cast<unsigned>(count)) % 4;
        octets = QByteArrayView(m_unmasked).first(count);
    } else {
        octets = m_input.first(count);
    }
    m_input = m_input.sliced(count);
    m_payloadLeft -= static_cast<quint64>(count);
    if (m_payloadLeft == 0)
        m_step = Step::End;
    const qint64 begin = std::exchange(m_offset, m_offset + count);
    return PayloadPiece{ { begin, m_offset }, octets };
}

FrameEnd FrameParser::endFrame()
{
    const bool isCutOff = m_isFinished && !m_stop && (m_payloadLeft > 0 || !m_isHeaderComplete);
    if (isCutOff)
        m_violations.add(Violation::CutOff);
    m_step = m_stop || isCutOff ? Step::Nothing : Step::Header;
    if (m_stop)
        m_input = {};
    return { { m_frameBegin, m_offset }, m_violations };
}

} // namespace Pushscope::WebSocket
