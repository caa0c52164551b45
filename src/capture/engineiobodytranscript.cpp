// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/engineiobodytranscript.h"

#include "capture/engineiotranscript.h"
#include "protocol/engineio/jsonppolling.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

EngineIoBodyTranscript::EngineIoBodyTranscript(const Setup &setup, const BodyForm &form)
    : ContentTranscript(setup)
    , m_session(form.engineIo)
    , m_isJsonp(form.isJsonp)
    , m_callback(form.parameter)
    , m_maxOctets(setup.maxMessageOctets)
{
}

qint64 EngineIoBodyTranscript::pendingFrom() const
{
    // A payload that JSONP carries lies in a layer of its own.
    return m_parser && !m_isJsonp ? m_parser->pendingFrom() : 0;
}

void EngineIoBodyTranscript::octets(QByteArrayView octets, qint64 t, Chunk *)
{
    if (m_isJsonp) {
        // One more than is read, so that what is too long is seen to be.
        m_begin += octets.first(std::min(octets.size(), m_maxOctets + 1 - m_begin.size()));
        return;
    }
    feed(octets, t);
}

void EngineIoBodyTranscript::feed(QByteArrayView octets, qint64 t)
{
    if (!m_parser) {
        m_begin += octets;
        const bool isDecided
            = setup().from == Role::Client || m_session->detectRevision(m_begin, false);
        if (!isDecided)
            return;
        m_parser.emplace(m_session->revision(), m_maxOctets);
        m_parser->feed(std::exchange(m_begin, {}));
    } else {
        m_parser->feed(octets);
    }
    drain(t);
}

void EngineIoBodyTranscript::finish(qint64 t)
{
    if (m_isJsonp) {
        finishJsonp(t);
        return;
    }
    if (!m_parser) {
        if (setup().from == Role::Server)
            m_session->detectRevision(m_begin, true);
        m_parser.emplace(m_session->revision(), m_maxOctets);
        m_parser->feed(m_begin);
    }
    m_parser->finish();
    drain(t);
}

void EngineIoBodyTranscript::finishJsonp(qint64 t)
{
    const EngineIo::CarriedPayload carried = setup().from == Role::Server
        ? EngineIo::parseJsonpAnswer(m_begin, m_callback)
        : EngineIo::parseJsonpForm(m_begin);
    const qint64 bodyOctets = std::exchange(m_begin, {}).size();
    if (!carried.violations.isEmpty()) {
        // No packet can be told in it: all of it stands for one.
        EngineIo::Packet packet;
        packet.range = { 0, bodyOctets };
        packet.dataRange = packet.range;
        packet.violations = carried.violations;
        take(packet, t);
        return;
    }
    if (setup().from == Role::Server)
        m_session->detectRevision(carried.payload, true);
    m_content = setup().records->addContent(setup().from, carried.payload, t);
    m_parser.emplace(m_session->revision(), m_maxOctets);
    m_parser->feed(carried.payload);
    m_parser->finish();
    drain(t);
}

void EngineIoBodyTranscript::drain(qint64 t)
{
    while (const auto packet = m_parser->next())
        take(*packet, t);
}

void EngineIoBodyTranscript::take(const EngineIo::Packet &packet, qint64 t)
{
    Record record = make(RecordKind::EioPacket, t);
    if (m_content) {
        record.flags |= LiesInContent;
        record.at = { m_content->begin + packet.range.begin, m_content->begin + packet.range.end };
        record.size = packet.range.size();
    } else {
        place(record, packet.range, nullptr);
    }
    const PacketArrival arrival { setup().records, setup().from, PacketTransport::Polling,
                                  setup().exchange, t };
    m_session->polled(packet, std::move(record), setup().head.get(), arrival);
}

} // namespace Pushscope
