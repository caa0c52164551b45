// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/oldersocketio.h"

#include "capture/oldersessionids.h"
#include "protocol/socketio/olderpacket.h"

#include <algorithm>

namespace Pushscope {

OlderSocketIo olderSocketIoOf(const Http1::RequestHead &head)
{
    const qsizetype query = head.target.indexOf('?');
    QList<QByteArray> parts = head.target.left(query < 0 ? head.target.size() : query).split('/');
    if (parts.last().isEmpty())
        parts.removeLast();
    const qsizetype count = parts.size();
    if (count >= 2 && parts[count - 1] == "1" && parts[count - 2] == "socket.io")
        return OlderSocketIo::Handshake;
    const bool isTransport = count >= 3 && parts[count - 3] == "1"
        && isOlderTransport(parts[count - 2]);
    return isTransport ? OlderSocketIo::Transport : OlderSocketIo::None;
}

OlderSocketIoTranscript::OlderSocketIoTranscript()
    : m_packets(SocketIo::Revision::V1, true, nullptr)
{
}

void OlderSocketIoTranscript::carried(QByteArrayView messages, const Record &carrier,
                                      BatchBuilder::Ref ref, const PacketArrival &arrival)
{
    for (const SocketIo::OlderFrame &frame : SocketIo::olderFrames(messages))
        take(messages.sliced(frame.range.begin, frame.range.size()), frame.violations, carrier,
             ref, arrival);
}

void OlderSocketIoTranscript::take(QByteArrayView message, ViolationSet framing,
                                   const Record &place, BatchBuilder::Ref ref,
                                   const PacketArrival &arrival)
{
    // Nothing binary came before 1.0.
    static_cast<void>(m_packets.take(arrival.from, message.toByteArray(), false));
    m_packets.add(place, ref, arrival, framing);
}

OlderSocketIoBodyTranscript::OlderSocketIoBodyTranscript(const Setup &setup)
    : ContentTranscript(setup)
{
}

void OlderSocketIoBodyTranscript::octets(QByteArrayView octets, qint64, Chunk *)
{
    const qsizetype room = std::max<qsizetype>(0, setup().maxMessageOctets - m_body.size());
    m_isTooLarge = m_isTooLarge || octets.size() > room;
    m_body += octets.first(std::min(room, octets.size()));
}

void OlderSocketIoBodyTranscript::finish(qint64 t)
{
    const PacketArrival arrival { setup().records, setup().from, PacketTransport::Polling,
                                  setup().exchange, t };
    const QByteArrayView body(m_body);
    for (const SocketIo::OlderFrame &frame : SocketIo::olderFrames(body)) {
        Record place = make(RecordKind::SioPacket, t);
        this->place(place, frame.range, nullptr);
        if (m_isTooLarge && frame.range.end == body.size())
            place.violations.add(Violation::TooLarge);
        setup().older->take(body.sliced(frame.range.begin, frame.range.size()), frame.violations,
                            place, 0, arrival);
    }
}

} // namespace Pushscope
