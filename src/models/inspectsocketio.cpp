// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The inspector on Engine.IO and Socket.IO.

#include "capture/packetfacts.h"
#include "capture/recorddecoder.h"
#include "models/formatting.h"
#include "models/inspectionparts.h"
#include "models/previewtext.h"
#include "models/recordwords.h"
#include "models/socketiowords.h"
#include "models/words.h"
#include "protocol/engineio/handshake.h"
#include "protocol/jsonscanner.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace Pushscope::InspectionParts {

namespace {

using EngineType = EngineIo::PacketType;
using SocketType = SocketIo::PacketType;

/// More attachments than that are in no table that anybody reads.
constexpr qsizetype MostListed = 100;
constexpr qsizetype HexOctets = 64; ///< Shown of each.

void addField(Inspection &inspection, const QString &name, const QString &value,
              const QString &remark = {})
{
    inspection.fields.append({ name, value, remark, Severity::Normal });
}

QString typeMeaning(EngineType type)
{
    switch (type) {
    case EngineType::Open:
        return Words::tr("the server opens the session");
    case EngineType::Close:
        return Words::tr("the session is to be closed");
    case EngineType::Ping:
        return Words::tr("asks whether the other end is there");
    case EngineType::Pong:
        return Words::tr("answers a ping");
    case EngineType::Message:
        return Words::tr("carries something of the level above");
    case EngineType::Upgrade:
        return Words::tr("the client moves the session to this transport");
    case EngineType::Noop:
        return Words::tr("says nothing: it sends a waiting poll home");
    }
    return {};
}

void addHandshake(Inspection &inspection, const QByteArray &data)
{
    const auto handshake = EngineIo::parseHandshake(data);
    if (!handshake)
        return;
    QStringList upgrades;
    for (const QByteArray &upgrade : handshake->upgrades)
        upgrades << lineText(upgrade);
    addField(inspection, QStringLiteral("sid"), lineText(handshake->sid),
             Words::tr("names the session in every request"));
    addField(inspection, QStringLiteral("upgrades"), upgrades.join(u", "),
             upgrades.isEmpty() ? Words::tr("the session stays where it is")
                                : Words::tr("where the session may move to"));
    addField(inspection, QStringLiteral("pingInterval"),
             Words::tr("%1 ms").arg(groupedNumber(handshake->pingInterval.count())),
             Words::tr("between one ping and the next"));
    addField(inspection, QStringLiteral("pingTimeout"),
             Words::tr("%1 ms").arg(groupedNumber(handshake->pingTimeout.count())),
             Words::tr("after which a missing heartbeat ends the session"));
    if (handshake->maxPayloadOctets) {
        addField(inspection, QStringLiteral("maxPayload"),
                 octetsText(*handshake->maxPayloadOctets), Words::tr("most that one POST may have"));
    }
}

QString typeMeaning(SocketType type)
{
    switch (type) {
    case SocketType::Connect:
        return Words::tr("joins a namespace, or says that it was joined");
    case SocketType::Disconnect:
        return Words::tr("leaves the namespace");
    case SocketType::Event:
        return Words::tr("an event with its arguments");
    case SocketType::Ack:
        return Words::tr("answers the event with this ack id");
    case SocketType::ConnectError:
        return Words::tr("the server refuses the namespace");
    case SocketType::BinaryEvent:
        return Words::tr("an event whose binary arguments follow");
    case SocketType::BinaryAck:
        return Words::tr("an answer whose binary arguments follow");
    case SocketType::Heartbeat:
        return Words::tr("says that this end is there, or answers that");
    case SocketType::Message:
        return Words::tr("a text, of no event");
    case SocketType::Json:
        return Words::tr("a JSON value, of no event");
    case SocketType::Noop:
        return Words::tr("says nothing");
    case SocketType::Handshake:
        return Words::tr("the server opens the session");
    }
    return {};
}

/// The type as it stands on the wire; empty of what has none.
QByteArray typeDigits(const SocketIoFacts &facts)
{
    return facts.octets.mid(facts.packet.typeRange.begin, facts.packet.typeRange.size());
}

void addArguments(Inspection &inspection, const SocketIo::Packet &packet)
{
    const QByteArrayView arguments = argumentsOf(packet);
    JsonScanner scanner(arguments);
    for (qsizetype i = 0; i < MostListed && !scanner.isAtEnd(); ++i) {
        const qsizetype begin = scanner.offset();
        if (!scanner.skipValue())
            return;
        addField(inspection, QStringLiteral("args[%1]").arg(i),
                 previewText(scanner.from(begin).toByteArray().left(PreviewOctets),
                             scanner.from(begin).size() > PreviewOctets));
        scanner.skipBlanks();
        scanner.take(',');
        scanner.skipBlanks();
    }
}

void addAttachments(Inspection &inspection, const SocketIoFacts &facts)
{
    for (qsizetype i = 0; i < facts.attachments.size() && i < MostListed; ++i) {
        const QByteArray &octets = facts.attachments[i];
        inspection.parts.append({ Words::tr("attachment %1").arg(i), octets });
        const QString hex = hexText(octets.left(HexOctets));
        addField(inspection, Words::tr("attachment %1").arg(i),
                 octets.size() > HexOctets ? QString(hex + u" …") : hex, octetsText(octets.size()));
    }
}

} // namespace

void inspectEngineIo(Inspection &inspection, const Record &record, OctetSource &octets)
{
    const auto type = engineIoType(record);
    const EngineIo::Packet packet
        = engineIoPacket(record, octets, Inspection::MostPayloadOctets);
    if (type) {
        addField(inspection, Words::tr("type"),
                 QStringLiteral("%1 %2").arg(static_cast<int>(*type)).arg(
                     QLatin1StringView(EngineIo::packetTypeName(*type))),
                 typeMeaning(*type));
    }
    const bool isPolled = packetTransport(record) == PacketTransport::Polling;
    addField(inspection, Words::tr("transport"),
             QLatin1StringView(packetTransportName(packetTransport(record))),
             isPolled ? Words::tr("in the body of a poll or of a POST")
                      : Words::tr("in a message of a WebSocket"));
    addField(inspection, Words::tr("revision"),
             QString::number(static_cast<int>(engineIoRevision(record))),
             engineIoRevision(record) == EngineIo::Revision::V3
                 ? Words::tr("of the libraries 1.x and 2.x")
                 : Words::tr("of the libraries from 3.x on"));
    if (isProbe(record))
        inspection.remark = Words::tr("tries out whether the session can move here");
    if (packet.isBase64)
        addFact(inspection, Words::tr("Sent as"), QStringLiteral("base64"));
    if (type == EngineType::Open)
        addHandshake(inspection, packet.data);
    addSection(inspection, QStringLiteral("Engine.IO, Packet encoding"),
               QStringLiteral("https://github.com/socketio/engine.io-protocol#packet-encoding"));
}

void inspectSocketIo(Inspection &inspection, const Record &record, OctetSource &octets)
{
    const SocketIoFacts facts = socketIoFacts(record, octets, Inspection::MostPayloadOctets);
    const SocketIo::Packet &packet = facts.packet;
    if (const auto type = socketIoType(record)) {
        const QString name
            = QLatin1StringView(SocketIo::packetTypeName(*type, socketIoRevision(record)));
        inspection.remark = name;
        addField(inspection, Words::tr("type"),
                 QString(lineText(typeDigits(facts)) + u' ' + name).trimmed(), typeMeaning(*type));
        if (type == SocketType::ConnectError)
            inspection.verdict = Words::tr("Namespace refused");
    }
    const bool isOlder = socketIoRevision(record) == SocketIo::Revision::V1;
    if (isOlder)
        addField(inspection, Words::tr("revision"), QStringLiteral("1"),
                 Words::tr("of the libraries before 1.0"));
    if (!facts.octets.isEmpty() && packet.type != SocketType::Handshake) {
        addField(inspection, Words::tr("namespace"), lineText(packet.namespaceName),
                 packet.namespaceRange.isEmpty() ? Words::tr("the main one, implied") : QString());
    }
    if (!packet.query.isEmpty())
        addField(inspection, Words::tr("query"), lineText(packet.query));
    if (packet.ackId) {
        const bool isAnswer = packet.type == SocketType::Ack || packet.type == SocketType::BinaryAck;
        addField(inspection, Words::tr("ack id"), QString::number(*packet.ackId),
                 isAnswer ? Words::tr("of the event that it answers")
                          : Words::tr("an answer is asked for"));
    }
    if (!packet.event.isEmpty()) {
        inspection.verdict = lineText(packet.event); // As it was sent, and no sentence.
        addField(inspection, Words::tr("event"), lineText(packet.event));
    }
    addArguments(inspection, packet);
    if (isOlder) {
        addOlderFields(inspection, packet);
        addSection(inspection, QStringLiteral("socket.io-spec, Messages"),
                   QStringLiteral("https://github.com/LearnBoost/socket.io-spec#messages"));
        return;
    }
    if (packet.attachments > 0)
        addField(inspection, Words::tr("attachments"), groupedNumber(packet.attachments),
                 Words::tr("%1 came").arg(groupedNumber(facts.attachments.size())));
    addAttachments(inspection, facts);
    addSection(inspection, QStringLiteral("Socket.IO, Packet encoding"),
               QStringLiteral("https://github.com/socketio/socket.io-protocol#packet-encoding"));
}

void addRefusal(Inspection &inspection, const Record &record, OctetSource &octets)
{
    const auto refusal = engineIoRefusal(contentOctets(record, octets, PreviewOctets));
    const QString text = refusal ? engineIoRefusalText(refusal->code) : QString();
    if (text.isEmpty())
        return;
    addFact(inspection, Words::tr("If this is Engine.IO"), text);
}

} // namespace Pushscope::InspectionParts
