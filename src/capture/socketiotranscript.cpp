// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/socketiotranscript.h"

#include "capture/jsonwriter.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

namespace {

/// How a record says where its octets lie, and in what form.
constexpr quint8 PlaceFlags = LiesInContent | IsCompressed | IsOverWebSocket | IsEngineIo3;

} // namespace

SocketIoTranscript::SocketIoTranscript(SocketIo::Revision revision, bool judgesSender,
                                       PacketListener *listener)
    : m_revision(revision)
    , m_judgesSender(judgesSender)
    , m_listener(listener)
{
}

ViolationSet SocketIoTranscript::take(Role from, const QByteArray &data, bool isBinary)
{
    Direction &side = direction(from);
    if (!side.assembler)
        side.assembler.emplace(m_revision);
    const bool isStray = isBinary && !side.assembler->isWaiting();
    side.data = data;
    side.isBinary = isBinary;
    if (isBinary)
        side.assembler->addBinary(data);
    else
        side.assembler->addText(data);
    collect(side);
    return isStray ? ViolationSet { Violation::UnexpectedAttachment } : ViolationSet();
}

ViolationSet SocketIoTranscript::violationsOf(const SocketIo::Message &message, Role from) const
{
    ViolationSet violations = message.violations;
    if (!message.packet)
        return violations;
    violations.add(message.packet->violations);
    if (m_judgesSender)
        violations.add(SocketIo::judgeSender(*message.packet, m_revision, from));
    return violations;
}

void SocketIoTranscript::collect(Direction &side)
{
    while (auto message = side.assembler->next())
        side.ready.push_back(*std::move(message));
}

void SocketIoTranscript::add(const Record &carrier, BatchBuilder::Ref ref,
                             const PacketArrival &arrival, ViolationSet framing)
{
    Direction &side = direction(arrival.from);
    const bool isStray = side.isBinary && !side.open;
    if (isStray) {
        begin(side, carrier, ref, arrival);
        addReady(side, arrival);
        return;
    }
    if (side.isBinary) {
        extend(*side.open, carrier);
    } else {
        addReady(side, arrival); // What waited for attachments, and waited in vain.
        begin(side, carrier, ref, arrival);
    }
    if (side.open)
        side.open->violations.add(framing);
    if (!side.assembler->isWaiting())
        addReady(side, arrival);
}

void SocketIoTranscript::begin(Direction &side, const Record &carrier, BatchBuilder::Ref ref,
                               const PacketArrival &arrival)
{
    Place place;
    place.record = carrier;
    place.record.kind = RecordKind::SioPacket;
    place.record.flags = static_cast<quint8>((carrier.flags & PlaceFlags) | PrintsOctets);
    place.record.code = Record::NoCode;
    place.record.violations = {};
    place.record.detail.clear();
    place.record.carrier = 0;
    place.carrier = RecordHandle(arrival.records->batch(), ref);
    place.isBare = ref == 0;
    if (place.isBare)
        place.violations = carrier.violations;
    if (!side.isBinary)
        place.text = side.data;
    side.open = std::move(place);
}

void SocketIoTranscript::extend(Place &place, const Record &part)
{
    Record &record = place.record;
    // A record is of one connection, the one on which it becomes whole, and of one layer.
    if (record.connection != part.connection || record.has(LiesInContent)) {
        record.at = {};
        record.moreAt.clear();
        record.flags &= static_cast<quint8>(~LiesInContent);
    }
    record.connection = part.connection;
    record.size += part.size;
    if (place.isBare)
        place.violations.add(part.violations);
    if (part.has(LiesInContent))
        return;
    if (record.at.isEmpty())
        record.at = part.at;
    else
        record.moreAt.push_back(part.at);
    record.moreAt.insert(record.moreAt.end(), part.moreAt.begin(), part.moreAt.end());
}

void SocketIoTranscript::finish(const PacketArrival &arrival)
{
    Direction &side = direction(arrival.from);
    if (!side.assembler || !side.open)
        return;
    side.assembler->finish();
    collect(side);
    addReady(side, arrival);
}

void SocketIoTranscript::addReady(Direction &side, const PacketArrival &arrival)
{
    if (side.ready.empty() || !side.open)
        return;
    const SocketIo::Message message = std::move(side.ready.front());
    side.ready.erase(side.ready.begin());
    const Place place = *std::exchange(side.open, std::nullopt);
    addRecord(message, place, arrival);
}

void SocketIoTranscript::addRecord(const SocketIo::Message &message, const Place &place,
                                   const PacketArrival &arrival)
{
    ViolationSet violations = violationsOf(message, arrival.from);
    violations.add(place.violations);
    // What nobody announced is told of on the record that carried it, where there is one.
    if (message.packet || place.isBare)
        arrival.records->add(makeRecord(message, place, violations, arrival));
    if (m_listener)
        m_listener->socketIoReceived(message, violations, arrival);
}

Record SocketIoTranscript::makeRecord(const SocketIo::Message &message, const Place &place,
                                      ViolationSet violations, const PacketArrival &arrival)
{
    Record record = place.record;
    record.t = arrival.t;
    record.carrier = place.carrier.carrierIn(arrival.records->batch());
    record.violations = violations;
    if (message.packet && message.packet->type)
        record.code = static_cast<qint32>(*message.packet->type);
    // What it waited for came after the octets of the packet were let go of.
    // And before 1.0 it is not what lies there: a script has it escaped, a frame its length.
    const bool hasContent = place.isBare || m_revision == SocketIo::Revision::V1
        || (message.packet && message.packet->attachments > 0);
    record.detail = detailOf(message, place, hasContent, roundTrip(message, arrival));
    if (!hasContent)
        return record;
    QByteArray joined = place.text;
    for (const QByteArray &attachment : message.attachments)
        joined += attachment;
    record.flags |= IsCompressed;
    record.content = arrival.records->addContent(arrival.from, joined, arrival.t);
    return record;
}

qint64 SocketIoTranscript::roundTrip(const SocketIo::Message &message,
                                     const PacketArrival &arrival)
{
    using Type = SocketIo::PacketType;
    if (!message.packet || !message.packet->ackId || !message.packet->type)
        return -1;
    const SocketIo::Packet &packet = *message.packet;
    if (*packet.type == Type::Event || *packet.type == Type::BinaryEvent) {
        std::deque<Question> &asked = direction(arrival.from).questions;
        if (asked.size() == MaxQuestions)
            asked.pop_front();
        asked.push_back({ packet.namespaceName, *packet.ackId, arrival.t });
        return -1;
    }
    if (*packet.type != Type::Ack && *packet.type != Type::BinaryAck)
        return -1;
    std::deque<Question> &asked = direction(peerOf(arrival.from)).questions;
    const auto found = std::ranges::find_if(asked, [&](const Question &question) {
        return question.ackId == *packet.ackId && question.namespaceName == packet.namespaceName;
    });
    if (found == asked.end())
        return -1;
    const qint64 took = arrival.t - found->t;
    asked.erase(found);
    return took;
}

/// Where the packet and each attachment end in the content, and the revision where Engine.IO's
/// does not tell it.
QByteArray SocketIoTranscript::detailOf(const SocketIo::Message &message, const Place &place,
                                        bool hasContent, qint64 roundTripNs) const
{
    QByteArray json;
    const bool saysVersion = hasContent || m_revision == SocketIo::Revision::V3;
    if (!saysVersion && roundTripNs < 0)
        return json;
    JsonWriter detail(json);
    if (saysVersion)
        detail.integer("version", static_cast<int>(m_revision));
    if (roundTripNs >= 0)
        detail.integer("rtt_ns", roundTripNs);
    if (hasContent) {
        detail.beginArray("parts");
        detail.element(qint64 { place.text.size() });
        for (const QByteArray &attachment : message.attachments)
            detail.element(qint64 { attachment.size() });
        detail.end();
    }
    detail.finish();
    return json;
}

} // namespace Pushscope
