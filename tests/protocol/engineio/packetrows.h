// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/engineio/packet.h"

#include <QByteArrayList>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace Pushscope::EngineIo {

/// A row of tests/data/engineio/packets.json, which the npm parsers read as well.
struct PacketRow {
    QByteArray name;
    Revision revision = Revision::V4;
    QByteArray carrier; ///< payload, text, binary
    QByteArray octets;
    QByteArrayList lines; ///< As lineOf() has them.
    bool isValid = true;
};

inline PacketRow packetRow(const QJsonObject &object)
{
    const auto text = [](const QJsonObject &from, QLatin1StringView key) -> QByteArray {
        return from.value(key).toString().toUtf8();
    };
    using Key = QLatin1StringView;
    PacketRow row;
    row.name = text(object, Key("name"));
    row.revision = static_cast<Revision>(object.value(Key("revision")).toInt());
    row.carrier = text(object, Key("carrier"));
    row.octets = object.contains(Key("hex")) ? QByteArray::fromHex(text(object, Key("hex")))
                                             : text(object, Key("text"));
    for (const QJsonValue &value : object.value(Key("packets")).toArray()) {
        const QJsonObject packet = value.toObject();
        const QByteArray kind = text(packet, Key("kind"));
        const QByteArray data = text(packet, Key("data"));
        const QByteArray type = text(packet, Key("type"));
        QByteArray line = type.isEmpty() ? QByteArray("?") : type;
        line += kind == "binary" ? " binary " : " text ";
        line += kind == "text" ? data.toHex() : data;
        const QJsonArray at = packet.value(Key("at")).toArray();
        line += " [" + QByteArray::number(at[0].toInt()) + ',' + QByteArray::number(at[1].toInt())
            + ')';
        ViolationSet violations;
        for (const QJsonValue &name : packet.value(Key("violations")).toArray())
            violations.add(*violationFromName(name.toString().toLatin1()));
        for (Violation violation : violations.toVector())
            line += ' ' + violationName(violation).toByteArray();
        row.isValid = row.isValid && violations.isEmpty();
        row.lines += line;
    }
    return row;
}

/// The rows whose carrier is, or is not, a payload.
inline std::vector<PacketRow> packetRows(bool isPayload)
{
    std::vector<PacketRow> rows;
    QFile file(QStringLiteral(PUSHSCOPE_TEST_DATA "/engineio/packets.json"));
    if (!file.open(QIODevice::ReadOnly))
        return rows;
    const QJsonArray array = QJsonDocument::fromJson(file.readAll()).array();
    for (const QJsonValue &value : array) {
        PacketRow row = packetRow(value.toObject());
        if ((row.carrier == "payload") == isPayload)
            rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace Pushscope::EngineIo
