// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/octetsubject.h"

#include "capture/packetfacts.h"
#include "capture/recorddecoder.h"
#include "capture/scriptfacts.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

#include <utility>

namespace Pushscope {

namespace {

void addFields(std::vector<QByteArray> &texts, const std::vector<Http1::FieldLine> &fields)
{
    for (const Http1::FieldLine &field : fields)
        texts.push_back(field.name + ": " + field.value);
}

/// The strings in @p value, however deep; QJsonDocument bounds the depth.
void addStrings(std::vector<QByteArray> &texts, const QJsonValue &value)
{
    if (value.isString()) {
        texts.push_back(value.toString().toUtf8());
    } else if (value.isArray()) {
        for (const QJsonValue element : value.toArray())
            addStrings(texts, element);
    } else if (value.isObject()) {
        for (const QJsonValue member : value.toObject())
            addStrings(texts, member);
    }
}

/// Whether the octets of @p record are those of a record above it, which is found by them.
bool isCarrier(const Record &record)
{
    if (record.kind == RecordKind::WsMessage)
        return record.has(CarriesPackets);
    return (record.kind == RecordKind::HttpChunk || record.kind == RecordKind::HttpData)
        && !record.has(PrintsOctets);
}

} // namespace

OctetSubject::OctetSubject(OctetSource &octets, TechniqueOf techniqueOf)
    : m_octets(octets)
    , m_techniqueOf(std::move(techniqueOf))
{
}

std::span<const QByteArray> OctetSubject::texts(const Record &record)
{
    if (m_seq == 0 || m_seq != record.seq) {
        m_texts.clear();
        collect(record);
        m_seq = record.seq;
    }
    return m_texts;
}

void OctetSubject::collect(const Record &record)
{
    switch (record.kind) {
    case RecordKind::HttpRequest:
        if (const auto head = requestHead(record, m_octets)) {
            m_texts.push_back(head->target);
            addFields(m_texts, head->fields);
        }
        break;
    case RecordKind::HttpResponse:
        if (const auto head = responseHead(record, m_octets))
            addFields(m_texts, head->fields);
        break;
    case RecordKind::SseEvent:
        if (const auto event = streamEvent(record, m_octets)) {
            m_texts.push_back(event->data);
            for (const EventStream::Field &field : event->fields)
                m_texts.push_back(field.name + ": " + field.value);
        }
        break;
    case RecordKind::MultipartPart: {
        const PartFacts facts = partFacts(record, m_octets, MaxSearchedOctets);
        m_texts.push_back(facts.body);
        addFields(m_texts, facts.fields);
        break;
    }
    case RecordKind::IframeScript: {
        const ScriptFacts facts = scriptFacts(record, m_octets, MaxSearchedOctets);
        m_texts.push_back(facts.script.text);
        m_texts.push_back(messagesOf(facts.calls)); // Without its escapes.
        break;
    }
    case RecordKind::JsonpCallback: {
        const CallbackFacts facts = callbackFacts(record, m_octets, MaxSearchedOctets);
        m_texts.push_back(facts.body);
        m_texts.push_back(facts.callback.argument.content);
        break;
    }
    case RecordKind::SioPacket: {
        const SocketIoFacts facts = socketIoFacts(record, m_octets, MaxSearchedOctets);
        m_texts.push_back(facts.packet.namespaceName);
        m_texts.push_back(facts.packet.event); // Without its escapes.
        m_texts.push_back(facts.packet.data);
        m_texts.insert(m_texts.end(), facts.attachments.begin(), facts.attachments.end());
        break;
    }
    default:
        if (!isCarrier(record))
            m_texts.push_back(contentOctets(record, m_octets, MaxSearchedOctets));
        break;
    }
    if (!record.detail.isEmpty())
        addStrings(m_texts, detailOf(record));
}

std::optional<QByteArray> OctetSubject::eventType(const Record &record)
{
    if (record.kind == RecordKind::SioPacket) {
        const QByteArray event = socketIoFacts(record, m_octets, MaxSearchedOctets).packet.event;
        return event.isEmpty() ? std::nullopt : std::optional(event);
    }
    if (record.kind != RecordKind::SseEvent)
        return std::nullopt;
    const auto event = streamEvent(record, m_octets);
    return event ? std::optional(event->type) : std::nullopt;
}

std::optional<QByteArray> OctetSubject::eventId(const Record &record)
{
    if (record.kind != RecordKind::SseEvent)
        return std::nullopt;
    const auto event = streamEvent(record, m_octets);
    return event ? std::optional(event->lastEventId) : std::nullopt;
}

std::optional<Technique> OctetSubject::technique(quint32 session)
{
    return m_techniqueOf ? m_techniqueOf(session) : std::nullopt;
}

} // namespace Pushscope
