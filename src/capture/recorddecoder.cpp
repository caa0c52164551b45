// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/recorddecoder.h"

#include "capture/packetfacts.h"
#include "capture/scriptfacts.h"
#include "capture/streamtranscript.h"
#include "protocol/eventstream/eventstreamparser.h"
#include "protocol/http1/messageparser.h"
#include "protocol/multipart/multipartparser.h"
#include "protocol/websocket/frameparser.h"

#include <QJsonDocument>

#include <algorithm>
#include <limits>

namespace Pushscope {

namespace {

/// A head, and a chunk's size line, are no longer than what the parser accepts.
constexpr qint64 MaxHeadOctets = Http1::Limits::DefaultHeadOctets + 16;

Role roleOf(From from)
{
    return from == From::Server ? Role::Server : Role::Client;
}

QByteArray unmaskedPayload(const Record &record, const QByteArray &wire)
{
    // Our own limit was applied when the frame was recorded; here it must not stop the parser.
    WebSocket::FrameParser parser(roleOf(record.from), {}, std::numeric_limits<qint64>::max());
    parser.feed(QByteArrayView(wire));
    parser.finish();
    QByteArray payload;
    while (const auto event = parser.next()) {
        if (const auto *piece = std::get_if<WebSocket::PayloadPiece>(&*event))
            payload += piece->octets;
    }
    return payload;
}

QByteArray chunkData(const QByteArray &wire)
{
    const qsizetype lineEnd = wire.indexOf('\n');
    if (lineEnd < 0)
        return {};
    // The size was checked when the chunk was recorded; what is no digit ends it (RFC 9112 §7.1).
    qint64 size = 0;
    for (qsizetype i = 0; i < lineEnd; ++i) {
        const QByteArray digit = wire.mid(i, 1);
        bool isDigit = false;
        const int value = digit.toInt(&isDigit, 16);
        if (!isDigit || size > std::numeric_limits<qint64>::max() / 32)
            break;
        size = size * 16 + value;
    }
    return wire.mid(lineEnd + 1, static_cast<qsizetype>(std::min<qint64>(size, wire.size())));
}

QByteArray commentText(const QByteArray &line)
{
    return line.mid(line.indexOf(':') + 1);
}

/// What JsonWriter::string() wrote: a string, or an object where the octets were not UTF-8.
QByteArray octetsOf(const QJsonValue &value)
{
    if (value.isString())
        return value.toString().toUtf8();
    const QJsonValue base64 = value.toObject().value(QLatin1StringView("base64"));
    return QByteArray::fromBase64(base64.toString().toLatin1());
}

template<typename Head>
std::optional<Head> headOf(const Record &record, OctetSource &octets)
{
    const QByteArray wire = wireOctets(record, octets, MaxHeadOctets);
    Http1::MessageParser parser(roleOf(record.from));
    parser.feed(QByteArrayView(wire));
    auto event = parser.next();
    if (!event) {
        parser.finish();
        event = parser.next();
    }
    if (event && std::holds_alternative<Head>(*event))
        return std::get<Head>(*event);
    return std::nullopt;
}

} // namespace

QByteArray wireOctets(const Record &record, OctetSource &octets, qint64 limit)
{
    const Layer layer = record.has(LiesInContent) ? Layer::Content : Layer::Wire;
    const auto slice = [&](ByteRange range, qint64 room) {
        range.end = range.begin + std::min(range.size(), room);
        return range.isEmpty() ? QByteArray()
                               : octets.octets(record.connection, record.from, layer, range);
    };
    QByteArray joined = slice(record.at, limit);
    for (const ByteRange &range : record.moreAt) {
        if (joined.size() >= limit)
            break;
        joined += slice(range, limit - joined.size());
    }
    return joined;
}

namespace {

/// Octets read around what is asked for: a frame or chunk has framing, a part its fields before
/// it, and a script anything.
qint64 framingOctets(RecordKind kind)
{
    switch (kind) {
    case RecordKind::MultipartPart:
        return Multipart::MultipartParser::MaxFieldOctets;
    case RecordKind::IframeScript:
    case RecordKind::JsonpCallback:
        return 64 * 1024;
    default:
        return 16 * 1024;
    }
}

qint64 withFraming(qint64 limit, RecordKind kind)
{
    const qint64 framing = framingOctets(kind);
    return limit > std::numeric_limits<qint64>::max() - framing ? limit : limit + framing;
}

QByteArray scriptContent(const ScriptFacts &facts)
{
    return facts.calls.empty() ? facts.script.text : messagesOf(facts.calls);
}

QByteArray callbackContent(const CallbackFacts &facts)
{
    const Script::Argument &argument = facts.callback.argument;
    return argument.kind == Script::Argument::Kind::None ? facts.body : argument.content;
}

} // namespace

QByteArray messageContent(const Record &record, OctetSource &octets, qint64 limit)
{
    if (record.has(IsCompressed)) {
        ByteRange range = record.content;
        range.end = range.begin + std::min(range.size(), limit);
        return range.isEmpty()
            ? QByteArray()
            : octets.octets(record.connection, record.from, Layer::Content, range);
    }
    const QByteArray wire = wireOctets(record, octets, withFraming(limit, record.kind));
    return unmaskedPayload(record, wire).left(limit);
}

QByteArray contentOctets(const Record &record, OctetSource &octets, qint64 limit)
{
    if (record.kind == RecordKind::EioPacket)
        return engineIoPacket(record, octets, limit).data.left(limit);
    if (record.kind == RecordKind::SioPacket)
        return socketIoFacts(record, octets, limit).packet.data.left(limit);
    if (record.has(IsCompressed))
        return messageContent(record, octets, limit);
    const qint64 wireLimit = withFraming(limit, record.kind);
    if (record.kind == RecordKind::MultipartPart)
        return partFacts(record, octets, wireLimit).body.left(limit);
    if (record.kind == RecordKind::IframeScript)
        return scriptContent(scriptFacts(record, octets, wireLimit)).left(limit);
    if (record.kind == RecordKind::JsonpCallback)
        return callbackContent(callbackFacts(record, octets, wireLimit)).left(limit);
    const QByteArray wire = wireOctets(record, octets, wireLimit);
    switch (record.kind) {
    case RecordKind::WsMessage:
    case RecordKind::WsFrame:
    case RecordKind::WsPing:
    case RecordKind::WsPong:
    case RecordKind::WsClose:
        return unmaskedPayload(record, wire).left(limit);
    case RecordKind::HttpChunk:
        return chunkData(wire).left(limit);
    case RecordKind::HttpData:
    case RecordKind::PollResult:
    case RecordKind::Error:
        return wire.left(limit);
    case RecordKind::SseEvent: {
        const auto event = streamEvent(record, octets);
        return event ? event->data.left(limit) : QByteArray();
    }
    case RecordKind::SseComment:
        return commentText(wire).left(limit);
    case RecordKind::StreamMessage: {
        const ByteRange range = Streaming::contentRange(cutOf(record), wire, record.violations);
        return wire.mid(range.begin, std::min(range.size(), limit));
    }
    default:
        return {};
    }
}

std::optional<Http1::RequestHead> requestHead(const Record &record, OctetSource &octets)
{
    return headOf<Http1::RequestHead>(record, octets);
}

std::optional<Http1::ResponseHead> responseHead(const Record &record, OctetSource &octets)
{
    return headOf<Http1::ResponseHead>(record, octets);
}

std::optional<EventStream::Event> streamEvent(const Record &record, OctetSource &octets)
{
    const QByteArray block
        = wireOctets(record, octets, EventStream::EventStreamParser::DefaultMaxBlock);
    const QJsonObject detail = detailOf(record);
    const QByteArray inheritedId = octetsOf(detail.value(QLatin1StringView("id")));
    auto event = EventStream::parseBlock(block, inheritedId, record.has(IsFirstBlock));
    const QString why = detail.value(QLatin1StringView("why")).toString();
    if (event && !why.isEmpty()) {
        event->why = why == QLatin1StringView("too-large") ? EventStream::Why::TooLarge
                                                           : EventStream::Why::UnterminatedBlock;
    }
    return event;
}

PartFacts partFacts(const Record &record, OctetSource &octets, qint64 limit)
{
    const QByteArray wire = wireOctets(record, octets, limit);
    PartFacts facts;
    const QJsonValue outside = detailOf(record).value(QLatin1StringView("outside"));
    if (outside.isString()) {
        facts.outside = outside.toString().toUtf8();
        facts.body = wire;
    } else if (auto part = Multipart::parsePart(wire)) {
        facts.fields = std::move(part->fields);
        facts.body = part->body.toByteArray();
        facts.bodyBegin = wire.size() - facts.body.size();
    }
    return facts;
}

std::optional<FrameFacts> frameFacts(const Record &record, OctetSource &octets)
{
    const QByteArray wire = wireOctets(record, octets, WebSocket::FrameHeader::MaxOctets);
    WebSocket::FrameParser parser(roleOf(record.from), WebSocket::RsvBits { 7 },
                                  std::numeric_limits<qint64>::max());
    parser.feed(QByteArrayView(wire));
    auto event = parser.next();
    if (!event) {
        parser.finish();
        event = parser.next();
    }
    const auto *header = event ? std::get_if<WebSocket::FrameHeader>(&*event) : nullptr;
    if (!header)
        return std::nullopt;
    return FrameFacts { *header, header->raw().toByteArray() };
}

QJsonObject detailOf(const Record &record)
{
    if (record.detail.isEmpty())
        return {};
    return QJsonDocument::fromJson(record.detail).object();
}

} // namespace Pushscope
