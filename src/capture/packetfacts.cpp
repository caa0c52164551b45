// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/packetfacts.h"

#include "capture/jsonvalue.h"
#include "capture/jsonwriter.h"
#include "capture/recorddecoder.h"
#include "protocol/engineio/packetparser.h"
#include "protocol/engineio/payloadparser.h"
#include "protocol/jsonscanner.h"
#include "protocol/socketio/packetparser.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <limits>

namespace Pushscope {

namespace {

/// What stands around the data of a packet that its record also covers: a length, a type.
constexpr qint64 MaxFramingOctets = 1024;

bool isSet(const Record &record, QByteArrayView member)
{
    // As the transcript writes it; a record's detail has no strings of the peer's.
    return record.detail.contains(QByteArray('"' + member + "\":true"));
}

EngineIo::Packet polledPacket(const Record &record, OctetSource &octets, qint64 limit)
{
    // In revision 4 base64 takes a third more.
    const qint64 room = limit > std::numeric_limits<qint64>::max() / 2
        ? limit
        : limit + limit / 2 + MaxFramingOctets;
    EngineIo::PayloadParser parser(engineIoRevision(record), std::numeric_limits<qint64>::max());
    parser.feed(wireOctets(record, octets, room));
    parser.finish();
    return parser.next().value_or(EngineIo::Packet());
}

/// Of an eio.packet or of a sio.packet that is nothing more: they lie in the same place.
EngineIo::Packet packetAt(const Record &record, OctetSource &octets, qint64 limit, bool isBinary)
{
    if (!record.has(IsOverWebSocket))
        return polledPacket(record, octets, limit);
    const QByteArray content = messageContent(record, octets, limit);
    const auto carrier
        = isBinary ? EngineIo::Carrier::WebSocketBinary : EngineIo::Carrier::WebSocketText;
    return EngineIo::parsePacket(content, carrier, engineIoRevision(record));
}

SocketIoFacts joinedFacts(const Record &record, OctetSource &octets, const QJsonArray &parts,
                          qint64 limit)
{
    SocketIoFacts facts;
    const QByteArray joined = messageContent(record, octets, limit);
    qint64 at = 0;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        // What a damaged file says is bounded by what there is.
        const qint64 length
            = std::clamp<qint64>(parts.at(i).toInteger(), 0, qint64{ joined.size() } - at);
        if (i == 0)
            facts.octets = joined.mid(at, length);
        else
            facts.attachments.append(joined.mid(at, length));
        at += length;
    }
    return facts;
}

/// What is not JSON is told of as octets, like any other.
void writeData(JsonWriter &json, const SocketIo::Packet &packet)
{
    if (packet.data.isEmpty())
        return;
    const bool isText = packet.type == SocketIo::PacketType::Message
        || packet.type == SocketIo::PacketType::Heartbeat;
    if (isText || !isValidJson(packet.data)) {
        json.octets(packet.data);
        return;
    }
    const QByteArray line = jsonOnOneLine(packet.data);
    if (!line.startsWith('[')) {
        json.verbatim("args", line);
        return;
    }
    SocketIo::Packet flat = packet;
    flat.data = line;
    json.beginArray("args");
    json.elementsVerbatim(argumentsOf(flat));
    json.end();
}

} // namespace

EngineIo::Revision engineIoRevision(const Record &record)
{
    return record.has(IsEngineIo3) ? EngineIo::Revision::V3 : EngineIo::Revision::V4;
}

PacketTransport packetTransport(const Record &record)
{
    return record.has(IsOverWebSocket) ? PacketTransport::WebSocket : PacketTransport::Polling;
}

std::optional<EngineIo::PacketType> engineIoType(const Record &record)
{
    if (record.code < 0 || record.code >= EngineIo::PacketTypeCount)
        return std::nullopt;
    return static_cast<EngineIo::PacketType>(record.code);
}

bool isProbe(const Record &record)
{
    return isSet(record, "probe");
}

SocketIo::Revision socketIoRevision(const Record &record)
{
    const qint64 version = detailOf(record).value(QLatin1StringView("version")).toInteger();
    if (version == static_cast<int>(SocketIo::Revision::V1))
        return SocketIo::Revision::V1;
    if (version >= static_cast<int>(SocketIo::Revision::V3)
        && version <= static_cast<int>(SocketIo::Revision::V5))
        return static_cast<SocketIo::Revision>(version);
    return record.has(IsEngineIo3) ? SocketIo::Revision::V4 : SocketIo::Revision::V5;
}

std::optional<SocketIo::PacketType> socketIoType(const Record &record)
{
    if (record.code < 0 || record.code >= SocketIo::PacketTypeCount)
        return std::nullopt;
    return static_cast<SocketIo::PacketType>(record.code);
}

EngineIo::Packet engineIoPacket(const Record &record, OctetSource &octets, qint64 limit)
{
    return packetAt(record, octets, limit, isSet(record, "binary"));
}

SocketIoFacts socketIoFacts(const Record &record, OctetSource &octets, qint64 limit)
{
    const QJsonArray parts = detailOf(record).value(QLatin1StringView("parts")).toArray();
    SocketIoFacts facts;
    if (!parts.isEmpty())
        facts = joinedFacts(record, octets, parts, limit);
    else
        facts.octets = packetAt(record, octets, limit, false).data;
    if (!facts.octets.isEmpty() || record.code != Record::NoCode)
        facts.packet = SocketIo::parsePacket(facts.octets, socketIoRevision(record));
    return facts;
}

QByteArray eventOf(QByteArrayView data)
{
    JsonScanner scanner(data);
    scanner.skipBlanks();
    if (!scanner.take('['))
        return {};
    scanner.skipBlanks();
    const qsizetype begin = scanner.offset();
    if (!scanner.skipValue())
        return {};
    const QByteArray first('[' + scanner.from(begin).toByteArray() + ']');
    const QJsonValue name = QJsonDocument::fromJson(first).array().at(0);
    if (name.isDouble())
        return scanner.from(begin).toByteArray();
    return name.toString().toUtf8();
}

QByteArrayView argumentsOf(const SocketIo::Packet &packet)
{
    const QByteArrayView data(packet.data);
    JsonScanner scanner(data);
    scanner.skipBlanks();
    if (!scanner.take('['))
        return {};
    scanner.skipBlanks();
    const bool isEvent = packet.type == SocketIo::PacketType::Event
        || packet.type == SocketIo::PacketType::BinaryEvent;
    if (isEvent && scanner.peek() != ']') {
        if (!scanner.skipValue())
            return {};
        scanner.skipBlanks();
        scanner.take(',');
        scanner.skipBlanks();
    }
    const qsizetype begin = scanner.offset();
    qsizetype end = begin;
    while (!scanner.isAtEnd() && scanner.peek() != ']') {
        if (!scanner.skipValue())
            return {};
        end = scanner.offset();
        scanner.skipBlanks();
        scanner.take(',');
        scanner.skipBlanks();
    }
    return data.sliced(begin, end - begin);
}

void writeEngineIoPacket(JsonWriter &json, const Record &record, const EngineIo::Packet &packet)
{
    json.integer("version", static_cast<int>(engineIoRevision(record)));
    if (const auto type = engineIoType(record))
        json.string("type", EngineIo::packetTypeName(*type));
    json.string("transport", packetTransportName(packetTransport(record)));
    json.membersOf(record.detail);
    if (record.has(PrintsOctets))
        json.octets(packet.data);
}

void writeSocketIoPacket(JsonWriter &json, const Record &record, const SocketIoFacts &facts)
{
    const SocketIo::Packet &packet = facts.packet;
    if (const auto type = socketIoType(record))
        json.string("type", SocketIo::packetTypeName(*type, socketIoRevision(record)));
    if (!facts.octets.isEmpty() && packet.type != SocketIo::PacketType::Handshake) {
        json.string("namespace", packet.namespaceName);
        if (!packet.query.isEmpty())
            json.string("query", packet.query);
    }
    if (packet.ackId)
        json.integer("id", static_cast<qint64>(*packet.ackId));
    const qint64 roundTrip = detailOf(record).value(QLatin1StringView("rtt_ns")).toInteger(-1);
    if (roundTrip >= 0)
        json.integer("rtt_ns", roundTrip);
    if (!packet.event.isEmpty())
        json.string("event", packet.event);
    writeData(json, packet);
    if (packet.attachments > 0)
        json.integer("attachments", packet.attachments);
    if (facts.attachments.isEmpty())
        return;
    json.beginArray("binary");
    for (const QByteArray &attachment : facts.attachments)
        json.element(attachment.toBase64());
    json.end();
}

} // namespace Pushscope
