// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport/eventtimer.h"

#include <QTimerEvent>

#include <algorithm>
#include <limits>

namespace Pushscope {

EventTimer::EventTimer(std::chrono::milliseconds delay, std::function<void()> function)
    : m_function(std::move(function))
{
    // Qt takes an int: 24 days at most.
    const auto bounded = std::clamp<qint64>(delay.count(), 0, std::numeric_limits<int>::max());
    m_timer.start(static_cast<int>(bounded), Qt::PreciseTimer, this);
}

void EventTimer::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_timer.timerId())
        return;
    m_timer.stop();
    // The function may destroy this timer, and with it m_function.
    const std::function<void()> function = std::move(m_function);
    function();
}

} // namespace Pushscope
