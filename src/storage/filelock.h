// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <QString>

namespace Pushscope {

/// Says that this process records into a capture: a lock of the operating system on a file beside
/// it, `….lock`, which is there only meanwhile (or after a crash, unlocked). The capture itself
/// cannot carry it: closing any descriptor of a database drops SQLite's own locks on it.
class FileLock
{
public:
    /// Takes the lock of @p capture. Errors: Locked, StorageFailed.
    static Result<FileLock> take(const QString &capture);
    /// Does anybody record into @p capture?
    [[nodiscard]] static bool isHeld(const QString &capture);
    [[nodiscard]] static QString lockPath(const QString &capture);

    FileLock() = default;
    FileLock(FileLock &&other) noexcept;
    FileLock &operator=(FileLock &&other) noexcept;
    FileLock(const FileLock &) = delete;
    FileLock &operator=(const FileLock &) = delete;
    /// Removes the file beside the capture.
    ~FileLock();

    void release();

private:
    int m_descriptor = -1;
    QString m_path;
};

} // namespace Pushscope
