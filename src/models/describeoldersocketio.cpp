// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Rows and fields of Socket.IO before 1.0, and of what Flash sockets ask first.

#include "capture/packetfacts.h"
#include "capture/recorddecoder.h"
#include "models/formatting.h"
#include "models/inspectionparts.h"
#include "models/previewtext.h"
#include "models/recordwords.h"
#include "models/words.h"
#include "protocol/flashpolicy.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace Pushscope {

namespace {

/// No policy file is as long that anybody reads it here.
constexpr qint64 MostPolicyOctets = 64 * 1024;
constexpr QLatin1StringView HeartbeatTimeout("heartbeat_timeout_s");
constexpr QLatin1StringView CloseTimeout("close_timeout_s");

QString flashOf(const Record &record)
{
    return record.kind == RecordKind::HttpData && !record.detail.isEmpty()
        ? RecordWords::text(detailOf(record), QLatin1StringView("flash"))
        : QString();
}

QString transportsOf(const QJsonObject &handshake)
{
    QStringList names;
    for (const QJsonValue name : handshake.value(QLatin1StringView("transports")).toArray())
        names << lineText(name.toString().toUtf8());
    return names.join(u", ");
}

QString secondsOf(const QJsonObject &handshake, QLatin1StringView name)
{
    const QJsonValue seconds = handshake.value(name);
    return seconds.isUndefined() ? QString() : Words::tr("%1 s").arg(groupedNumber(seconds.toInteger()));
}

QString sidOf(const QJsonObject &handshake)
{
    return lineText(handshake.value(QLatin1StringView("sid")).toString().toUtf8());
}

/// As the library 0.9 numbers them.
QString reasonText(const QByteArray &reason)
{
    switch (reason.isEmpty() ? '\0' : reason.front()) {
    case '0':
        return Words::tr("the server does not support the transport");
    case '1':
        return Words::tr("the client has not shaken hands, or the server forgot that it had");
    case '2':
        return Words::tr("the client is not authorised");
    default:
        return {};
    }
}

} // namespace

namespace RecordWords {

QString olderPreview(const SocketIo::Packet &packet)
{
    using Type = SocketIo::PacketType;
    if (packet.type == Type::Handshake) {
        const QJsonObject handshake = QJsonDocument::fromJson(packet.data).object();
        const QString beat = secondsOf(handshake, HeartbeatTimeout);
        return joined({ QStringLiteral("sid ") + sidOf(handshake),
                        beat.isEmpty() ? Words::tr("no heartbeat")
                                       : Words::tr("heartbeat within %1").arg(beat),
                        Words::tr("by %1").arg(transportsOf(handshake)) });
    }
    if (packet.type == Type::ConnectError)
        return joined({ lineText(packet.data), reasonText(packet.data) });
    return previewText(packet.data, packet.data.size() >= PreviewOctets);
}

std::optional<RowText> describeFlashPolicy(const Record &record, OctetSource &octets)
{
    const QString flash = flashOf(record);
    if (flash.isEmpty())
        return std::nullopt;
    if (flash == QLatin1StringView("policy-request"))
        return RowText { Words::tr("Flash policy request"),
                         Words::tr("asks whom the server lets open sockets"), Severity::Normal };
    const auto policy = parseFlashPolicy(wireOctets(record, octets, MostPolicyOctets));
    if (!policy)
        return RowText { Words::tr("Flash policy"), contentPreview(record, octets),
                         Severity::Normal };
    QStringList whom;
    for (const FlashPolicyAccess &access : *policy)
        whom << QString(lineText(access.domain) + u':' + lineText(access.ports));
    return RowText { Words::tr("Flash policy"),
                     whom.isEmpty() ? Words::tr("lets nobody open sockets")
                                    : Words::tr("lets %1 open sockets").arg(whom.join(u", ")),
                     Severity::Normal };
}

} // namespace RecordWords

namespace InspectionParts {

void addOlderFields(Inspection &inspection, const SocketIo::Packet &packet)
{
    const auto add = [&](const QString &name, const QString &value, const QString &remark) {
        inspection.fields.append({ name, value, remark, Severity::Normal });
    };
    if (packet.type == SocketIo::PacketType::ConnectError) {
        const QList<QByteArray> parts = packet.data.split('+');
        add(Words::tr("reason"), lineText(parts.value(0)), reasonText(parts.value(0)));
        if (parts.size() > 1)
            add(Words::tr("advice"), lineText(parts[1]),
                parts[1] == "0" ? Words::tr("to connect anew") : QString());
        return;
    }
    if (packet.type != SocketIo::PacketType::Handshake) {
        const bool isText = packet.type == SocketIo::PacketType::Message
            || packet.type == SocketIo::PacketType::Json
            || packet.type == SocketIo::PacketType::Heartbeat;
        if (isText && !packet.data.isEmpty())
            add(Words::tr("data"), previewText(packet.data.left(PreviewOctets),
                                               packet.data.size() > PreviewOctets), {});
        return;
    }
    const QJsonObject handshake = QJsonDocument::fromJson(packet.data).object();
    add(QStringLiteral("sid"), sidOf(handshake), Words::tr("names the session in every request"));
    add(QStringLiteral("heartbeat timeout"), secondsOf(handshake, HeartbeatTimeout),
        Words::tr("after which a missing heartbeat ends the session"));
    add(QStringLiteral("close timeout"), secondsOf(handshake, CloseTimeout),
        Words::tr("that a lost connection may take to come back"));
    add(QStringLiteral("transports"), transportsOf(handshake),
        Words::tr("which the server speaks"));
}

bool inspectFlashPolicy(Inspection &inspection, const Record &record, OctetSource &octets)
{
    const QString flash = flashOf(record);
    if (flash.isEmpty())
        return false;
    addSection(inspection, QStringLiteral("Cross-domain policy files"),
               QStringLiteral("https://www.adobe.com/devnet-docs/acrobatetk/tools/AppSec/xdomain.html"));
    if (flash == QLatin1StringView("policy-request")) {
        addFact(inspection, Words::tr("Asked for"),
                Words::tr("the policy file, alone on a connection; the socket comes with the next"));
        return true;
    }
    const auto policy = parseFlashPolicy(wireOctets(record, octets, MostPolicyOctets));
    if (!policy) {
        addFact(inspection, Words::tr("A Flash Player"), Words::tr("cannot read it as a policy file"));
        return true;
    }
    for (const FlashPolicyAccess &access : *policy) {
        const bool isAll = access.domain == "*";
        inspection.fields.append({ QStringLiteral("domain"), lineText(access.domain),
                                   isAll ? Words::tr("every page") : Words::tr("pages of this host"),
                                   isAll ? Severity::Warning : Severity::Normal });
        inspection.fields.append({ QStringLiteral("to-ports"), lineText(access.ports),
                                   access.ports == "*" ? Words::tr("every port") : QString(),
                                   Severity::Normal });
    }
    return true;
}

} // namespace InspectionParts

} // namespace Pushscope
