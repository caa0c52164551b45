// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/socketio/packetparser.h"

#include "protocol/jsonscanner.h"
#include "protocol/socketio/olderpacket.h"
#include "protocol/socketio/placeholders.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

#include <algorithm>
#include <array>

namespace Pushscope::SocketIo {

namespace {

/// Acks and attachments are counted by ones: 2^53, beyond which JavaScript does not.
constexpr quint64 LargestNumber = quint64{ 1 } << 53;

/// What the libraries of revision 5 refuse as the name of an event.
constexpr std::array<QByteArrayView, 6> ReservedEvents{ "connect",       "connect_error",
                                                        "disconnect",    "disconnecting",
                                                        "newListener",   "removeListener" };

bool isDigit(char octet)
{
    return octet >= '0' && octet <= '9';
}

/// Walks over the fields of one packet, in their order.
class FieldReader
{
public:
    FieldReader(QByteArrayView octets, Revision revision, qint64 offset)
        : m_octets(octets)
        , m_revision(revision)
        , m_offset(offset)
    {
        m_packet.range = { offset, offset + octets.size() };
    }

    Packet read()
    {
        readType();
        if (m_packet.type && isBinary(*m_packet.type))
            readAttachments();
        readNamespace();
        readAckId();
        readData();
        return m_packet;
    }

private:
    void fault(Violation violation) { m_packet.violations.add(violation); }
    [[nodiscard]] ByteRange since(qsizetype begin) const
    {
        return { m_offset + begin, m_offset + m_at };
    }
    [[nodiscard]] bool isAt(char octet) const
    {
        return m_at < m_octets.size() && m_octets[m_at] == octet;
    }

    void readType()
    {
        m_packet.typeRange = { m_offset, m_offset };
        if (m_octets.isEmpty()) {
            fault(Violation::BadPacket);
            return;
        }
        const int number = m_octets.front() - '0';
        constexpr int Last = static_cast<int>(PacketType::BinaryAck);
        const int count = m_revision == Revision::V3 ? Last : Last + 1;
        if (number >= 0 && number < count)
            m_packet.type = static_cast<PacketType>(number);
        else
            fault(Violation::UnknownPacketType);
        m_at = 1;
        m_packet.typeRange = since(0);
    }

    /// The digits that stand here; nullopt where there is none, or far too many.
    std::optional<quint64> readNumber(ByteRange &range)
    {
        const qsizetype begin = m_at;
        quint64 number = 0;
        for (; m_at < m_octets.size() && isDigit(m_octets[m_at]); ++m_at)
            number = std::min(number * 10 + static_cast<quint64>(m_octets[m_at] - '0'),
                              LargestNumber + 1);
        range = since(begin);
        if (m_at == begin || number > LargestNumber)
            return std::nullopt;
        return number;
    }

    void readAttachments()
    {
        const auto count = readNumber(m_packet.attachmentsRange);
        if (count)
            m_packet.attachments = static_cast<qint64>(*count);
        if (!count || !isAt('-'))
            fault(Violation::BadPacket);
        if (isAt('-'))
            ++m_at;
    }

    void readNamespace()
    {
        m_packet.namespaceRange = since(m_at);
        if (!isAt('/'))
            return;
        const qsizetype begin = m_at;
        const qsizetype comma = m_octets.indexOf(',', begin);
        m_at = comma < 0 ? m_octets.size() : comma;
        m_packet.namespaceRange = since(begin);
        const QByteArrayView name = m_octets.sliced(begin, m_at - begin);
        const qsizetype query = name.indexOf('?');
        m_packet.namespaceName = (query < 0 ? name : name.first(query)).toByteArray();
        if (query >= 0)
            m_packet.query = name.sliced(query + 1).toByteArray();
        if (comma >= 0)
            ++m_at;
    }

    void readAckId()
    {
        m_packet.ackId = readNumber(m_packet.ackIdRange);
        if (!m_packet.ackId && !m_packet.ackIdRange.isEmpty())
            fault(Violation::BadPacket);
        const bool isAck
            = m_packet.type == PacketType::Ack || m_packet.type == PacketType::BinaryAck;
        // "The receiver MUST respond with an ACK packet with the same event ID."
        if (isAck && !m_packet.ackId)
            fault(Violation::BadPacket);
        const bool isEvent
            = m_packet.type == PacketType::Event || m_packet.type == PacketType::BinaryEvent;
        if (m_packet.ackId && m_packet.type && !isAck && !isEvent)
            fault(Violation::BadPacket);
    }

    void readData()
    {
        const QByteArrayView data = m_octets.sliced(m_at);
        m_packet.data = data.toByteArray();
        m_packet.dataRange = { m_offset + m_at, m_packet.range.end };
        if (!m_packet.type)
            return;
        QJsonValue value(QJsonValue::Undefined);
        if (!data.isEmpty()) {
            JsonScanner scanner(data);
            scanner.skipBlanks();
            const bool isValue = scanner.skipValue();
            scanner.skipBlanks();
            if (!isValue || !scanner.isAtEnd()) {
                fault(Violation::BadJson);
                return;
            }
            // In an array, since Qt takes no other values by themselves.
            value = QJsonDocument::fromJson('[' + m_packet.data + ']').array().at(0);
        }
        judgeData(value);
        if (isBinary(*m_packet.type))
            m_packet.violations.add(judgePlaceholders(value, m_packet.attachments));
    }

    void judgeData(const QJsonValue &value)
    {
        bool isGood = true;
        switch (*m_packet.type) {
        case PacketType::Connect:
            // Since revision 5 "the CONNECT packet now can contain a payload".
            isGood = value.isUndefined() || (m_revision == Revision::V5 && value.isObject());
            break;
        case PacketType::Disconnect:
            isGood = value.isUndefined();
            break;
        case PacketType::Event:
        case PacketType::BinaryEvent:
            isGood = readEvent(value.toArray());
            break;
        case PacketType::Ack:
        case PacketType::BinaryAck:
            // "The payload is mandatory and MUST be an array (possibly empty)."
            isGood = value.isArray();
            break;
        case PacketType::ConnectError:
            // The middleware's error up to revision 4 is a text, or what it has for data.
            isGood = value.isObject() || (m_revision != Revision::V5 && value.isString());
            break;
        default: // Of revision 1.
            break;
        }
        if (!isGood)
            fault(Violation::BadPacket);
    }

    /// "The payload is mandatory and MUST be a non-empty array": its first is the event.
    bool readEvent(const QJsonArray &array)
    {
        const QJsonValue name = array.at(0);
        if (name.isString())
            m_packet.event = name.toString().toUtf8();
        else if (name.isDouble())
            m_packet.event = QByteArray::number(name.toDouble(), 'g', QLocale::FloatingPointShortest);
        else
            return false;
        if (m_revision == Revision::V5
            && std::ranges::find(ReservedEvents, m_packet.event) != ReservedEvents.end())
            fault(Violation::ReservedEvent);
        return true;
    }

    QByteArrayView m_octets;
    Revision m_revision;
    qint64 m_offset;
    qsizetype m_at = 0;
    Packet m_packet;
};

} // namespace

Packet parsePacket(QByteArrayView octets, Revision revision, qint64 offset)
{
    if (revision == Revision::V1)
        return parseOlderPacket(octets, offset);
    return FieldReader(octets, revision, offset).read();
}

} // namespace Pushscope::SocketIo
