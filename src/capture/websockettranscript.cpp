// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/websockettranscript.h"

#include "capture/engineiotranscript.h"
#include "capture/oldersocketio.h"
#include "capture/jsonwriter.h"
#include "capture/transcriptlistener.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

namespace {

ByteRange shifted(ByteRange range, qint64 by)
{
    return { range.begin + by, range.end + by };
}

} // namespace

WebSocketTranscript::WebSocketTranscript(ConnectionRecords &records, quint32 exchange,
                                         std::optional<WebSocket::DeflateParameters> deflate,
                                         const TranscriptOptions &options,
                                         std::array<qint64, 2> begins,
                                         TranscriptListener *listener)
    : m_records(records)
    , m_exchange(exchange)
    , m_listener(listener)
    , m_unparsed { UnparsedOctets(records, Role::Client, options.dataRecordOctets),
                   UnparsedOctets(records, Role::Server, options.dataRecordOctets) }
{
    for (Role from : { Role::Client, Role::Server }) {
        direction(from).reader
            = std::make_unique<WebSocket::MessageReader>(from, deflate, options.maxMessageOctets);
        direction(from).begin = begins[static_cast<std::size_t>(from)];
        direction(from).pendingFrom = direction(from).begin;
    }
}

void WebSocketTranscript::octets(Role from, QByteArrayView octets, qint64 t)
{
    direction(from).reader->feed(octets);
    drain(from, t);
}

void WebSocketTranscript::finish(Role from, qint64 t)
{
    direction(from).reader->finish();
    drain(from, t);
    m_unparsed[static_cast<std::size_t>(from)].finish(m_exchange, t);
}

qint64 WebSocketTranscript::inProgressOctets(Role from) const
{
    return m_directions[static_cast<std::size_t>(from)].reader->assembler().gatheredOctets();
}

void WebSocketTranscript::drain(Role from, qint64 t)
{
    Direction &side = direction(from);
    while (const auto outcome = side.reader->next()) {
        std::visit([&](const auto &value) { take(from, value, t); }, *outcome);
        // First, so that nobody answers what is at fault.
        tellFailure(from);
        if (m_listener)
            m_listener->webSocketReceived(from, *outcome);
        if (!side.reader->assembler().isInsideMessage())
            side.pendingFrom = side.begin + side.reader->parser().offset();
    }
    tellFailure(from); // It may be known before its frame is whole.
    if (side.reader->stopped())
        takeUnparsed(from, t);
}

void WebSocketTranscript::takeUnparsed(Role from, qint64 t)
{
    Direction &side = direction(from);
    UnparsedOctets &unparsed = m_unparsed[static_cast<std::size_t>(from)];
    const ByteRange all = shifted(side.reader->unparsed(), side.begin);
    unparsed.add({ std::max(side.unparsedUntil, all.begin), all.end }, {}, m_exchange, t);
    side.unparsedUntil = all.end;
    const ByteRange pending = unparsed.pending();
    side.pendingFrom = pending.isEmpty() ? all.end : pending.begin;
}

void WebSocketTranscript::tellFailure(Role from)
{
    Direction &side = direction(from);
    const auto failure = side.reader->failure();
    if (!failure || std::exchange(side.isFailureTold, true))
        return;
    if (m_listener)
        m_listener->webSocketFailed(from, *failure);
}

Record WebSocketTranscript::makeFrame(RecordKind kind, Role from,
                                      const WebSocket::FrameHeader &header, ByteRange range,
                                      ViolationSet violations, qint64 t)
{
    Record record = m_records.make(kind, fromRole(from), t);
    record.exchange = m_exchange;
    record.at = shifted(range, direction(from).begin);
    record.size = range.size();
    record.code = static_cast<qint32>(header.opcode);
    record.violations = violations;
    record.flags |= PrintsOctets;
    return record;
}

void WebSocketTranscript::take(Role from, const WebSocket::Message &message, qint64 t)
{
    Direction &side = direction(from);
    Record record = m_records.make(RecordKind::WsMessage, fromRole(from), t);
    record.exchange = m_exchange;
    record.code = static_cast<qint32>(message.type);
    record.violations = message.violations;
    record.flags |= PrintsOctets;
    if (!message.stretches.empty()) {
        record.at = shifted(message.stretches.front(), side.begin);
        for (const ByteRange &stretch : message.stretches.subspan(1))
            record.moreAt.push_back(shifted(stretch, side.begin));
    }
    record.size = message.wireOctets;
    if (message.isCompressed) {
        record.flags |= IsCompressed;
        record.content = m_records.addContent(from, message.content, t);
    }
    if (message.frameCount > 1) {
        JsonWriter detail(record.detail);
        detail.integer("frames", message.frameCount);
        detail.finish();
    }
    if (side.firstFragment != 0) {
        record.carrier = m_records.batch().carrierFor(side.firstFragment);
        m_records.batch().forget(side.firstFragment);
        side.firstFragment = 0;
    }
    if ((!m_session && !m_older) || message.violations.contains(Violation::CutOff)
        || message.violations.contains(Violation::TooLarge)) {
        m_records.add(std::move(record));
        return; // What is not whole is no packet.
    }
    record.flags |= CarriesPackets;
    const Record carrier = record;
    const auto ref = m_records.add(std::move(record));
    const PacketArrival arrival { &m_records, from, PacketTransport::WebSocket, m_exchange, t };
    const auto session = m_session; // Whoever is told of the packet may let go of it.
    if (session)
        session->message(message.content, message.type == WebSocket::Opcode::Binary, carrier, ref,
                         arrival);
    else
        m_older->carried(message.content, carrier, ref, arrival);
}

void WebSocketTranscript::take(Role from, const WebSocket::Fragment &fragment, qint64 t)
{
    const auto ref = m_records.add(makeFrame(RecordKind::WsFrame, from, fragment.header,
                                             fragment.range, fragment.violations, t));
    if (!fragment.isFirst || ref == 0)
        return;
    Direction &side = direction(from);
    if (side.firstFragment != 0)
        m_records.batch().forget(side.firstFragment);
    side.firstFragment = ref;
    m_records.batch().remember(ref);
}

QByteArray WebSocketTranscript::roundTrip(Role from, QByteArrayView payload, qint64 t)
{
    const std::deque<Ping> &pings = direction(peerOf(from)).pings;
    for (auto ping = pings.rbegin(); ping != pings.rend(); ++ping) {
        if (ping->payload != payload)
            continue;
        QByteArray json;
        JsonWriter detail(json);
        detail.integer("rtt_ns", t - ping->t);
        detail.finish();
        return json;
    }
    return {};
}

void WebSocketTranscript::take(Role from, const WebSocket::ControlFrame &frame, qint64 t)
{
    const bool isPing = frame.header.opcode == WebSocket::Opcode::Ping;
    Record record = makeFrame(isPing ? RecordKind::WsPing : RecordKind::WsPong, from, frame.header,
                              frame.range, frame.violations, t);
    if (isPing) {
        std::deque<Ping> &pings = direction(from).pings;
        pings.push_back({ frame.payload.toByteArray(), t });
        if (pings.size() > MaxPings)
            pings.pop_front();
    } else if (t != Record::NoTime) {
        record.detail = roundTrip(from, frame.payload, t);
    }
    m_records.add(std::move(record));
}

void WebSocketTranscript::take(Role from, const WebSocket::CloseFrame &frame, qint64 t)
{
    Record record
        = makeFrame(RecordKind::WsClose, from, frame.header, frame.range, frame.violations, t);
    record.code = frame.code ? *frame.code : Record::NoCode;
    m_records.add(std::move(record));
    m_closing.closeFrame(from, frame.code, frame.reason);
}

void WebSocketTranscript::take(Role from, const WebSocket::OddFrame &frame, qint64 t)
{
    m_records.add(
        makeFrame(RecordKind::WsFrame, from, frame.header, frame.range, frame.violations, t));
}

} // namespace Pushscope
