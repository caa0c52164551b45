// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/engineio/packetparser.h"

#include "protocol/engineio/handshake.h"
#include "protocol/websocket/utf8validator.h"

namespace Pushscope::EngineIo {

namespace {

constexpr char Base64Prefix = 'b';

void setType(Packet &packet, int number)
{
    if (number >= 0 && number < PacketTypeCount)
        packet.type = static_cast<PacketType>(number);
    else
        packet.violations.add(Violation::UnknownPacketType);
}

/// The octets of base64 text; what is no base64 is left out of them, as browsers' peers do.
void decodeBase64(Packet &packet, QByteArrayView text)
{
    packet.isBinary = packet.isBase64 = true;
    const QByteArray encoded = QByteArray::fromRawData(text.data(), text.size());
    constexpr auto Strict
        = QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors;
    const auto strict = QByteArray::fromBase64Encoding(encoded, Strict);
    // RFC 4648 §3.2: implementations "MUST include appropriate pad characters".
    if (!strict || text.size() % 4 != 0) {
        packet.violations.add(Violation::BadPacket);
        packet.data = QByteArray::fromBase64(encoded);
    } else {
        packet.data = *strict;
    }
}

void readBase64(Packet &packet, QByteArrayView octets, Revision revision, qint64 offset)
{
    qsizetype begin = 1;
    if (revision == Revision::V4) {
        // "Binary payloads MUST be base64-encoded and prefixed with a b character": no type.
        packet.type = PacketType::Message;
    } else if (octets.size() == 1) {
        packet.violations.add(Violation::BadPacket);
    } else {
        setType(packet, octets[1] - '0');
        packet.typeRange = { offset + 1, offset + 2 };
        begin = 2;
    }
    packet.dataRange = { offset + begin, offset + octets.size() };
    decodeBase64(packet, octets.sliced(begin));
}

void readText(Packet &packet, QByteArrayView octets, Carrier carrier, qint64 offset)
{
    setType(packet, octets.front() - '0');
    packet.typeRange = { offset, offset + 1 };
    packet.dataRange = { offset + 1, offset + octets.size() };
    packet.data = octets.sliced(1).toByteArray();
    if (carrier == Carrier::PayloadText && !WebSocket::isUtf8(octets))
        packet.violations.add(Violation::InvalidUtf8);
}

void readBinary(Packet &packet, QByteArrayView octets, Revision revision, qint64 offset)
{
    packet.isBinary = true;
    qsizetype begin = 0;
    if (revision == Revision::V4) {
        packet.type = PacketType::Message;
    } else {
        setType(packet, static_cast<uchar>(octets.front()));
        packet.typeRange = { offset, offset + 1 };
        begin = 1;
    }
    packet.dataRange = { offset + begin, offset + octets.size() };
    packet.data = octets.sliced(begin).toByteArray();
}

} // namespace

Packet parsePacket(QByteArrayView octets, Carrier carrier, Revision revision, qint64 offset)
{
    Packet packet;
    packet.range = { offset, offset + octets.size() };
    const bool isBinary = carrier == Carrier::PayloadBinary || carrier == Carrier::WebSocketBinary;
    if (octets.isEmpty() && !(isBinary && revision == Revision::V4)) {
        packet.isBinary = isBinary;
        packet.dataRange = packet.typeRange = packet.range;
        packet.violations.add(Violation::BadPacket);
    } else if (isBinary) {
        readBinary(packet, octets, revision, offset);
    } else if (octets.front() == Base64Prefix) {
        readBase64(packet, octets, revision, offset);
    } else {
        readText(packet, octets, carrier, offset);
    }
    if (packet.type == PacketType::Open && !parseHandshake(packet.data))
        packet.violations.add(Violation::BadHandshakeJson);
    return packet;
}

} // namespace Pushscope::EngineIo
