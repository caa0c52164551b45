// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/engineio/packetparser.h"
#include "protocol/engineio/payloadparser.h"

#include <QByteArrayList>

namespace Pushscope::EngineIo {

/// A packet as one line: type, kind of data, data, range, violations.
inline QByteArray lineOf(const Packet &packet)
{
    QByteArray line = packet.type ? packetTypeName(*packet.type).toByteArray() : QByteArray("?");
    line += packet.isBinary ? " binary " : " text ";
    line += packet.data.toHex() + " [" + QByteArray::number(packet.range.begin) + ','
        + QByteArray::number(packet.range.end) + ')';
    for (Violation violation : packet.violations.toVector())
        line += ' ' + violationName(violation).toByteArray();
    return line;
}

/// All packets of @p payload, fed @p piece octets at a time.
inline std::vector<Packet> packetsOf(QByteArrayView payload, Revision revision, qsizetype piece,
                                     qint64 maxPacket = PayloadParser::DefaultMaxPacket)
{
    std::vector<Packet> packets;
    PayloadParser parser(revision, maxPacket);
    const auto drain = [&] {
        while (const auto packet = parser.next())
            packets.push_back(*packet);
    };
    for (qsizetype at = 0; at < payload.size(); at += piece) {
        parser.feed(payload.sliced(at, qMin(piece, payload.size() - at)));
        drain();
    }
    parser.finish();
    drain();
    return packets;
}

inline QByteArrayList linesOf(const std::vector<Packet> &packets)
{
    QByteArrayList lines;
    for (const Packet &packet : packets)
        lines += lineOf(packet);
    return lines;
}

} // namespace Pushscope::EngineIo
