// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/engineloop.h"
#include "transport/qtnetwork.h"

#include <QObject>
#include <QThread>

#include <functional>
#include <memory>

namespace Pushscope {

class Clock;

/// A thread with an event loop, a network and an EngineLoop on it.
///
/// Threads: created and destroyed on the owner's thread; run() from any.
class EngineThread
{
public:
    EngineThread(RecordSink &sink, const Clock &clock, const QString &name);
    EngineThread(const EngineThread &) = delete;
    EngineThread &operator=(const EngineThread &) = delete;
    /// Runs what was posted before, then ends the thread.
    ~EngineThread();

    /// Runs @p function on the thread, with its loop.
    void run(std::function<void(EngineLoop &)> function);
    /// The same, and waits for it: for short things only.
    void runAndWait(const std::function<void(EngineLoop &)> &function);

private:
    QThread m_thread;
    QObject m_context; ///< Lives on the thread; what is posted runs in its name.
    std::unique_ptr<QtNetwork> m_network;
    std::unique_ptr<EngineLoop> m_loop;
};

} // namespace Pushscope
