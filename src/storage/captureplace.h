// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "storage/filelock.h"

#include <QString>

#include <mutex>

namespace Pushscope {

/// Where a capture lies, and the lock of who records into it.
///
/// Threads: any.
class CapturePlace
{
public:
    CapturePlace() = default;
    CapturePlace(QString path, bool isSaved, FileLock lock)
        : m_path(std::move(path))
        , m_isSaved(isSaved)
        , m_lock(std::move(lock))
    {
    }

    [[nodiscard]] QString path() const
    {
        const std::lock_guard lock(m_mutex);
        return m_path;
    }
    /// The user named the place.
    [[nodiscard]] bool isSaved() const
    {
        const std::lock_guard lock(m_mutex);
        return m_isSaved;
    }

    /// The user named another; the old one is unlocked.
    void move(const QString &path, FileLock fileLock)
    {
        const std::lock_guard lock(m_mutex);
        m_path = path;
        m_isSaved = true;
        m_lock = std::move(fileLock);
    }
    void unlock()
    {
        const std::lock_guard lock(m_mutex);
        m_lock.release();
    }

private:
    mutable std::mutex m_mutex;
    QString m_path;
    bool m_isSaved = false;
    FileLock m_lock;
};

} // namespace Pushscope
