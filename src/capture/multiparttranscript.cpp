// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/multiparttranscript.h"

#include "capture/jsonwriter.h"
#include "capture/transcriptlistener.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

namespace {

constexpr qint64 LineEndOctets = 2;
// The end of a part is known at most a delimiter with its line end later than its last octet came:
// more reads than that have octets cannot lie between.
constexpr std::size_t KeptReads = Multipart::Boundary::MaxOctets + 8;

QByteArrayView whereName(Multipart::Outside::Where where)
{
    switch (where) {
    case Multipart::Outside::Where::Preamble:
        return "preamble";
    case Multipart::Outside::Where::Rest:
        return "rest";
    case Multipart::Outside::Where::Epilogue:
        break;
    }
    return "epilogue";
}

} // namespace

MultipartTranscript::MultipartTranscript(const Setup &setup, const QByteArray &boundary)
    : ContentTranscript(setup)
    , m_parser(Multipart::makeBoundary(boundary), setup.maxMessageOctets)
{
}

void MultipartTranscript::octets(QByteArrayView octets, qint64 t, Chunk *chunk)
{
    m_parser.feed(octets);
    m_reads.push_back({ m_parser.offset(), t });
    if (m_reads.size() > KeptReads)
        m_reads.pop_front();
    drain(t, chunk);
}

void MultipartTranscript::finish(qint64 t)
{
    m_parser.finish();
    drain(t, nullptr);
}

void MultipartTranscript::drain(qint64 t, Chunk *chunk)
{
    while (const auto value = m_parser.next()) {
        if (const auto *part = std::get_if<Multipart::Part>(&*value))
            addPart(*part, t, chunk);
        else if (const auto *outside = std::get_if<Multipart::Outside>(&*value))
            addOutside(*outside, t);
    }
}

void MultipartTranscript::addPart(const Multipart::Part &part, qint64 t, Chunk *chunk)
{
    Record record = make(RecordKind::MultipartPart, t);
    record.violations = part.violations;
    record.flags |= PrintsOctets;
    place(record, part.range, nullptr);
    JsonWriter detail(record.detail);
    if (part.by != Multipart::By::None)
        detail.string("by", Multipart::byName(part.by));
    const qint64 tLast = timeOf(part.range.end - 1);
    if (tLast != Record::NoTime && t > tLast)
        detail.integer("waited_ns", t - tLast);
    if (isWholeChunk(part, chunk)) {
        chunk->isCarried = true;
        record.flags |= IsWholeChunk;
        detail.beginObject("chunk");
        detail.integer("size", chunk->content.size());
        if (!chunk->extension.isEmpty())
            detail.string("extension", chunk->extension);
        detail.end();
    }
    detail.finish();
    if (record.detail == "{}")
        record.detail.clear();
    const qint64 wireOctets = record.size;
    addCarrying(std::move(record), part.body);
    if (listener())
        listener()->carriedReceived({ RecordKind::MultipartPart, part.body, wireOctets });
}

void MultipartTranscript::addOutside(const Multipart::Outside &outside, qint64 t)
{
    m_isBoundaryMissing |= outside.violations.contains(Violation::MissingBoundary);
    const bool isLost
        = m_isBoundaryMissing && outside.where == Multipart::Outside::Where::Preamble;
    if (outside.violations.isEmpty() && !isLost)
        return;
    Record record = make(RecordKind::MultipartPart, t);
    record.violations = outside.violations;
    record.flags |= PrintsOctets;
    place(record, outside.range, nullptr);
    JsonWriter detail(record.detail);
    detail.string("outside", whereName(outside.where));
    detail.finish();
    add(std::move(record));
}

/// Servers write the delimiter before the part or behind it: either is in the chunk with it, and
/// a part of its line.
bool MultipartTranscript::isWholeChunk(const Multipart::Part &part, const Chunk *chunk) const
{
    if (!chunk)
        return false;
    const ByteRange content = chunk->content;
    const qint64 delimiterOctets = LineEndOctets + m_parser.delimiterOctets() + LineEndOctets;
    return content.begin >= part.delimiter.begin && content.begin <= part.range.begin
        && content.end >= part.range.end && content.end <= part.range.end + delimiterOctets;
}

/// When the octet came; NoTime where that is long ago.
qint64 MultipartTranscript::timeOf(qint64 octet) const
{
    const auto read = std::find_if(m_reads.begin(), m_reads.end(),
                                   [octet](const Read &one) { return one.end > octet; });
    if (read == m_reads.end() || (read == m_reads.begin() && m_reads.size() == KeptReads))
        return Record::NoTime;
    return read->t;
}

} // namespace Pushscope
