// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/story.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace Pushscope {

namespace {

constexpr const char *Told[] = {
    "from",   "cause",   "now",           "fires", "method",  "target",     "accepted", "why",
    "type",   "status",  "code",          "reason", "clean",  "by",         "how",      "error",
    "offers", "text",    "base64",        "event", "id",      "data",       "dispatched", "ms",
    "attempt", "delay_ms", "last_event_id", "round", "outcome", "overlapped", "changed", "empty",
    "framing", "complete", "violations", "cursor", "called", "late",
};

QByteArray toText(const QJsonValue &value)
{
    if (value.isString())
        return value.toString().toUtf8();
    if (value.isDouble())
        return QByteArray::number(value.toInteger());
    QByteArrayList parts;
    for (const QJsonValue &element : value.toArray())
        parts.append(element.toString().toUtf8());
    return parts.join(',');
}

} // namespace

QByteArray story(const QList<QJsonObject> &records)
{
    QByteArray text;
    for (const QJsonObject &record : records) {
        text += record.value(QLatin1StringView("kind")).toString().toUtf8();
        for (const char *name : Told) {
            const QJsonValue value = record.value(QLatin1StringView(name));
            if (value.isBool())
                text += (value.toBool() ? " " : " !") + QByteArray(name);
            else if (const QByteArray told = toText(value); !told.isEmpty())
                text += ' ' + told;
        }
        text += '\n';
    }
    return text;
}

QByteArray only(const QByteArray &text, const QByteArray &kinds)
{
    const QByteArrayList wanted = kinds.split(' ');
    QByteArray lines;
    for (const QByteArray &line : text.split('\n')) {
        if (wanted.contains(line.left(line.indexOf(' ') < 0 ? line.size() : line.indexOf(' '))))
            lines += line + '\n';
    }
    return lines;
}

} // namespace Pushscope
