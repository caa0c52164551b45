// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/http1/chunkeddecoder.h"

#include "protocol/http1/grammar.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace Pushscope::Http1 {

namespace {

/// A chunk's size line, or that of the last chunk.
struct SizeLine {
    qint64 size = 0;
    QByteArray extension;
    ViolationSet violations;
};

/// Takes a token from the front of @p text; whether there was one.
bool takeToken(QByteArrayView &text)
{
    qsizetype count = 0;
    while (count < text.size() && isTchar(text[count]))
        ++count;
    text = text.sliced(count);
    return count > 0;
}

/// Takes a quoted string from the front of @p text. Spec: RFC 9110 §5.6.4.
bool takeQuotedString(QByteArrayView &text)
{
    if (!text.startsWith('"'))
        return false;
    for (qsizetype i = 1; i < text.size(); ++i) {
        if (text[i] == '"') {
            text = text.sliced(i + 1);
            return true;
        }
        if (text[i] == '\\')
            ++i;
        if (i >= text.size() || !isFieldChar(text[i]))
            return false;
    }
    return false;
}

/// Spec: RFC 9112 §7.1.1; *( ";" name [ "=" value ] ). White space between these is in the grammar
/// for recipients alone: a sender MUST NOT generate it (RFC 9110 §5.6.3).
bool isChunkExtension(QByteArrayView text)
{
    while (!text.isEmpty()) {
        if (text.front() != ';')
            return false;
        text = text.sliced(1);
        if (!takeToken(text))
            return false;
        if (!text.startsWith('='))
            continue;
        text = text.sliced(1);
        if (!takeQuotedString(text) && !takeToken(text))
            return false;
    }
    return true;
}

/// Nullopt where the size cannot be told.
std::optional<SizeLine> readSizeLine(QByteArrayView text)
{
    constexpr qint64 MaxOctets = std::numeric_limits<qint64>::max();
    SizeLine line;
    qsizetype digits = 0;
    for (; digits < text.size() && hexValue(text[digits]) >= 0; ++digits) {
        // §7.1: "Recipients MUST anticipate potentially large hexadecimal numerals and prevent
        // parsing errors due to integer conversion overflows".
        if (line.size > MaxOctets >> 4) {
            line.size = MaxOctets;
            line.violations.add(Violation::TooLarge);
        } else {
            line.size = line.size << 4 | hexValue(text[digits]);
        }
    }
    const QByteArrayView rest = text.sliced(digits);
    const QByteArrayView extension = trimBlanks(rest);
    if (digits == 0 || (!extension.isEmpty() && extension.front() != ';'))
        return std::nullopt;
    if (!isChunkExtension(rest))
        line.violations.add(Violation::BadChunkSize);
    if (!extension.isEmpty())
        line.extension = trimBlanks(extension.sliced(1)).toByteArray();
    return line;
}

/// RFC 9110 §6.5.1: fields for framing, routing and the connection are not for trailers.
bool isForbiddenTrailer(const FieldLine &field)
{
    constexpr QByteArrayView Names[]
        = { "Connection", "Content-Length", "Host", "Transfer-Encoding" };
    return std::any_of(std::begin(Names), std::end(Names), [&field](QByteArrayView name) {
        return isEqualIgnoringCase(field.name, name);
    });
}

} // namespace

ChunkedDecoder::ChunkedDecoder(Limits limits)
    : m_limits(limits)
{
}

void ChunkedDecoder::reset()
{
    *this = ChunkedDecoder(m_limits);
}

std::optional<Event> ChunkedDecoder::next(OctetReader &reader, bool isFinished)
{
    for (;;) {
        const State before = m_state;
        std::optional<Event> event;
        switch (m_state) {
        case State::SizeLine:
            event = readSize(reader, isFinished);
            break;
        case State::Data:
            event = readData(reader, isFinished);
            break;
        case State::DataEnd:
            event = readDataEnd(reader, isFinished);
            break;
        case State::Trailers:
            event = readTrailers(reader, isFinished);
            break;
        case State::Over:
            break;
        }
        if (event || m_state == before)
            return event;
    }
}

std::optional<Event> ChunkedDecoder::readSize(OctetReader &reader, bool isFinished)
{
    if (m_isLost)
        return giveUp(reader, {}, {});
    const std::optional<OctetReader::Line> line = reader.line(m_limits.chunkLineOctets);
    if (!line) {
        if (reader.isTooLong())
            return giveUp(reader, {}, { Violation::TooLarge });
        if (!isFinished)
            return std::nullopt;
        return endWithoutLastChunk(reader);
    }

    std::optional<SizeLine> size = readSizeLine(line->text);
    if (!size) {
        reader.putBack(line->octets.toByteArray());
        return giveUp(reader, {}, { Violation::BadChunkSize });
    }
    if (line->isBareLf)
        size->violations.add(Violation::BareLf);
    if (size->size == 0) {
        m_end.extension = std::move(size->extension);
        m_end.violations = size->violations;
        m_end.range = line->range;
        m_state = State::Trailers;
        return std::nullopt;
    }
    m_chunk = { size->size,
                std::move(size->extension),
                line->range,
                { line->range.end, line->range.end },
                size->violations };
    m_remaining = size->size;
    m_state = State::Data;
    return ChunkBegin{ m_chunk.size, m_chunk.extension, line->range };
}

/// §8: "A message body that uses the chunked transfer coding is incomplete if the zero-sized chunk
/// that terminates the encoding has not been received."
Event ChunkedDecoder::endWithoutLastChunk(const OctetReader &reader)
{
    if (m_isCutOff)
        return giveUp(reader, {}, {}); // The chunk says so already.
    // Between chunks nothing but the last one is missing; in a size line something is cut off.
    if (reader.isEmpty())
        return giveUp(reader, { Violation::MissingLastChunk }, {});
    return giveUp(reader, {}, { Violation::CutOff });
}

std::optional<Event> ChunkedDecoder::readData(OctetReader &reader, bool isFinished)
{
    const qint64 begin = reader.offset();
    const QByteArrayView octets = reader.take(m_remaining);
    if (octets.isEmpty())
        return isFinished ? std::optional(cutOffChunk(reader)) : std::nullopt;
    m_remaining -= octets.size();
    m_chunk.data.end = reader.offset();
    m_end.bodyOctets += octets.size();
    if (m_remaining == 0)
        m_state = State::DataEnd;
    return BodyPiece{ { begin, reader.offset() }, octets };
}

std::optional<Event> ChunkedDecoder::readDataEnd(OctetReader &reader, bool isFinished)
{
    switch (reader.terminator()) {
    case OctetReader::Terminator::NeedMore:
        return isFinished ? std::optional(cutOffChunk(reader)) : std::nullopt;
    case OctetReader::Terminator::CrLf:
        break;
    case OctetReader::Terminator::Lf:
        m_chunk.violations.add(Violation::BareLf);
        break;
    case OctetReader::Terminator::Other:
        // The chunk goes on beyond its size: there is no telling where the next one begins.
        m_chunk.violations.add(Violation::BadChunkSize);
        m_isLost = true;
        break;
    }
    return endChunk(reader);
}

Event ChunkedDecoder::cutOffChunk(const OctetReader &reader)
{
    m_chunk.violations.add(Violation::CutOff);
    m_isCutOff = true;
    return endChunk(reader);
}

Event ChunkedDecoder::endChunk(const OctetReader &reader)
{
    m_chunk.range.end = reader.offset();
    m_state = State::SizeLine;
    return std::exchange(m_chunk, {});
}

std::optional<Event> ChunkedDecoder::readTrailers(OctetReader &reader, bool isFinished)
{
    const qint64 begin = m_end.range.begin;
    for (;;) {
        const qint64 sectionOctets = reader.offset() - begin;
        const std::optional<OctetReader::Line> line
            = reader.line(m_limits.headOctets - sectionOctets);
        if (!line) {
            if (reader.isTooLong())
                return giveUp(reader, { Violation::TooLarge }, {});
            if (isFinished)
                return giveUp(reader, { Violation::CutOff }, {});
            return std::nullopt;
        }
        if (line->text.isEmpty()) {
            if (line->isBareLf)
                m_end.violations.add(Violation::BareLf);
            m_end.isComplete = true;
            return end(reader);
        }
        if (m_trailers.size() >= m_limits.fields && !m_trailers.isFold(line->text)) {
            reader.putBack(line->octets.toByteArray());
            return giveUp(reader, { Violation::TooLarge }, {});
        }
        m_trailers.add(line->text, line->range, line->isBareLf);
    }
}

Event ChunkedDecoder::giveUp(const OctetReader &reader, ViolationSet ofEnd, ViolationSet ofRest)
{
    m_end.violations.add(ofEnd);
    m_lostViolations = ofRest;
    if (m_state != State::Trailers)
        m_end.range = { reader.offset(), reader.offset() };
    return end(reader);
}

Event ChunkedDecoder::end(const OctetReader &reader)
{
    m_end.framing = Framing::Chunked;
    m_end.range.end = reader.offset();
    m_end.trailers = m_trailers.takeFields();
    m_end.violations.add(m_trailers.takeViolations());
    if (std::any_of(m_end.trailers.begin(), m_end.trailers.end(), isForbiddenTrailer))
        m_end.violations.add(Violation::BadFieldLine);
    m_isBoundaryKnown = m_end.isComplete;
    m_state = State::Over;
    return std::exchange(m_end, {});
}

} // namespace Pushscope::Http1
