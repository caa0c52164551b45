// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/mock/publishhistory.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace Pushscope {

void PublishHistory::add(const QString &channel, const QString &message)
{
    if (message.size() > MaxCharacters)
        return;
    if (!m_messages.contains(channel) && m_messages.size() == MaxChannels)
        m_messages.erase(m_messages.begin());
    QStringList &messages = m_messages[channel];
    messages.removeAll(message);
    messages.prepend(message);
    if (messages.size() > MaxMessages)
        messages.removeLast();
}

QByteArray PublishHistory::saved() const
{
    QJsonObject object;
    for (auto it = m_messages.begin(); it != m_messages.end(); ++it)
        object.insert(it.key(), QJsonArray::fromStringList(it.value()));
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

void PublishHistory::restore(const QByteArray &saved)
{
    m_messages.clear();
    const QJsonObject object = QJsonDocument::fromJson(saved).object();
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QJsonArray messages = it.value().toArray();
        for (auto at = messages.size(); at > 0; --at)
            add(it.key(), messages.at(at - 1).toString());
    }
}

} // namespace Pushscope
