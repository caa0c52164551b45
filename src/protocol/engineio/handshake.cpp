// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/engineio/handshake.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace Pushscope::EngineIo {

namespace {

/// Octets or milliseconds beyond this are no number of anybody's: 2^53, as JSON numbers are sure.
constexpr double LargestNumber = 9007199254740992.0;

std::optional<qint64> countOf(const QJsonValue &value)
{
    const double number = value.toDouble(-1);
    if (!value.isDouble() || !(number >= 0 && number <= LargestNumber))
        return std::nullopt;
    return static_cast<qint64>(std::llround(number));
}

std::optional<QByteArrayList> namesOf(const QJsonValue &value)
{
    if (!value.isArray())
        return std::nullopt;
    QByteArrayList names;
    for (const QJsonValue &name : value.toArray()) {
        if (!name.isString())
            return std::nullopt;
        names += name.toString().toUtf8();
    }
    return names;
}

} // namespace

std::optional<Handshake> parseHandshake(QByteArrayView json)
{
    const QJsonDocument document
        = QJsonDocument::fromJson(QByteArray::fromRawData(json.data(), json.size()));
    if (!document.isObject())
        return std::nullopt;
    const QJsonObject object = document.object();
    const QString sid = object.value(QLatin1StringView("sid")).toString();
    const auto upgrades = namesOf(object.value(QLatin1StringView("upgrades")));
    const auto interval = countOf(object.value(QLatin1StringView("pingInterval")));
    const auto timeout = countOf(object.value(QLatin1StringView("pingTimeout")));
    if (sid.isEmpty() || !upgrades || !interval || !timeout)
        return std::nullopt;
    Handshake handshake{ sid.toUtf8(), *upgrades, std::chrono::milliseconds(*interval),
                         std::chrono::milliseconds(*timeout), std::nullopt };
    const QJsonValue maxPayload = object.value(QLatin1StringView("maxPayload"));
    if (!maxPayload.isUndefined()) {
        handshake.maxPayloadOctets = countOf(maxPayload);
        if (!handshake.maxPayloadOctets)
            return std::nullopt;
    }
    return handshake;
}

QByteArray serializeHandshake(const Handshake &handshake)
{
    const auto quoted = [](const QByteArray &text) -> QByteArray {
        const QByteArray array
            = QJsonDocument(QJsonArray{ QString::fromUtf8(text) }).toJson(QJsonDocument::Compact);
        return array.sliced(1, array.size() - 2);
    };
    QByteArrayList upgrades;
    for (const QByteArray &upgrade : handshake.upgrades)
        upgrades += quoted(upgrade);
    QByteArray json = "{\"sid\":" + quoted(handshake.sid) + ",\"upgrades\":[" + upgrades.join(',')
        + "],\"pingInterval\":" + QByteArray::number(qint64{ handshake.pingInterval.count() })
        + ",\"pingTimeout\":" + QByteArray::number(qint64{ handshake.pingTimeout.count() });
    if (handshake.maxPayloadOctets)
        json += ",\"maxPayload\":" + QByteArray::number(*handshake.maxPayloadOctets);
    return json + '}';
}

} // namespace Pushscope::EngineIo
