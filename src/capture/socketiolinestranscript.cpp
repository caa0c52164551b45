// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/socketiolinestranscript.h"

#include "protocol/engineio/packetparser.h"
#include "protocol/socketio/olderpacket.h"

#include <utility>

namespace Pushscope {

namespace {

constexpr char Base64Prefix = 'b';

} // namespace

SocketIoLinesTranscript::SocketIoLinesTranscript(const Setup &setup, SocketIo::Revision revision)
    : ContentTranscript(setup)
    , m_cutter(Streaming::Cut::Line, setup.maxMessageOctets)
    , m_packets(revision, false, nullptr)
{
}

PacketArrival SocketIoLinesTranscript::arrival(qint64 t) const
{
    return { setup().records, setup().from, PacketTransport::Polling, setup().exchange, t };
}

void SocketIoLinesTranscript::octets(QByteArrayView octets, qint64 t, Chunk *)
{
    m_cutter.feed(octets);
    drain(t);
}

void SocketIoLinesTranscript::finish(qint64 t)
{
    m_cutter.finish();
    drain(t);
    m_packets.finish(arrival(t));
}

void SocketIoLinesTranscript::drain(qint64 t)
{
    while (const auto line = m_cutter.next())
        take(*line, t);
}

void SocketIoLinesTranscript::take(const Streaming::MessageView &line, qint64 t)
{
    Record place = make(RecordKind::SioPacket, t);
    this->place(place, line.range, nullptr);
    place.violations = line.violations;
    place.violations.remove(Violation::CutOff); // Lines are of the file, not of the protocol.
    if (m_packets.revision() == SocketIo::Revision::V1) {
        takeOlder(line, place, t);
        return;
    }
    const bool isBinary = line.content.startsWith(Base64Prefix);
    QByteArray data = line.content.toByteArray();
    if (isBinary) {
        // As revision 4 writes what is binary where only text goes.
        const EngineIo::Packet packet = EngineIo::parsePacket(
            line.content, EngineIo::Carrier::PayloadText, EngineIo::Revision::V4);
        place.violations.add(packet.violations);
        data = packet.data;
    }
    // That nothing announced it comes out as a packet that is none.
    static_cast<void>(m_packets.take(setup().from, data, isBinary));
    m_packets.add(place, 0, arrival(t));
}

/// Several may stand in one go, each with its length before it.
void SocketIoLinesTranscript::takeOlder(const Streaming::MessageView &line, Record place, qint64 t)
{
    const ViolationSet violations = std::exchange(place.violations, {});
    const auto frames = SocketIo::olderFrames(line.content);
    for (const SocketIo::OlderFrame &frame : frames) {
        this->place(place, { line.range.begin + frame.range.begin,
                             line.range.begin + frame.range.end }, nullptr);
        // By itself what lies between the frames may look like a message.
        place.violations = frame.violations;
        if (&frame == &frames.back())
            place.violations.add(violations);
        const QByteArrayView octets
            = line.content.sliced(frame.range.begin, frame.range.size());
        static_cast<void>(m_packets.take(setup().from, octets.toByteArray(), false));
        m_packets.add(place, 0, arrival(t));
    }
}

} // namespace Pushscope
