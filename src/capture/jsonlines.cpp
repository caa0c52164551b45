// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/jsonlines.h"

#include "capture/jsonwriter.h"
#include "capture/packetfacts.h"
#include "capture/recorddecoder.h"
#include "capture/scriptfacts.h"
#include "capture/streamtranscript.h"
#include "protocol/eventstream/eventstreamparser.h"

#include <utility>

namespace Pushscope {

namespace {

void writeHeaders(JsonWriter &json, QByteArrayView key, const std::vector<Http1::FieldLine> &lines)
{
    json.beginArray(key);
    for (const Http1::FieldLine &line : lines) {
        json.beginElementArray();
        json.element(line.name);
        json.element(line.value);
        json.end();
    }
    json.end();
}

void writeRange(JsonWriter &json, ByteRange range)
{
    json.beginElementArray();
    json.element(range.begin);
    json.element(range.size());
    json.end();
}

void writeWholeChunk(const Record &record, JsonWriter &json)
{
    if (!record.has(IsWholeChunk))
        return;
    json.beginObject("chunk");
    json.integer("size", record.size);
    const QJsonValue extension = detailOf(record).value(QLatin1StringView("extension"));
    if (extension.isString())
        json.string("extension", extension.toString().toUtf8());
    json.end();
}

/// The extension of a chunk: what follows the first semicolon of its size line.
QByteArray chunkExtension(const QByteArray &wire)
{
    const qsizetype lineEnd = wire.indexOf('\n');
    const QByteArray line = wire.left(lineEnd < 0 ? 0 : lineEnd);
    const qsizetype semicolon = line.indexOf(';');
    return semicolon < 0 ? QByteArray() : line.mid(semicolon + 1).trimmed();
}

QByteArrayView whyName(EventStream::Why why)
{
    switch (why) {
    case EventStream::Why::EmptyData:
        return "empty-data";
    case EventStream::Why::UnterminatedBlock:
        return "unterminated-block";
    case EventStream::Why::TooLarge:
        return "too-large";
    case EventStream::Why::None:
        break;
    }
    return "";
}

} // namespace

JsonLineWriter::JsonLineWriter(OctetSource &octets, Sentence sentence)
    : m_octets(octets)
    , m_sentence(std::move(sentence))
{
}

void JsonLineWriter::write(const Record &record, QByteArray &out)
{
    JsonWriter json(out);
    writeCommon(record, json);
    writeMembers(record, json);
    json.finish();
    out += '\n';
}

void JsonLineWriter::writeCommon(const Record &record, JsonWriter &json) const
{
    const auto number = [&](QByteArrayView key, qint64 value) {
        if (value != 0)
            json.integer(key, value);
    };
    number("seq", record.seq);
    if (record.t != Record::NoTime)
        json.integer("t", record.t);
    json.string("kind", recordKindName(record.kind));
    number("session", record.session);
    number("conn", record.connection);
    number("stream", record.stream);
    number("exchange", record.exchange);
    number("in", record.carrier);
    if (record.from != From::Nobody)
        json.string("from", fromName(record.from));
    if (record.cause != Cause::None)
        json.string("cause", causeName(record.cause));
    if (!record.at.isEmpty() && !record.has(LiesInContent)) {
        json.beginArray("at");
        writeRange(json, record.at);
        for (const ByteRange &range : record.moreAt)
            writeRange(json, range);
        json.end();
    }
    if (!record.violations.isEmpty()) {
        json.beginArray("violations");
        for (Violation violation : record.violations.toVector())
            json.element(violationName(violation));
        json.end();
    }
}

void JsonLineWriter::writeMembers(const Record &record, JsonWriter &json)
{
    switch (record.kind) {
    case RecordKind::HttpRequest:
        writeRequest(record, json);
        break;
    case RecordKind::HttpResponse:
        writeResponse(record, json);
        break;
    case RecordKind::HttpChunk:
        writeChunk(record, json);
        break;
    case RecordKind::SseEvent:
        writeEvent(record, json);
        return;
    case RecordKind::SseComment:
        json.string("text", contentOctets(record, m_octets, MaxPrintedOctets));
        break;
    case RecordKind::SseRetry: {
        const QByteArray line = wireOctets(record, m_octets, MaxPrintedOctets);
        if (const auto retry = EventStream::parseRetry(line))
            json.integer("ms", retry->ms);
        break;
    }
    case RecordKind::StreamMessage:
        writeStreamMessage(record, json);
        return;
    case RecordKind::MultipartPart:
        writePart(record, json);
        break;
    case RecordKind::IframeScript:
        writeScript(json, scriptFacts(record, m_octets, MaxPrintedOctets));
        writeWholeChunk(record, json);
        return;
    case RecordKind::JsonpCallback:
        writeCallback(json, callbackFacts(record, m_octets, MaxPrintedOctets));
        return;
    case RecordKind::WsMessage:
        writeMessage(record, json);
        return;
    case RecordKind::WsFrame:
    case RecordKind::WsPing:
    case RecordKind::WsPong:
        writeFrame(record, json);
        break;
    case RecordKind::WsClose:
        writeClose(record, json);
        break;
    case RecordKind::EioPacket:
        writeEngineIoPacket(json, record, engineIoPacket(record, m_octets, MaxPrintedOctets));
        return;
    case RecordKind::SioPacket:
        writeSocketIoPacket(json, record, socketIoFacts(record, m_octets, MaxPrintedOctets));
        return;
    case RecordKind::Error:
        json.membersOf(record.detail);
        if (m_sentence)
            json.string("message", m_sentence(record));
        writeOctets(record, json);
        return;
    case RecordKind::HttpData:
    case RecordKind::PollResult:
        writeOctets(record, json);
        break;
    default:
        break;
    }
    json.membersOf(record.detail);
}

void JsonLineWriter::writeOctets(const Record &record, JsonWriter &json)
{
    if (record.has(PrintsOctets))
        json.octets(contentOctets(record, m_octets, MaxPrintedOctets));
}

void JsonLineWriter::writeRequest(const Record &record, JsonWriter &json)
{
    const auto head = requestHead(record, m_octets);
    if (!head)
        return;
    json.string("method", head->method);
    json.string("target", head->target);
    json.string("version", head->version);
    writeHeaders(json, "headers", head->fields);
}

void JsonLineWriter::writeResponse(const Record &record, JsonWriter &json)
{
    json.integer("status", record.code);
    const auto head = responseHead(record, m_octets);
    if (!head)
        return;
    json.string("reason", head->reason);
    json.string("version", head->version);
    writeHeaders(json, "headers", head->fields);
}

void JsonLineWriter::writeChunk(const Record &record, JsonWriter &json)
{
    if (!record.has(PrintsOctets))
        return; // Whoever prints them left size and extension in the detail.
    const QByteArray data = contentOctets(record, m_octets, MaxPrintedOctets);
    json.integer("size", data.size());
    const QByteArray extension
        = chunkExtension(wireOctets(record, m_octets, Http1::Limits::DefaultChunkLineOctets));
    if (!extension.isEmpty())
        json.string("extension", extension);
    json.octets(data);
}

void JsonLineWriter::writeEvent(const Record &record, JsonWriter &json)
{
    const auto event = streamEvent(record, m_octets);
    if (!event)
        return;
    json.string("event", event->type);
    if (event->isDispatched)
        json.string("data", event->data);
    json.string("id", event->lastEventId);
    json.beginArray("fields");
    for (const EventStream::Field &field : event->fields) {
        json.beginElementArray();
        json.element(field.name);
        json.element(field.value);
        json.end();
    }
    json.end();
    json.boolean("dispatched", event->isDispatched);
    if (event->why != EventStream::Why::None)
        json.string("why", whyName(event->why));
    writeWholeChunk(record, json);
}

void JsonLineWriter::writeStreamMessage(const Record &record, JsonWriter &json)
{
    const Streaming::Cut cut = cutOf(record);
    if (cut != Streaming::Cut::Line)
        json.string("cut", Streaming::cutName(cut));
    if (cut == Streaming::Cut::GrpcWeb) {
        const QByteArray flags = wireOctets(record, m_octets, 1);
        json.integer("flags", flags.isEmpty() ? 0 : static_cast<uchar>(flags.front()));
    }
    writeOctets(record, json);
    writeWholeChunk(record, json);
}

void JsonLineWriter::writePart(const Record &record, JsonWriter &json)
{
    const PartFacts facts = partFacts(record, m_octets, MaxPrintedOctets);
    if (facts.outside.isEmpty())
        writeHeaders(json, "headers", facts.fields);
    if (record.has(PrintsOctets))
        json.octets(facts.body);
}

void JsonLineWriter::writeFrameMembers(const Record &record, JsonWriter &json)
{
    const auto facts = frameFacts(record, m_octets);
    if (!facts)
        return;
    const WebSocket::FrameHeader &header = facts->header;
    json.boolean("fin", header.fin);
    json.integer("rsv", header.rsv);
    json.integer("opcode", static_cast<int>(header.opcode));
    json.boolean("masked", header.maskingKey.has_value());
    if (header.maskingKey) {
        const QByteArray key(reinterpret_cast<const char *>(header.maskingKey->data()),
                             static_cast<qsizetype>(header.maskingKey->size()));
        json.string("mask", key.toHex());
    }
    // Lengths up to 2^64 - 1 do occur: written as they were announced.
    json.verbatim("length", QByteArray::number(header.payloadLength));
    json.string("header", facts->headerOctets.toHex());
}

void JsonLineWriter::writeMessage(const Record &record, JsonWriter &json)
{
    constexpr qint32 BinaryOpcode = 2;
    const QJsonValue frames = detailOf(record).value(QLatin1StringView("frames"));
    const bool isFramedAlone = frames.isUndefined() && !record.has(IsCompressed);
    json.string("type", record.code == BinaryOpcode ? QByteArrayView("binary") : QByteArrayView("text"));
    json.integer("frames", frames.toInteger(1));
    json.integer("wire_size", record.size);
    json.boolean("compressed", record.has(IsCompressed));
    if (isFramedAlone)
        writeFrameMembers(record, json);
    writeOctets(record, json);
}

void JsonLineWriter::writeFrame(const Record &record, JsonWriter &json)
{
    writeFrameMembers(record, json);
    writeOctets(record, json);
}

void JsonLineWriter::writeClose(const Record &record, JsonWriter &json)
{
    if (record.code != Record::NoCode)
        json.integer("code", record.code);
    const QByteArray payload = contentOctets(record, m_octets, MaxPrintedOctets);
    constexpr qsizetype CodeOctets = 2;
    json.string("reason", payload.mid(CodeOctets));
    writeFrameMembers(record, json);
}

} // namespace Pushscope
