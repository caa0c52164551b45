// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/socketio/olderpacket.h"

#include "protocol/jsonscanner.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <optional>

namespace Pushscope::SocketIo {

namespace {

constexpr QByteArrayView Replacement("\xef\xbf\xbd"); // U+FFFD
constexpr QByteArrayView TildeMark("~m~");
constexpr QByteArrayView TildeHeartbeat("~h~");
constexpr QByteArrayView TildeJson("~j~");

/// Acks and lengths are counted by ones; JavaScript counts no further.
constexpr qint64 LargestNumber = qint64 { 1 } << 53;

// As they are numbered on the wire.
constexpr std::array<PacketType, 9> Types { PacketType::Disconnect, PacketType::Connect,
                                            PacketType::Heartbeat,  PacketType::Message,
                                            PacketType::Json,       PacketType::Event,
                                            PacketType::Ack,        PacketType::ConnectError,
                                            PacketType::Noop };

bool isDigit(char octet)
{
    return octet >= '0' && octet <= '9';
}

bool isDigits(QByteArrayView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, isDigit);
}

/// nullopt where it is no number, or more than anybody counts.
std::optional<qint64> numberOf(QByteArrayView digits)
{
    if (!isDigits(digits))
        return std::nullopt;
    qint64 number = 0;
    for (const char digit : digits)
        number = std::min(number * 10 + (digit - '0'), LargestNumber + 1);
    return number > LargestNumber ? std::nullopt : std::optional(number);
}

/// Where @p units UTF-16 code units from @p begin on end; -1 where that is inside a character,
/// nullopt where @p body ends before.
std::optional<qsizetype> endOfUnits(QByteArrayView body, qsizetype begin, qint64 units)
{
    qsizetype at = begin;
    for (; at < body.size(); ++at) {
        const auto octet = static_cast<quint8>(body[at]);
        const bool isContinuation = (octet & 0xc0) == 0x80;
        if (isContinuation)
            continue;
        if (units == 0)
            return at;
        units -= octet >= 0xf0 ? 2 : 1;
        if (units < 0)
            return -1;
    }
    return units == 0 ? std::optional(at) : std::nullopt;
}

/// The frame that begins at @p begin with @p mark.
OlderFrame frameAt(QByteArrayView body, qsizetype begin, QByteArrayView mark)
{
    OlderFrame frame;
    frame.hasMarks = true;
    frame.range = { begin, body.size() };
    frame.content = { body.size(), body.size() };
    const qsizetype digits = begin + mark.size();
    qsizetype at = digits;
    while (at < body.size() && isDigit(body[at]))
        ++at;
    const QByteArrayView rest = body.sliced(at);
    const auto length = numberOf(body.sliced(digits, at - digits));
    if (rest.size() < mark.size() && mark.startsWith(rest)) {
        frame.violations.add(Violation::CutOff);
        return frame;
    }
    if (!length || !rest.startsWith(mark)) {
        frame.violations.add(Violation::BadPayloadLength);
        return frame;
    }
    frame.content.begin = at + mark.size();
    const auto end = endOfUnits(body, frame.content.begin, *length);
    if (!end) {
        frame.violations.add(Violation::CutOff);
    } else if (*end < 0) {
        frame.violations.add(Violation::BadPayloadLength);
    } else {
        frame.range.end = frame.content.end = *end;
    }
    return frame;
}

QByteArrayView markOf(QByteArrayView body)
{
    return body.startsWith(Replacement) ? Replacement
        : body.startsWith(TildeMark)    ? TildeMark
                                        : QByteArrayView();
}

/// One member of a JSON object, its value verbatim.
struct Member {
    QByteArrayView key; ///< With its quotes.
    QByteArrayView value;
};

/// nullopt where @p data is no JSON object.
std::optional<std::vector<Member>> membersOf(QByteArrayView data)
{
    JsonScanner whole(data);
    whole.skipBlanks();
    const bool isValue = whole.skipValue();
    whole.skipBlanks();
    JsonScanner scanner(data);
    scanner.skipBlanks();
    if (!isValue || !whole.isAtEnd() || !scanner.take('{'))
        return std::nullopt;
    std::vector<Member> members;
    for (;;) {
        Member member;
        scanner.skipBlanks();
        if (!scanner.skipKey(member.key))
            return members;
        scanner.skipBlanks();
        const qsizetype begin = scanner.offset();
        if (!scanner.skipValue())
            return members;
        member.value = scanner.from(begin);
        members.push_back(member);
        scanner.skipBlanks();
        if (!scanner.take(','))
            return members;
    }
}

bool isJson(QByteArrayView data)
{
    JsonScanner scanner(data);
    scanner.skipBlanks();
    const bool isValue = scanner.skipValue();
    scanner.skipBlanks();
    return isValue && scanner.isAtEnd();
}

class OlderReader
{
public:
    OlderReader(QByteArrayView octets, qint64 offset)
        : m_octets(octets)
        , m_offset(offset)
    {
        m_packet.range = { offset, offset + octets.size() };
    }

    Packet read()
    {
        const std::vector<OlderFrame> frames = olderFrames(m_octets);
        OlderFrame frame;
        if (!frames.empty())
            frame = frames.front();
        m_packet.violations.add(frame.violations);
        m_begin = frame.content.begin;
        m_text = m_octets.sliced(m_begin, frame.content.size());
        m_packet.typeRange = at(0, 0);
        m_packet.dataRange = at(m_text.size(), m_text.size());
        if (m_text.isEmpty() && !frame.violations.isEmpty())
            return m_packet; // That says it.
        if (frame.hasMarks && readTildes())
            return m_packet;
        if (!readHandshake())
            readMessage(frame.hasMarks);
        return m_packet;
    }

private:
    void fault(Violation violation) { m_packet.violations.add(violation); }
    [[nodiscard]] ByteRange at(qsizetype begin, qsizetype end) const
    {
        return { m_offset + m_begin + begin, m_offset + m_begin + end };
    }
    void setData(qsizetype begin)
    {
        m_packet.data = m_text.sliced(begin).toByteArray();
        m_packet.dataRange = at(begin, m_text.size());
    }

    /// Version 0.6 has these instead of types.
    bool readTildes()
    {
        const bool isBeat = m_text.startsWith(TildeHeartbeat);
        if (!isBeat && !m_text.startsWith(TildeJson))
            return false;
        m_packet.type = isBeat ? PacketType::Heartbeat : PacketType::Json;
        m_packet.typeRange = at(0, TildeJson.size());
        setData(TildeJson.size());
        if (!isBeat && !isJson(m_packet.data))
            fault(Violation::BadJson);
        return true;
    }

    /// "transport ids are separated by a comma": `4d4f185e96a7b:15:10:websocket,xhr-polling`; a
    /// time-out may be empty.
    bool readHandshake()
    {
        const QList<QByteArray> parts = m_text.toByteArray().split(':');
        constexpr qsizetype Parts = 4;
        const auto isTime = [](const QByteArray &part) { return part.isEmpty() || isDigits(part); };
        if (parts.size() != Parts || parts[0].size() < 2 || !isTime(parts[1]) || !isTime(parts[2]))
            return false;
        QJsonArray transports;
        for (const QByteArray &transport : parts[3].split(','))
            transports.append(QString::fromUtf8(transport));
        QJsonObject object { { QStringLiteral("sid"), QString::fromUtf8(parts[0]) },
                             { QStringLiteral("transports"), transports } };
        if (!parts[1].isEmpty())
            object[QStringLiteral("heartbeat_timeout_s")] = parts[1].toLongLong();
        if (!parts[2].isEmpty())
            object[QStringLiteral("close_timeout_s")] = parts[2].toLongLong();
        m_packet.type = PacketType::Handshake;
        m_packet.data = QJsonDocument(object).toJson(QJsonDocument::Compact);
        m_packet.dataRange = at(0, m_text.size());
        return true;
    }

    /// `type ":" [id ["+"]] ":" [endpoint] [":" data]`.
    void readMessage(bool hasMarks)
    {
        const qsizetype first = m_text.indexOf(':');
        const qsizetype second = first < 0 ? -1 : m_text.indexOf(':', first + 1);
        const bool hasType = first == 1 && isDigit(m_text.front());
        if (second < 0 || !hasType) {
            // What version 0.6 frames need not be of any form.
            if (hasMarks)
                m_packet.type = PacketType::Message;
            else
                fault(Violation::BadPacket);
            setData(0);
            return;
        }
        m_packet.typeRange = at(0, 1);
        const auto number = static_cast<std::size_t>(m_text.front() - '0');
        if (number < Types.size())
            m_packet.type = Types[number];
        else
            fault(Violation::UnknownPacketType);
        readId(first + 1, second);
        const qsizetype third = m_text.indexOf(':', second + 1);
        readEndpoint(second + 1, third < 0 ? m_text.size() : third);
        if (third >= 0)
            setData(third + 1);
        readData();
    }

    void readId(qsizetype begin, qsizetype end)
    {
        if (begin == end)
            return;
        // "If the message id is followed by a +, the ACK is not handled by socket.io but by the
        // user": it carries data.
        const qsizetype digitsEnd = m_text[end - 1] == '+' ? end - 1 : end;
        m_packet.ackIdRange = at(begin, end);
        const auto number = numberOf(m_text.sliced(begin, digitsEnd - begin));
        if (number)
            m_packet.ackId = static_cast<quint64>(*number);
        else
            fault(Violation::BadPacket);
    }

    void readEndpoint(qsizetype begin, qsizetype end)
    {
        m_packet.namespaceRange = at(begin, end);
        const QByteArrayView endpoint = m_text.sliced(begin, end - begin);
        const qsizetype query = endpoint.indexOf('?');
        const QByteArrayView name = query < 0 ? endpoint : endpoint.first(query);
        if (!name.isEmpty())
            m_packet.namespaceName = name.toByteArray();
        if (query >= 0)
            m_packet.query = endpoint.sliced(query + 1).toByteArray();
    }

    void readData()
    {
        if (m_packet.type == PacketType::Event)
            readEvent();
        else if (m_packet.type == PacketType::Ack)
            readAck();
        else if (m_packet.type == PacketType::Json && !isJson(m_packet.data))
            fault(Violation::BadJson);
    }

    /// "name" is required, "args" is not.
    void readEvent()
    {
        const auto members = membersOf(m_packet.data);
        if (!members) {
            fault(isJson(m_packet.data) ? Violation::BadPacket : Violation::BadJson);
            return;
        }
        QByteArrayView name;
        QByteArrayView arguments;
        for (const Member &member : *members) {
            if (member.key == "\"name\"")
                name = member.value;
            else if (member.key == "\"args\"")
                arguments = member.value;
        }
        const bool isList = arguments.isEmpty() || arguments.startsWith('[');
        if (!name.startsWith('"') || !isList) {
            fault(Violation::BadPacket);
            return;
        }
        const QByteArray quoted('[' + name.toByteArray() + ']');
        m_packet.event = QJsonDocument::fromJson(quoted).array().at(0).toString().toUtf8();
        QByteArray list;
        if (arguments.size() > 2)
            list = arguments.sliced(1, arguments.size() - 2).trimmed().toByteArray();
        m_packet.data = '[' + name.toByteArray() + (list.isEmpty() ? list : ',' + list) + ']';
    }

    /// `6:::4+["A","B"]`: what it answers stands in the data.
    void readAck()
    {
        const qsizetype plus = m_packet.data.indexOf('+');
        const auto number = numberOf(QByteArrayView(m_packet.data).first(
            plus < 0 ? m_packet.data.size() : plus));
        if (!number) {
            fault(Violation::BadPacket);
            return;
        }
        const qint64 digits = m_packet.dataRange.begin;
        const qint64 digitsEnd = plus < 0 ? m_packet.dataRange.end : digits + plus;
        m_packet.ackId = static_cast<quint64>(*number);
        m_packet.ackIdRange = { digits, digitsEnd };
        m_packet.dataRange.begin = plus < 0 ? digitsEnd : digitsEnd + 1;
        m_packet.data = plus < 0 ? QByteArray() : m_packet.data.mid(plus + 1);
        if (!m_packet.data.isEmpty() && !isJson(m_packet.data))
            fault(Violation::BadJson);
    }

    QByteArrayView m_octets;
    qint64 m_offset;
    QByteArrayView m_text; ///< The message in its frame.
    qint64 m_begin = 0;    ///< Of that, in the octets.
    Packet m_packet;
};

} // namespace

std::vector<OlderFrame> olderFrames(QByteArrayView body)
{
    std::vector<OlderFrame> frames;
    if (body.isEmpty())
        return frames;
    const QByteArrayView mark = markOf(body);
    if (mark.isEmpty()) {
        OlderFrame &all = frames.emplace_back();
        all.range = all.content = { 0, body.size() };
        return frames;
    }
    for (qsizetype at = 0; at < body.size(); at = frames.back().range.end) {
        if (body.sliced(at).startsWith(mark)) {
            frames.push_back(frameAt(body, at, mark));
            continue;
        }
        OlderFrame &rest = frames.emplace_back();
        rest.hasMarks = true;
        rest.range = { at, body.size() };
        rest.content = { body.size(), body.size() };
        rest.violations.add(mark.startsWith(body.sliced(at)) ? Violation::CutOff
                                                              : Violation::BadPayloadLength);
    }
    return frames;
}

Packet parseOlderPacket(QByteArrayView octets, qint64 offset)
{
    return OlderReader(octets, offset).read();
}

} // namespace Pushscope::SocketIo
