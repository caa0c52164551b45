// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/composer/messagehistory.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace Pushscope {

void MessageHistory::add(const Entry &entry)
{
    if (entry.draft.isEmpty())
        return;
    m_entries.removeAll(entry);
    m_entries.append(entry);
    while (m_entries.size() > MostEntries)
        m_entries.removeFirst();
}

QByteArray MessageHistory::saved() const
{
    QJsonArray array;
    qsizetype octets = 0;
    // From the newest on, as many as fit.
    for (auto entry = m_entries.crbegin(); entry != m_entries.crend(); ++entry) {
        const qsizetype size = QJsonDocument(entry->draft).toJson(QJsonDocument::Compact).size();
        if (size > LongestKept)
            continue;
        if (octets + size > MostKept)
            break;
        octets += size;
        array.prepend(QJsonObject{ { QStringLiteral("kind"), QString::fromLatin1(entry->kind) },
                                   { QStringLiteral("draft"), entry->draft } });
    }
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

void MessageHistory::load(const QByteArray &saved)
{
    m_entries.clear();
    const QJsonArray array = QJsonDocument::fromJson(saved).array();
    for (const QJsonValue &value : array) {
        const QJsonObject object = value.toObject();
        add({ object.value(QLatin1String("kind")).toString().toLatin1(),
              object.value(QLatin1String("draft")).toObject() });
    }
}

} // namespace Pushscope
