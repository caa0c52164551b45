// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Rows of Engine.IO and Socket.IO, and what their servers refuse with.

#include "capture/packetfacts.h"
#include "capture/recorddecoder.h"
#include "models/formatting.h"
#include "models/previewtext.h"
#include "models/recordwords.h"
#include "models/socketiowords.h"
#include "models/words.h"
#include "protocol/engineio/handshake.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace Pushscope {

namespace RecordWords {

namespace {

using EngineType = EngineIo::PacketType;
using SocketType = SocketIo::PacketType;

constexpr qint64 NsPerMs = 1'000'000;

QString msText(std::chrono::milliseconds time)
{
    return durationText(time.count() * NsPerMs);
}

QString openPreview(const QByteArray &data)
{
    const auto handshake = EngineIo::parseHandshake(data);
    if (!handshake)
        return previewText(data, false);
    QStringList upgrades;
    for (const QByteArray &upgrade : handshake->upgrades)
        upgrades << lineText(upgrade);
    return joined({ QStringLiteral("sid ") + lineText(handshake->sid),
                    upgrades.isEmpty() ? Words::tr("no upgrades")
                                       : Words::tr("may upgrade to %1").arg(upgrades.join(u", ")),
                    Words::tr("ping every %1, to be answered within %2")
                        .arg(msText(handshake->pingInterval), msText(handshake->pingTimeout)) });
}

/// The arguments as they stand, without the name of the event before them.
QString argumentsPreview(const SocketIo::Packet &packet, bool isEvent, bool isCut)
{
    QByteArray text = packet.data;
    if (isEvent) {
        const QByteArray whole = argumentsOf(packet).toByteArray();
        // What is cut off is no JSON: its beginning has to do.
        text = isCut || whole.isEmpty() ? packet.data : whole;
        if (!isCut && whole.isEmpty() && !packet.event.isEmpty())
            return {};
    }
    return previewText(text, isCut);
}

QString refusalPreview(const QByteArray &data)
{
    const QJsonDocument json = QJsonDocument::fromJson(data);
    const QString message = json.object().value(QLatin1StringView("message")).toString();
    return message.isEmpty() ? previewText(data, data.size() >= PreviewOctets)
                             : lineText(message.toUtf8());
}

QString attachmentsText(const Record &record, const SocketIo::Packet &packet)
{
    if (packet.attachments == 0)
        return {};
    QString text = Words::tr("attachments: %1").arg(groupedNumber(packet.attachments));
    if (record.violations.contains(Violation::MissingAttachment)
        || record.violations.contains(Violation::CutOff))
        text = Words::tr("%1, not all came").arg(text);
    return text;
}

} // namespace

QString engineIoTypeText(const Record &record)
{
    const auto type = engineIoType(record);
    if (!type)
        return Words::tr("Engine.IO packet of no known type");
    if (isProbe(record))
        return QStringLiteral("Engine.IO probe %1")
            .arg(QLatin1StringView(EngineIo::packetTypeName(*type)));
    return QStringLiteral("Engine.IO %1").arg(QLatin1StringView(EngineIo::packetTypeName(*type)));
}

RowText describeEngineIo(const Record &record, OctetSource &octets)
{
    const auto type = engineIoType(record);
    const QString what = engineIoTypeText(record);
    const QString transport = QLatin1StringView(packetTransportName(packetTransport(record)));
    if (type == EngineType::Open)
        return { what, openPreview(contentOctets(record, octets, PreviewOctets * 4)),
                 Severity::Normal };
    if (type == EngineType::Upgrade)
        return { what, Words::tr("from here on packets go by the WebSocket"), Severity::Normal };
    if (type == EngineType::Noop)
        return { what, Words::tr("ends the poll that waits"), Severity::Dim };
    const bool isBeat = type == EngineType::Ping || type == EngineType::Pong;
    return { what, joined({ transport, contentPreview(record, octets) }),
             isBeat && !isProbe(record) ? Severity::Dim : Severity::Normal };
}

RowText describeSocketIo(const Record &record, OctetSource &octets)
{
    const SocketIoFacts facts = socketIoFacts(record, octets, PreviewOctets);
    const SocketIo::Packet &packet = facts.packet;
    const auto type = socketIoType(record);
    const QString name = packet.namespaceName == "/" ? QString() : lineText(packet.namespaceName);
    const QString ack
        = packet.ackId ? Words::tr("ack %1").arg(QString::number(*packet.ackId)) : QString();
    if (!type) {
        return { facts.octets.isEmpty() ? Words::tr("binary of no packet")
                                        : Words::tr("Socket.IO packet of no known type"),
                 previewText(facts.octets, false), Severity::Normal };
    }
    const QString typeName
        = QLatin1StringView(SocketIo::packetTypeName(*type, socketIoRevision(record)));
    const bool isOlder = socketIoRevision(record) == SocketIo::Revision::V1;
    const bool isCut = facts.octets.size() >= PreviewOctets;
    const QString attachments = attachmentsText(record, packet);
    switch (*type) {
    case SocketType::Event:
    case SocketType::BinaryEvent: {
        const QByteArray event = eventOf(packet.data);
        const QString arguments = argumentsPreview(packet, true, isCut);
        return { event.isEmpty() ? typeName : lineText(event),
                 joined({ name, ack, arguments, attachments }), Severity::Normal };
    }
    case SocketType::Ack:
    case SocketType::BinaryAck:
        return { packet.ackId ? Words::tr("ack %1").arg(QString::number(*packet.ackId)) : typeName,
                 joined({ name, argumentsPreview(packet, false, isCut), attachments }),
                 Severity::Normal };
    case SocketType::ConnectError:
        return { typeName,
                 joined({ name, isOlder ? olderPreview(packet) : refusalPreview(packet.data) }),
                 Severity::Error };
    case SocketType::Heartbeat:
    case SocketType::Noop:
        return { typeName, lineText(packet.data), Severity::Dim };
    case SocketType::Handshake:
        return { Words::tr("Socket.IO 0.9 handshake"), olderPreview(packet), Severity::Normal };
    case SocketType::Message:
    case SocketType::Json:
        return { typeName, joined({ name, olderPreview(packet) }), Severity::Normal };
    case SocketType::Connect:
    case SocketType::Disconnect:
        break;
    }
    return { typeName,
             joined({ name, packet.query.isEmpty() ? QString() : u'?' + lineText(packet.query),
                      argumentsPreview(packet, false, isCut) }),
             Severity::Normal };
}

} // namespace RecordWords

std::optional<RefusalBody> engineIoRefusal(const QByteArray &body)
{
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    const QJsonValue code = object.value(QLatin1StringView("code"));
    const QJsonValue message = object.value(QLatin1StringView("message"));
    constexpr qsizetype Members = 2;
    if (!code.isDouble() || !message.isString() || object.size() != Members)
        return std::nullopt;
    return RefusalBody { static_cast<int>(code.toInteger(-1)), message.toString() };
}

QString engineIoRefusalText(int code)
{
    // As the servers of engine.io number them.
    switch (code) {
    case 0:
        return Words::tr("The server does not know the transport: usually the query has none or a "
                         "misspelt one, or the server is set to others only.");
    case 1:
        return Words::tr("The server does not know the session id: usually the requests of one "
                         "session reach several servers, behind a load balancer without sticky "
                         "sessions; or the server was restarted, or the session timed out.");
    case 2:
        return Words::tr("The server takes a handshake by GET only: usually a POST was sent "
                         "before there was a session id.");
    case 3:
        return Words::tr("The server cannot make sense of the request: usually its transport is "
                         "not the one that the session is on, or a proxy changed the request or "
                         "dropped its Upgrade field.");
    case 4:
        return Words::tr("The server refuses this client: usually what it checks requests by "
                         "(allowRequest) misses an origin, a cookie or a token.");
    case 5:
        return Words::tr("The server does not speak this version of the protocol: usually a client "
                         "of version 2 (EIO=3) at a server of version 3 or later that does not "
                         "have allowEIO3 set, or a newer client at an older server.");
    default:
        return {};
    }
}

} // namespace Pushscope
