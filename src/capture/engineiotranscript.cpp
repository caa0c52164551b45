// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/engineiotranscript.h"

#include "capture/jsonwriter.h"
#include "protocol/engineio/packetparser.h"

#include <utility>

namespace Pushscope {

namespace {

constexpr char LengthEnd = ':';

bool isDigit(char octet)
{
    return octet >= '0' && octet <= '9';
}

/// A ping or pong that tries an upgrade out is a step of the story, no heartbeat.
bool isProbe(const EngineIo::Packet &packet)
{
    const bool isBeat = packet.type == EngineIo::PacketType::Ping
        || packet.type == EngineIo::PacketType::Pong;
    return isBeat && packet.data == EngineIo::ProbeData;
}

QByteArray detailOfPacket(const EngineIo::Packet &packet)
{
    QByteArray json;
    if (!packet.isBinary && !isProbe(packet))
        return json;
    JsonWriter detail(json);
    if (packet.isBinary)
        detail.boolean("binary", true);
    if (isProbe(packet))
        detail.boolean("probe", true);
    detail.finish();
    return json;
}

} // namespace

EngineIoTranscript::EngineIoTranscript(const Setup &setup)
    : m_setup(setup)
    , m_isRevisionKnown(!setup.detectsRevision)
{
}

SocketIo::Revision EngineIoTranscript::socketRevision() const
{
    const auto goesWith = m_setup.revision == EngineIo::Revision::V3 ? SocketIo::Revision::V4
                                                                     : SocketIo::Revision::V5;
    return m_setup.socketRevision.value_or(goesWith);
}

void EngineIoTranscript::setRevision(EngineIo::Revision revision)
{
    m_setup.revision = revision;
    m_isRevisionKnown = true;
}

bool EngineIoTranscript::detectRevision(QByteArrayView begin, bool isEnd)
{
    if (m_isRevisionKnown)
        return true;
    qsizetype digits = 0;
    while (digits < begin.size() && isDigit(begin[digits]))
        ++digits;
    if (!isEnd && digits == begin.size())
        return false; // No octet at all, or a length that goes on.
    // Revision 3: binary where the first octet is 0 or 1, else a length and a colon. Revision 4
    // begins with the type alone, and no type is followed by a colon.
    const bool isBinary = digits == 0 && !begin.isEmpty() && static_cast<uchar>(begin[0]) <= 1;
    const bool isLength = digits > 0 && digits < begin.size() && begin[digits] == LengthEnd;
    if (digits > 0 || isBinary)
        setRevision(isBinary || isLength ? EngineIo::Revision::V3 : EngineIo::Revision::V4);
    return true;
}

void EngineIoTranscript::polled(const EngineIo::Packet &packet, Record &&record,
                                const RecordHandle *body, const PacketArrival &arrival)
{
    if (body)
        record.carrier = body->carrierIn(arrival.records->batch());
    take(packet, std::move(record), arrival);
}

void EngineIoTranscript::message(QByteArrayView content, bool isBinary, const Record &message,
                                 BatchBuilder::Ref ref, const PacketArrival &arrival)
{
    const auto carrier
        = isBinary ? EngineIo::Carrier::WebSocketBinary : EngineIo::Carrier::WebSocketText;
    const EngineIo::Packet packet = EngineIo::parsePacket(content, carrier, m_setup.revision);
    Record record = arrival.records->make(RecordKind::EioPacket, fromRole(arrival.from), arrival.t);
    record.exchange = arrival.exchange;
    record.at = message.at;
    record.moreAt = message.moreAt;
    record.content = message.content;
    record.size = message.size;
    record.flags = static_cast<quint8>((message.flags & IsCompressed) | IsOverWebSocket);
    if (ref != 0)
        record.carrier = arrival.records->batch().carrierFor(ref);
    take(packet, std::move(record), arrival);
}

void EngineIoTranscript::take(const EngineIo::Packet &packet, Record &&record,
                              const PacketArrival &arrival)
{
    record.flags |= PrintsOctets;
    if (m_setup.revision == EngineIo::Revision::V3)
        record.flags |= IsEngineIo3;
    if (m_setup.stream != 0)
        record.stream = m_setup.stream;
    if (packet.type)
        record.code = static_cast<qint32>(*packet.type);
    record.violations.add(packet.violations);
    if (m_setup.judgesSender)
        record.violations.add(EngineIo::judgeSender(packet, m_setup.revision, arrival.from));
    record.detail = detailOfPacket(packet);
    const bool isMessage
        = m_setup.readsSocketIo && packet.type == EngineIo::PacketType::Message
        && !packet.violations.contains(Violation::TooLarge);
    if (isMessage) {
        if (!m_socketIo)
            m_socketIo.emplace(socketRevision(), m_setup.judgesSender, m_setup.listener);
        record.violations.add(m_socketIo->take(arrival.from, packet.data, packet.isBinary));
    }
    const Record place = record;
    const auto ref = arrival.records->add(std::move(record));
    if (m_setup.listener)
        m_setup.listener->engineIoReceived(packet, place.violations, arrival);
    if (isMessage)
        m_socketIo->add(place, ref, arrival);
}

void EngineIoTranscript::finish(const PacketArrival &arrival)
{
    if (m_socketIo)
        m_socketIo->finish(arrival);
}

} // namespace Pushscope
