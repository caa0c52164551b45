// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/websocket/messageassembler.h"

#include "protocol/websocket/closecode.h"

#include <QtEndian>

#include <algorithm>

namespace Pushscope::WebSocket {

namespace {

/// Octets of a buffer that are worth keeping for the next message.
constexpr qsizetype RetainedCapacity = 1024 * 1024;

void empty(QByteArray &buffer)
{
    if (buffer.capacity() > RetainedCapacity)
        buffer.clear();
    else if (!buffer.isEmpty())
        buffer.truncate(0);
}

/// What takes a frame's meaning away, or its payload.
constexpr ViolationSet Meaningless{ Violation::UndefinedRsvBit, Violation::ReservedOpcode,
                                    Violation::LengthTopBit, Violation::TooLarge };

} // namespace

MessageAssembler::MessageAssembler(Role sender, std::optional<DeflateParameters> deflate,
                                   qint64 maxMessage)
    : m_sender(sender)
    , m_deflate(deflate)
    , m_maxMessage(std::max<qint64>(maxMessage, 0))
{
}

void MessageAssembler::feed(const FrameEvent &event)
{
    if (const auto *header = std::get_if<FrameHeader>(&event))
        begin(*header);
    else if (const auto *piece = std::get_if<PayloadPiece>(&event))
        take(piece->octets);
    else if (const auto *frameEnd = std::get_if<FrameEnd>(&event))
        end(*frameEnd);
}

std::optional<Outcome> MessageAssembler::next()
{
    if (m_isFrameDue) {
        m_isFrameDue = false;
        return frameOutcome();
    }
    if (m_isMessageDue) {
        m_isMessageDue = false;
        return messageOutcome();
    }
    return std::nullopt;
}

void MessageAssembler::finish()
{
    if (!m_isMessageOpen)
        return;
    m_isMessageOpen = false;
    if (m_isOpaque)
        return;
    m_messageViolations.add(Violation::CutOff);
    m_isMessageDue = true;
}

void MessageAssembler::begin(const FrameHeader &header)
{
    m_isFrameDue = false;
    m_isMessageDue = false;
    m_header = header;
    m_frameViolations = header.violations;
    m_payload = {};
    empty(m_gathered);
    judgeOrder();
    m_kind = classify();
    fail(m_frameViolations);
}

void MessageAssembler::judgeOrder()
{
    const Opcode opcode = m_header.opcode;
    if (m_isClosed) {
        // §5.5.1: "The application MUST NOT send any more data frames after sending a Close
        // frame." Control frames it does not forbid.
        if (!isControl(opcode))
            m_frameViolations.add(Violation::DataAfterClose);
    } else if (opcode == Opcode::Continuation && !m_isMessageOpen) {
        m_frameViolations.add(Violation::UnexpectedContinuation); // §5.4
    } else if ((opcode == Opcode::Text || opcode == Opcode::Binary) && m_isMessageOpen) {
        // §5.4: "The fragments of one message MUST NOT be interleaved".
        m_frameViolations.add(Violation::ExpectedContinuation);
    }
}

MessageAssembler::Kind MessageAssembler::classify()
{
    if (m_isClosed || !m_header.isComplete)
        return Kind::Odd;
    const bool isMeaningless = m_header.violations.intersects(Meaningless);
    switch (m_header.opcode) {
    case Opcode::Text:
    case Opcode::Binary:
        openMessage(isMeaningless);
        if (isMeaningless)
            return Kind::Odd;
        return m_header.fin && !m_isCompressed ? Kind::Whole : Kind::Fragment;
    case Opcode::Continuation:
        if (!m_isMessageOpen)
            return Kind::Odd;
        m_isOpaque = m_isOpaque || isMeaningless;
        m_fragmentBegin = m_content.size();
        return isMeaningless ? Kind::Odd : Kind::Fragment;
    case Opcode::Close:
        return isMeaningless ? Kind::Odd : Kind::Close;
    case Opcode::Ping:
    case Opcode::Pong:
        return isMeaningless ? Kind::Odd : Kind::Control;
    }
    return Kind::Odd;
}

void MessageAssembler::openMessage(bool isOpaque)
{
    if (m_isMessageOpen && m_isCompressed)
        m_inflater->reset(); // The message before never ended.
    m_isMessageOpen = true;
    m_isOpaque = isOpaque;
    // RFC 7692 §6: RSV1 of the first frame says whether the message is compressed.
    m_isCompressed = m_deflate && !isOpaque && (m_header.rsv & Rsv1.value) != 0;
    m_isTruncated = false;
    m_type = m_header.opcode;
    empty(m_content);
    m_fragmentBegin = 0;
    m_wireOctets = 0;
    m_frameCount = 0;
    m_stretches.clear();
    m_messageViolations = {};
    m_utf8.reset();
    if (m_isCompressed && !m_inflater)
        m_inflater.emplace(m_deflate->noContextTakeover(m_sender));
}

void MessageAssembler::take(QByteArrayView octets)
{
    switch (m_kind) {
    case Kind::Whole: {
        const QByteArrayView kept = withinLimit(octets, m_gathered.size());
        validate(kept);
        gather(kept);
        if (kept.size() < octets.size())
            truncate();
        break;
    }
    case Kind::Fragment:
        if (m_isCompressed) {
            gather(octets);
            inflate(octets);
        } else {
            const QByteArrayView kept = withinLimit(octets, m_content.size());
            validate(kept);
            m_content.append(kept);
            if (kept.size() < octets.size())
                truncate();
        }
        break;
    case Kind::Control:
    case Kind::Close:
    case Kind::Odd:
        gather(withinLimit(octets, m_gathered.size()));
        break;
    }
}

QByteArrayView MessageAssembler::withinLimit(QByteArrayView octets, qsizetype gathered) const
{
    const qint64 room = std::max<qint64>(m_maxMessage - gathered, 0);
    return octets.first(static_cast<qsizetype>(std::min<qint64>(octets.size(), room)));
}

void MessageAssembler::truncate()
{
    m_isTruncated = true;
    m_messageViolations.add(Violation::TooLarge);
    fail({ Violation::TooLarge });
}

void MessageAssembler::gather(QByteArrayView octets)
{
    if (static_cast<quint64>(octets.size()) == m_header.payloadLength) {
        m_payload = octets; // In one piece: no need to copy it.
        return;
    }
    m_gathered.append(octets);
    m_payload = m_gathered;
}

void MessageAssembler::inflate(QByteArrayView octets)
{
    if (m_isTruncated)
        return;
    const qsizetype before = m_content.size();
    const Inflater::Status status = m_inflater->inflate(octets, m_content, m_maxMessage);
    validate(QByteArrayView(m_content).sliced(before));
    if (status == Inflater::Status::LimitReached) {
        truncate();
    } else if (status == Inflater::Status::BadData) {
        m_isTruncated = true;
        m_frameViolations.add(Violation::BadDeflate);
        fail({ Violation::BadDeflate });
    }
}

bool MessageAssembler::isText() const
{
    return m_type == Opcode::Text && !m_isOpaque;
}

void MessageAssembler::validate(QByteArrayView octets)
{
    if (isText() && m_utf8.isValid() && !m_utf8.feed(octets))
        addInvalidUtf8();
}

void MessageAssembler::endText()
{
    // What was cut at our limit may well end inside a character.
    if (isText() && !m_isTruncated && m_utf8.isValid() && !m_utf8.isComplete())
        addInvalidUtf8();
}

void MessageAssembler::addInvalidUtf8()
{
    // A compressed frame does not show it, what it inflates to does.
    (m_isCompressed ? m_messageViolations : m_frameViolations).add(Violation::InvalidUtf8);
    // §8.1: "that endpoint MUST _Fail the WebSocket Connection_", as soon as it finds out.
    fail({ Violation::InvalidUtf8 });
}

void MessageAssembler::end(const FrameEnd &frameEnd)
{
    m_frameRange = frameEnd.range;
    m_frameViolations.add(frameEnd.violations);
    m_isFrameDue = true;
    if (frameEnd.violations.contains(Violation::CutOff)) {
        endCutOff();
        return;
    }
    switch (m_kind) {
    case Kind::Whole:
        countFrame();
        endText();
        m_isMessageOpen = false;
        m_isFrameDue = false;
        m_isMessageDue = true;
        break;
    case Kind::Fragment:
        endFragment();
        break;
    case Kind::Close:
        readClose();
        m_isClosed = true;
        break;
    case Kind::Control:
        break;
    case Kind::Odd:
        if (m_isMessageOpen && m_isOpaque && m_header.fin && !isControl(m_header.opcode)
            && !isReserved(m_header.opcode) && !m_isClosed)
            m_isMessageOpen = false;
        break;
    }
}

void MessageAssembler::endCutOff()
{
    if (m_kind == Kind::Fragment && !m_isCompressed)
        m_payload = QByteArrayView(m_content).sliced(m_fragmentBegin);
    if (m_kind == Kind::Whole || m_kind == Kind::Fragment) // No Message comes to tell them.
        m_frameViolations.add(m_messageViolations);
    m_kind = Kind::Odd;
    m_isMessageOpen = false;
}

void MessageAssembler::endFragment()
{
    countFrame();
    if (!m_isCompressed)
        m_payload = QByteArrayView(m_content).sliced(m_fragmentBegin);
    if (!m_header.fin)
        return;
    if (m_isCompressed) {
        const Inflater::Ending ending = m_inflater->endMessage();
        if (!m_isTruncated && ending != Inflater::Ending::Proper) {
            m_frameViolations.add(Violation::BadDeflate);
            // Content is all there without the empty block; then nothing forces to give up.
            if (ending == Inflater::Ending::InsideBlock) {
                fail({ Violation::BadDeflate });
                m_isTruncated = true;
            }
        }
    }
    endText();
    m_isMessageOpen = false;
    m_isMessageDue = !m_isOpaque;
}

void MessageAssembler::countFrame()
{
    ++m_frameCount;
    m_wireOctets += m_frameRange.size();
    if (!m_stretches.empty() && m_stretches.back().end == m_frameRange.begin)
        m_stretches.back().end = m_frameRange.end;
    else if (m_stretches.size() < MaxStretches)
        m_stretches.push_back(m_frameRange);
    else
        truncate();
}

void MessageAssembler::readClose()
{
    if (m_payload.size() == 1) // §5.5.1: if there is a body, "the first two bytes" are the code.
        m_frameViolations.add(Violation::ClosePayloadOneOctet);
    m_closeCode.reset();
    if (m_payload.size() >= 2) {
        m_closeCode = qFromBigEndian<quint16>(m_payload.data());
        if (!isValidOnWire(*m_closeCode))
            m_frameViolations.add(Violation::InvalidCloseCode);
        if (!isUtf8(m_payload.sliced(2)))
            m_frameViolations.add(Violation::InvalidUtf8);
    }
    fail(m_frameViolations);
}

void MessageAssembler::fail(ViolationSet violations)
{
    // §1.4: what follows a Close frame is discarded, so it cannot fail anything any more.
    if (violations.isEmpty() || m_failure || m_isClosed)
        return;
    for (Violation violation : violations.toVector()) {
        if (const std::optional<quint16> code = failCode(violation)) {
            m_failure = Failure{ *code, violation };
            return;
        }
    }
}

Outcome MessageAssembler::frameOutcome() const
{
    switch (m_kind) {
    case Kind::Fragment:
        return Fragment{ m_header,
                         m_frameRange,
                         m_payload,
                         m_frameViolations,
                         m_header.opcode != Opcode::Continuation,
                         m_header.fin };
    case Kind::Control:
        return ControlFrame{ m_header, m_frameRange, m_payload, m_frameViolations };
    case Kind::Close:
        return CloseFrame{ m_header,    m_frameRange,
                           m_payload,   m_frameViolations,
                           m_closeCode, m_closeCode ? m_payload.sliced(2) : QByteArrayView() };
    case Kind::Whole:
    case Kind::Odd:
        break;
    }
    return OddFrame{ m_header, m_frameRange, m_payload, m_frameViolations };
}

Message MessageAssembler::messageOutcome() const
{
    Message message;
    message.type = m_type;
    message.frameCount = m_frameCount;
    message.stretches = m_stretches;
    message.isCompressed = m_isCompressed;
    message.wireOctets = m_wireOctets;
    message.violations = m_messageViolations;
    if (m_kind == Kind::Whole && m_frameCount == 1) {
        message.frame = m_header;
        message.content = m_payload;
        message.violations.add(m_frameViolations);
    } else {
        message.content = m_content;
    }
    return message;
}

} // namespace Pushscope::WebSocket
