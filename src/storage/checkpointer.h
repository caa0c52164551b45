// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "storage/sqlite.h"

#include <QString>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace Pushscope {

/// Copies the `-wal` of a live capture into its file on a thread of its own, while the writer goes
/// on.
///
/// Threads: its functions are the writer's; the copying happens on its own thread.
class Checkpointer
{
public:
    Checkpointer() = default;
    Checkpointer(const Checkpointer &) = delete;
    Checkpointer &operator=(const Checkpointer &) = delete;
    ~Checkpointer();

    /// Opens @p path and waits for requests.
    void start(const QString &path);
    /// Copies soon what is there now; cheap while it does already.
    void request();
    /// Waits for what it does and lets go of the file.
    void stop();

private:
    void run(Database database);

    std::thread m_thread;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isRequested = false;
    bool m_isStopping = false;
};

} // namespace Pushscope
