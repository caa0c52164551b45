// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/engineio/serializer.h"

#include "protocol/engineio/textunits.h"

#include <algorithm>

namespace Pushscope::EngineIo {

namespace {

constexpr char Separator = 0x1e;

char typeDigit(const Packet &packet)
{
    return static_cast<char>('0' + static_cast<int>(packet.type.value_or(PacketType::Message)));
}

/// As a stretch of text.
QByteArray textOf(const Packet &packet, Revision revision)
{
    if (!packet.isBinary)
        return typeDigit(packet) + packet.data;
    QByteArray prefix("b");
    if (revision == Revision::V3)
        prefix += typeDigit(packet);
    return prefix + packet.data.toBase64();
}

qint64 unitsOf(QByteArrayView text)
{
    TextUnits units;
    qint64 count = 0;
    for (char octet : text)
        count += units.take(static_cast<quint8>(octet));
    return count;
}

QByteArray binaryPayload(std::span<const Packet> packets)
{
    QByteArray payload;
    for (const Packet &packet : packets) {
        const QByteArray octets = packet.isBinary ? serializePacket(packet, Revision::V3)
                                                  : textOf(packet, Revision::V3);
        payload += packet.isBinary ? '\1' : '\0';
        for (char digit : QByteArray::number(octets.size()))
            payload += static_cast<char>(digit - '0');
        payload += '\xff';
        payload += octets;
    }
    return payload;
}

} // namespace

QByteArray serializePacket(const Packet &packet, Revision revision)
{
    if (!packet.isBinary)
        return textOf(packet, revision);
    if (revision == Revision::V4)
        return packet.data;
    return static_cast<char>(packet.type.value_or(PacketType::Message)) + packet.data;
}

QByteArray serializePayload(std::span<const Packet> packets, Revision revision, BinaryForm form)
{
    const bool hasBinary
        = std::ranges::any_of(packets, [](const Packet &packet) { return packet.isBinary; });
    if (revision == Revision::V3 && form == BinaryForm::Octets && hasBinary)
        return binaryPayload(packets);
    QByteArray payload;
    for (const Packet &packet : packets) {
        const QByteArray text = textOf(packet, revision);
        if (revision == Revision::V3)
            payload += QByteArray::number(unitsOf(text)) + ':';
        else if (!payload.isEmpty())
            payload += Separator;
        payload += text;
    }
    if (packets.empty() && revision == Revision::V3)
        payload = "0:";
    return payload;
}

std::size_t packetsThatFit(std::span<const Packet> packets, qint64 maxPayloadOctets)
{
    qint64 octets = 0;
    for (std::size_t i = 0; i < packets.size(); ++i) {
        const qint64 data = packets[i].data.size();
        octets += packets[i].isBinary ? 1 + (data + 2) / 3 * 4 : 1 + data;
        octets += i == 0 ? 0 : 1; // The separator before it.
        if (octets > maxPayloadOctets)
            return std::max<std::size_t>(i, 1);
    }
    return packets.size();
}

} // namespace Pushscope::EngineIo
