// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "capture/secrets.h"

#include <QString>

#include <atomic>
#include <functional>

namespace Pushscope {

/// Writes a copy of the capture @p source to @p target that can be given to others: secrets are
/// covered by as many other octets, in the recorded octets, the records and what names them, so
/// that the copy reads as the capture does. Of what was compressed and said a secret, the
/// compressed octets are all FF; what else they said can be read.
///
/// @p source may be recorded into meanwhile: the copy has what was committed when it began. What
/// lies at @p target is replaced, once all is done; where it fails or is cancelled, nothing is
/// changed there.
///
/// @p progress is told per mille on this thread. Gives false where @p isCancelled became true.
/// Errors: those of opening a capture; DiskFull, StorageFailed, Locked of @p target.
///
/// Threads: any; it blocks.
[[nodiscard]] Result<bool> writeSharedCopy(const QString &source, const QString &target,
                                           const SecretNames &names,
                                           const std::atomic_bool &isCancelled,
                                           const std::function<void(int perMille)> &progress);

} // namespace Pushscope
