// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/stopwatcher.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace Pushscope {

namespace {

/// Any JSON text, also a bare value, which QJsonDocument does not take.
QJsonValue parseValue(QByteArrayView json)
{
    const QByteArray wrapped = '[' + json.toByteArray() + ']';
    const QJsonArray array = QJsonDocument::fromJson(wrapped).array();
    return array.size() == 1 ? array.at(0) : QJsonValue(QJsonValue::Undefined);
}

/// Spec: RFC 6901 §4.
QJsonValue lookUp(QJsonValue value, const QByteArray &pointer)
{
    if (pointer.isEmpty())
        return value;
    for (QByteArray token : pointer.mid(1).split('/')) {
        token.replace("~1", "/").replace("~0", "~");
        if (value.isArray()) {
            bool isIndex = false;
            const int index = token.toInt(&isIndex);
            value = isIndex ? value.toArray().at(index) : QJsonValue(QJsonValue::Undefined);
        } else {
            value = value.toObject().value(QString::fromUtf8(token));
        }
    }
    return value;
}

} // namespace

StopWatcher::StopWatcher(const StopConditions &conditions)
    : m_conditions(conditions)
{
    if (m_conditions.pointerEquals)
        m_wanted = parseValue(m_conditions.pointerEquals->second);
    if (m_conditions.messageCount && *m_conditions.messageCount <= 0)
        m_isMet = true;
}

bool StopWatcher::isExpecting() const
{
    return m_conditions.messageCount || m_conditions.pointerEquals || m_conditions.atFirstOk
        || m_conditions.eventType;
}

void StopWatcher::messageArrived(QByteArrayView content)
{
    ++m_messages;
    if (m_conditions.messageCount && m_messages >= *m_conditions.messageCount)
        m_isMet = true;
    if (m_conditions.pointerEquals && pointerMatches(content))
        m_isMet = true;
}

void StopWatcher::eventArrived(QByteArrayView type)
{
    if (m_conditions.eventType && type == *m_conditions.eventType)
        m_isMet = true;
}

void StopWatcher::statusArrived(int status)
{
    constexpr int FirstOk = 200;
    constexpr int LastOk = 299;
    if (m_conditions.atFirstOk && status >= FirstOk && status <= LastOk)
        m_isMet = true;
}

bool StopWatcher::pointerMatches(QByteArrayView content) const
{
    const QJsonValue value = parseValue(content);
    if (value.isUndefined())
        return false;
    const QJsonValue found = lookUp(value, m_conditions.pointerEquals->first);
    return !found.isUndefined() && found == m_wanted;
}

} // namespace Pushscope
