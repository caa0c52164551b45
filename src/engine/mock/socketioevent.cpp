// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/socketioevent.h"

#include "capture/jsonvalue.h"
#include "capture/jsonwriter.h"
#include "protocol/socketio/serializer.h"

namespace Pushscope {

namespace {

/// The number of the attachment that @p object stands for.
std::optional<qsizetype> placeholderOf(QByteArrayView object)
{
    const auto members = jsonMembers(object);
    if (!members)
        return std::nullopt;
    bool isPlaceholder = false;
    std::optional<qsizetype> number;
    for (const auto &[key, value] : *members) {
        if (key == "_placeholder")
            isPlaceholder = value == "true";
        else if (key == "num")
            number = value.toByteArray().toLongLong();
    }
    return isPlaceholder ? number : std::nullopt;
}

std::vector<QByteArrayView> childrenOf(QByteArrayView json)
{
    if (auto elements = jsonElements(json))
        return std::move(*elements);
    std::vector<QByteArrayView> children;
    if (const auto members = jsonMembers(json)) {
        for (const auto &[key, value] : *members)
            children.push_back(value);
    }
    return children;
}

/// Depth is what JsonScanner let through.
void inlineInto(QByteArray &out, QByteArrayView json, const QList<QByteArray> &attachments)
{
    const auto number = placeholderOf(json);
    if (number && *number >= 0 && *number < attachments.size()) {
        out += "{\"base64\":\"" + attachments.at(*number).toBase64() + "\"}";
        return;
    }
    const char *from = json.begin();
    for (QByteArrayView child : childrenOf(json)) {
        out += QByteArrayView(from, child.begin());
        inlineInto(out, child, attachments);
        from = child.end();
    }
    out += QByteArrayView(from, json.end());
}

EngineIo::Packet messagePacket(const QByteArray &data, bool isBinary)
{
    EngineIo::Packet packet;
    packet.type = EngineIo::PacketType::Message;
    packet.data = data;
    packet.isBinary = isBinary;
    return packet;
}

} // namespace

SocketIoEmission socketIoArguments(const QByteArray &json)
{
    SocketIoEmission emission;
    const QByteArray list = jsonElements(json) ? json : '[' + json + ']';
    emission.arguments = liftAttachments(list, emission.attachments);
    return emission;
}

SocketIoEmission socketIoEvent(const QByteArray &event, const ChannelMessage &message)
{
    SocketIoEmission emission;
    emission.event = event;
    emission.arguments
        = liftAttachments(QByteArray('[' + message.json + ']'), emission.attachments);
    return emission;
}

std::optional<SocketIoEmission> socketIoReceived(const SocketIo::Message &message)
{
    const SocketIo::Packet &packet = *message.packet;
    const auto elements = jsonElements(packet.data);
    const bool isEvent = packet.type == SocketIo::PacketType::Event
        || packet.type == SocketIo::PacketType::BinaryEvent;
    if (!elements || (isEvent && elements->empty()))
        return std::nullopt;
    SocketIoEmission emission;
    emission.namespaceName = packet.namespaceName;
    emission.event = packet.event;
    emission.attachments = QList<QByteArray>(message.attachments.begin(), message.attachments.end());
    emission.arguments = "[";
    for (std::size_t i = isEvent ? 1 : 0; i < elements->size(); ++i) {
        if (emission.arguments.size() > 1)
            emission.arguments += ',';
        emission.arguments += (*elements)[i];
    }
    emission.arguments += ']';
    return emission;
}

QByteArray inlinedArguments(const SocketIoEmission &emission)
{
    if (emission.attachments.isEmpty())
        return emission.arguments;
    QByteArray json;
    inlineInto(json, emission.arguments, emission.attachments);
    return json;
}

std::vector<EngineIo::Packet> socketIoPackets(const SocketIoEmission &emission,
                                              std::optional<quint64> id, qint64 tooMany)
{
    using SocketIo::PacketType;
    const bool isBinary = !emission.attachments.isEmpty();
    const bool isAck = emission.acknowledges.has_value();
    SocketIo::Packet packet;
    packet.type = isAck ? (isBinary ? PacketType::BinaryAck : PacketType::Ack)
                        : (isBinary ? PacketType::BinaryEvent : PacketType::Event);
    packet.namespaceName = emission.namespaceName;
    packet.attachments = emission.attachments.size() + tooMany;
    packet.ackId = isAck ? emission.acknowledges : id;
    packet.data = emissionData(emission);
    std::vector<EngineIo::Packet> packets { messagePacket(SocketIo::serializePacket(packet),
                                                          false) };
    for (const QByteArray &attachment : emission.attachments)
        packets.push_back(messagePacket(attachment, true));
    return packets;
}

QByteArray queryJson(const QUrlQuery &query)
{
    QByteArray json;
    JsonWriter writer(json);
    for (const auto &[name, value] : query.queryItems(QUrl::FullyDecoded))
        writer.string(name.toUtf8(), value.toUtf8());
    writer.finish();
    return json;
}

EngineIo::Packet socketIoPacket(SocketIo::PacketType type, const QByteArray &namespaceName,
                                const QByteArray &data)
{
    SocketIo::Packet packet;
    packet.type = type;
    packet.namespaceName = namespaceName;
    packet.data = data;
    return messagePacket(SocketIo::serializePacket(packet), false);
}

} // namespace Pushscope
