// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "storage/sqlite.h"

#include <QString>

#include <atomic>
#include <functional>

namespace Pushscope {

/// A capture file as it lies on the disk.
namespace CaptureFile {

/// What is to be reckoned with when it is read.
enum class State {
    Finished, ///< one file, nobody writes
    Left,     ///< its process died: a `-wal` holds the newest records
    Live,     ///< somebody records into it
};

[[nodiscard]] State stateOf(const QString &path);

/// Makes an empty file of mode 0600 at @p path; what lies there, and beside it, is removed.
[[nodiscard]] Result<Done> makeEmpty(const QString &path);
/// Removes a capture and what belongs to it.
void remove(const QString &path);

/// The same, with what a killed process left of its lock, unless somebody records into it.
void removeUnlessHeld(const QString &path);
/// Moves a capture that nobody has open; what lies at @p to is replaced.
[[nodiscard]] Result<Done> rename(const QString &from, const QString &to);
/// Could rename() move the file @p from there?
[[nodiscard]] bool areOnSameFilesystem(const QString &from, const QString &to);
/// Makes one file of a capture that was left with a `-wal`. Errors: also NotACapture, Damaged.
[[nodiscard]] Result<Done> settle(const QString &path);
/// Adds a row to `note`, in a capture that nobody records into.
[[nodiscard]] Result<Done> addNote(const QString &path, const QByteArray &text, qint64 about,
                                   const QByteArray &written);

/// Opens @p path for reading without writing beside it, after making sure that it is a capture.
[[nodiscard]] Result<Database> openForReading(const QString &path, State state);
/// Copies what was committed of @p from into the empty file @p to, which is settled then; where
/// @p isCancelled becomes true, only a part is there. @p progress is told per mille.
[[nodiscard]] Result<Done> copy(const QString &from, State state, const QString &to,
                                const std::atomic_bool &isCancelled,
                                const std::function<void(int perMille)> &progress);

} // namespace CaptureFile

} // namespace Pushscope
