// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "storage/sqlite.h"

#include <atomic>
#include <functional>
#include <memory>

struct sqlite3_backup;

namespace Pushscope {

/// Copies a database step by step; what its own connection writes meanwhile is in the copy.
///
/// Threads: that of the source.
class DatabaseCopy
{
public:
    /// A step reads and writes 4 MiB, which takes as long as a transaction.
    static constexpr int PagesPerStep = 256;

    /// @p path must be an empty file, which is opened here and may be unlinked then; @p source must live until finish().
    static Result<DatabaseCopy> begin(Database &source, const QString &path);

    /// True once all is copied. Errors: DiskFull, StorageFailed, Damaged.
    [[nodiscard]] Result<bool> step();
    [[nodiscard]] int perMille() const;
    /// All steps in a row, each told to @p progress, until it is done or @p isCancelled.
    [[nodiscard]] Result<Done> copyAll(const std::atomic_bool &isCancelled,
                                       const std::function<void(int perMille)> &progress);
    /// Closes the copy, safe on the disk.
    [[nodiscard]] Result<Done> finish();
    /// Gives the copy, which stays open.
    [[nodiscard]] Result<Database> finishOpen();

private:
    struct Finisher {
        void operator()(sqlite3_backup *backup) const;
    };
    Database m_target;
    std::unique_ptr<sqlite3_backup, Finisher> m_backup; ///< before its target goes
};

} // namespace Pushscope
