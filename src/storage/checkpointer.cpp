// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/checkpointer.h"

#include <sqlite3.h>

#include <utility>

namespace Pushscope {

Checkpointer::~Checkpointer()
{
    stop();
}

void Checkpointer::start(const QString &path)
{
    stop();
    Result<Database> database = Database::open(path, Database::Access::Write);
    if (!database)
        return; // The writer copies itself where nobody else does.
    m_isStopping = false;
    m_isRequested = false;
    m_thread = std::thread([this, db = std::move(*database)]() mutable { run(std::move(db)); });
}

void Checkpointer::request()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isRequested = true;
    }
    m_changed.notify_one();
}

void Checkpointer::stop()
{
    if (!m_thread.joinable())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    m_changed.notify_one();
    m_thread.join();
}

void Checkpointer::run(Database database)
{
    static_cast<void>(database.run("PRAGMA synchronous=NORMAL"));
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_isRequested || m_isStopping; });
        if (m_isStopping)
            return;
        m_isRequested = false;
        lock.unlock();
        // What fails here is tried again with the next request, and told by the writer at last.
        sqlite3_wal_checkpoint_v2(database.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr,
                                  nullptr);
        lock.lock();
    }
}

} // namespace Pushscope
