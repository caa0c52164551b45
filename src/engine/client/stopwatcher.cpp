// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/stopwatcher.h"

#include "capture/jsonvalue.h"

namespace Pushscope {

StopWatcher::StopWatcher(const StopConditions &conditions)
    : m_conditions(conditions)
{
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
    const auto &[pointer, wanted] = *m_conditions.pointerEquals;
    const auto found = jsonAt(content, pointer);
    return found && isValidJson(wanted) && isSameJson(*found, wanted);
}

} // namespace Pushscope
