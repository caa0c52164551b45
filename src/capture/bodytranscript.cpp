// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/bodytranscript.h"

#include "capture/jsonwriter.h"
#include "capture/transcriptlistener.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace Pushscope {

namespace {

QByteArrayView framingName(Http1::Framing framing)
{
    switch (framing) {
    case Http1::Framing::ContentLength:
        return "content-length";
    case Http1::Framing::Chunked:
        return "chunked";
    case Http1::Framing::Close:
        return "close";
    case Http1::Framing::None:
        break;
    }
    return "none";
}

QByteArray chunkDetail(const Http1::ChunkEnd &chunk)
{
    QByteArray json;
    JsonWriter detail(json);
    detail.integer("size", chunk.size);
    if (!chunk.extension.isEmpty())
        detail.string("extension", chunk.extension);
    detail.finish();
    return json;
}

} // namespace

BodyTranscript::BodyTranscript(ConnectionRecords &records, Facts facts,
                               const TranscriptOptions &options, TranscriptListener *listener)
    : m_records(records)
    , m_facts(std::move(facts))
    , m_options(options)
    , m_listener(listener)
    , m_decoder(ContentDecoder::create(m_facts.coding))
    , m_framedTo(m_facts.begin)
    , m_isCoded(m_decoder != nullptr)
    , m_isOpaque(!m_decoder && !ContentDecoder::isIdentity(m_facts.coding))
{
    // What is carried nobody can read, and what it looks like means nothing.
    if (m_isOpaque)
        return;
    ContentTranscript::Setup setup;
    setup.records = &m_records;
    setup.from = m_facts.from;
    setup.exchange = m_facts.exchange;
    setup.lastEventId = m_facts.lastEventId;
    setup.maxMessageOctets = m_options.maxMessageOctets;
    setup.locate = [this](Record &record, ByteRange body) { locate(record, body); };
    setup.listener = m_listener;
    setup.head = m_facts.head;
    setup.older = m_facts.form.older;
    m_carried = makeContentTranscript(m_facts.form, setup);
}

void BodyTranscript::chunkBegins(const Http1::ChunkBegin &chunk)
{
    // A size that no chunk can have is announced as the largest number.
    const qint64 most = std::numeric_limits<qint64>::max() - m_map.size();
    const ByteRange content{ m_map.size(), m_map.size() + std::min(chunk.size, most) };
    m_chunk = ContentTranscript::Chunk{ content, chunk.extension };
    m_chunkBegin = chunk.line.begin;
    m_framedTo = chunk.line.end;
    checkSize();
}

void BodyTranscript::piece(const Http1::BodyPiece &piece, qint64 t)
{
    const qint64 step = m_options.dataRecordOctets;
    if (m_chunk || step == 0) {
        m_map.append(piece.range.begin, piece.range.size());
        if (!m_chunk)
            addDataRecord(piece.range, t);
        carry(piece.octets, t);
    } else {
        cutPiece(piece, step, t);
    }
    // What was coded lies in the content layer and never asks where it is on the wire.
    if (!m_options.leavesBodiesToRounds)
        m_map.dropBefore(m_carried && !m_isCoded ? m_carried->pendingFrom() : m_map.size());
    checkSize();
}

/// A round keeps its body to the end; what carries messages keeps the one at hand, whose octets its
/// own parser bounds.
bool BodyTranscript::isBodyTooLong() const
{
    return m_options.leavesBodiesToRounds
        && std::max(m_map.size(), m_contentOctets) > m_options.maxMessageOctets;
}

bool BodyTranscript::isFramingTooLong() const
{
    const qint64 kept = m_framedTo - m_map.firstOnWire(m_framedTo);
    return m_map.stretches() > MaxStretches || kept - m_map.keptOctets() > MaxFramingOctets;
}

void BodyTranscript::checkSize()
{
    const bool isBodyTooLong = this->isBodyTooLong();
    if (m_isTooLarge || (!isBodyTooLong && !isFramingTooLong()))
        return;
    m_isTooLarge = true;
    if (m_listener) {
        m_listener->bodyTooLarge(
            m_facts.from,
            isBodyTooLong ? std::optional(m_options.maxMessageOctets) : std::nullopt);
    }
}

void BodyTranscript::decode(QByteArrayView octets, qint64 t)
{
    if (!m_decoder)
        return;
    const auto outcome = m_decoder->decode(octets, [&](QByteArrayView content) {
        const ByteRange range = m_records.addContent(m_facts.from, content, t);
        if (m_content.isEmpty())
            m_content.begin = range.begin;
        m_content.end = range.end;
        takeContent(content, t);
    });
    if (outcome != ContentDecoder::Outcome::Ok)
        stopDecoding(outcome == ContentDecoder::Outcome::TooLarge ? Violation::TooLarge
                                                                  : Violation::BadContentCoding);
}

void BodyTranscript::stopDecoding(Violation broken)
{
    m_codingViolations.add(broken);
    m_decoder.reset();
    if (!m_listener)
        return;
    if (broken == Violation::TooLarge)
        m_listener->contentTooLarge(m_facts.from, ContentDecoder::MaxRatio);
    else
        m_listener->bodyBroken(m_facts.from, broken);
}

/// RFC 9110 §8.4.1: there are more codings than those that are undone here, and a server may use
/// any (§12.5.3) where it was asked for none: no rule is broken.
void BodyTranscript::noteUnknownCoding(qint64 t)
{
    m_isOpaque = false;
    Record record = m_records.make(RecordKind::Note, From::Nobody, t);
    record.exchange = m_facts.exchange;
    JsonWriter detail(record.detail);
    detail.string("text", QByteArray("The content is coded as " + m_facts.coding
                                     + ", which is not decoded here: it is shown as it came."));
    detail.string("coding", m_facts.coding);
    detail.finish();
    m_records.add(std::move(record));
}

void BodyTranscript::takeContent(QByteArrayView content, qint64 t)
{
    m_contentOctets += content.size();
    if (m_carried)
        m_carried->octets(content, t, m_chunk && !m_isCoded ? &*m_chunk : nullptr);
    if (m_listener)
        m_listener->contentReceived(m_facts.from, content);
}

void BodyTranscript::carry(QByteArrayView octets, qint64 t)
{
    m_framedTo += octets.size();
    if (m_isOpaque && !octets.isEmpty())
        noteUnknownCoding(t);
    if (m_isCoded)
        decode(octets, t);
    else
        takeContent(octets, t);
}

/// So that neither the records nor their order depend on how the input was cut.
void BodyTranscript::cutPiece(const Http1::BodyPiece &piece, qint64 step, qint64 t)
{
    qint64 at = piece.range.begin;
    while (at < piece.range.end) {
        if (m_pendingData.isEmpty())
            m_pendingData = { at, at };
        const qint64 length = std::min(piece.range.end - at, step - m_pendingData.size());
        m_map.append(at, length);
        carry(piece.octets.sliced(at - piece.range.begin, length), t);
        at += length;
        m_pendingData.end = at;
        if (m_pendingData.size() == step)
            addDataRecord(std::exchange(m_pendingData, ByteRange()), t);
    }
}

void BodyTranscript::addDataRecord(ByteRange wire, qint64 t)
{
    Record record = m_records.make(RecordKind::HttpData, fromRole(m_facts.from), t);
    record.exchange = m_facts.exchange;
    record.at = wire;
    record.size = wire.size();
    if (m_facts.isOfEngineIo)
        record.flags |= CarriesPackets;
    if (!m_carried && !m_options.leavesBodiesToRounds)
        record.flags |= PrintsOctets;
    m_records.add(std::move(record));
}

void BodyTranscript::chunkEnds(const Http1::ChunkEnd &chunk, qint64 t)
{
    const bool isCarried = m_chunk && m_chunk->isCarried;
    m_chunk.reset();
    m_framedTo = chunk.range.end;
    if (isCarried && chunk.violations.isEmpty())
        return; // A record above was the chunk, and says so.
    Record record = m_records.make(RecordKind::HttpChunk, fromRole(m_facts.from), t);
    record.exchange = m_facts.exchange;
    record.at = chunk.range;
    record.size = chunk.range.size();
    record.violations = chunk.violations;
    if (m_facts.isOfEngineIo)
        record.flags |= CarriesPackets;
    if (!m_carried && !m_options.leavesBodiesToRounds)
        record.flags |= PrintsOctets;
    else
        record.detail = chunkDetail(chunk); // Its octets may be gone from a live window by now.
    m_records.add(std::move(record));
}

void BodyTranscript::ends(const Http1::MessageEnd &end, qint64 t)
{
    if (!m_pendingData.isEmpty())
        addDataRecord(std::exchange(m_pendingData, ByteRange()), t);
    // RFC 9110 §8.4: what decodes to the end of the message alone is not coded as it says. Of a
    // message that is not whole, its own end tells what is missing.
    if (m_decoder && end.isComplete && !m_decoder->isWhole())
        stopDecoding(Violation::BadContentCoding);
    if (m_carried)
        m_carried->finish(t);
    const bool isRequest = m_facts.from == Role::Client;
    if (isRequest && end.framing == Http1::Framing::None)
        return; // A request without a body has no end worth a record.
    Record record = m_records.make(RecordKind::HttpEnd, fromRole(m_facts.from), t);
    record.exchange = m_facts.exchange;
    record.at = end.range;
    record.size = end.range.size();
    record.violations = end.violations;
    record.violations.add(m_codingViolations);
    record.content = m_content;
    if (m_facts.isOfEngineIo)
        record.flags |= CarriesPackets;
    record.detail = endDetail(end, t);
    m_records.add(std::move(record));
}

QByteArray BodyTranscript::endDetail(const Http1::MessageEnd &end, qint64 t) const
{
    QByteArray json;
    JsonWriter detail(json);
    detail.string("framing", framingName(end.framing));
    if (!end.extension.isEmpty())
        detail.string("extension", end.extension);
    if (!end.trailers.empty()) {
        detail.beginArray("trailers");
        for (const Http1::FieldLine &line : end.trailers) {
            detail.beginElementArray();
            detail.element(line.name);
            detail.element(line.value);
            detail.end();
        }
        detail.end();
    }
    if (!m_facts.coding.isEmpty())
        detail.string("coding", m_facts.coding);
    detail.integer("coded_size", end.bodyOctets);
    detail.integer("content_size", m_contentOctets);
    detail.boolean("complete", end.isComplete && m_codingViolations.isEmpty());
    const bool isTimed = m_facts.from == Role::Server && m_facts.tRequest != Record::NoTime;
    if (isTimed && t != Record::NoTime)
        detail.integer("total_ns", t - m_facts.tRequest);
    detail.finish();
    return json;
}

void BodyTranscript::locate(Record &record, ByteRange body) const
{
    if (!m_isCoded) {
        setStretches(record, m_map.wireRanges(body));
        return;
    }
    record.flags |= LiesInContent;
    record.at = { m_content.begin + body.begin, m_content.begin + body.end };
    record.size = body.size();
}

qint64 BodyTranscript::pendingFrom(qint64 now) const
{
    qint64 from = m_map.firstOnWire(now);
    // Framing that has begun to arrive is a record's too, if only of what turns out to be none.
    from = std::min(from, m_framedTo);
    if (m_chunk && !m_carried)
        from = std::min(from, m_chunkBegin);
    if (!m_pendingData.isEmpty())
        from = std::min(from, m_pendingData.begin);
    return from;
}

std::vector<ByteRange> BodyTranscript::wireRanges() const
{
    return m_map.wireRanges({ 0, m_map.size() });
}

} // namespace Pushscope
