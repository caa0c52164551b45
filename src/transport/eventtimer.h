// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "transport/network.h"

#include <QBasicTimer>
#include <QObject>

namespace Pushscope {

/// A timer of the thread's event loop.
class EventTimer final : public QObject, public Timer
{
public:
    EventTimer(std::chrono::milliseconds delay, std::function<void()> function);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    QBasicTimer m_timer;
    std::function<void()> m_function;
};

} // namespace Pushscope
