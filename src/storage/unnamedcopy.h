// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "storage/sqlite.h"

#include <QString>

#include <atomic>
#include <functional>

namespace Pushscope {

/// Per mille, on this thread.
using CopyProgress = std::function<void(int perMille)>;

/// Copies the capture @p source into a file beside @p place that has no name: it goes with the
/// last of its descriptors, however the process ends. It may be changed, without a journal. Where
/// @p isCancelled became true it is not whole.
///
/// Errors: those of opening a capture; DiskFull, StorageFailed, Damaged.
[[nodiscard]] Result<Database> makeUnnamedCopy(const QString &source, const QString &place,
                                               const std::atomic_bool &isCancelled,
                                               const CopyProgress &progress);

/// Writes what @p database holds to the file @p path, mode 0600, safe on the disk: its rows alone,
/// nothing of what was deleted or overwritten. What lay there is replaced. Where @p isCancelled
/// became true, or on an error, there is no such file afterwards.
///
/// Errors: DiskFull, StorageFailed, Damaged.
[[nodiscard]] Result<Done> writeRows(Database &database, const QString &path,
                                     const std::atomic_bool &isCancelled,
                                     const CopyProgress &progress);

} // namespace Pushscope
