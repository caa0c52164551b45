// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/capturestore.h"
#include "storage/captureplace.h"
#include "storage/capturereader.h"

#include <QString>

#include <atomic>

namespace Pushscope {

/// Saves a capture that this process does not record into, as @p target: by its name where nobody
/// chose the old one and the filesystem is the same, else by a copy. It lies there afterwards, and
/// @p reader reads it there; what was saved before stays.
///
/// Threads: one that may wait for the disk; @p isCancelled may be set by any.
void saveFinished(CapturePlace &place, CaptureReader &reader, const QString &target,
                  const std::atomic_bool &isCancelled, const CaptureStore::ProgressHandler &handler);

} // namespace Pushscope
