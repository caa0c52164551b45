// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "capture/recordpages.h"
#include "capture/recordsink.h"
#include "capture/secrets.h"

#include <QString>

#include <functional>

namespace Pushscope {

/// How much of a capture is kept, in octets of its file; 0: no limit.
struct RecordingLimits {
    /// A smaller keepOctets counts as this: the newest Schema::MaxUnindexedBlocks blocks of the
    /// file always stay.
    static constexpr qint64 LeastKeepOctets = qint64{ 16 } * 1024 * 1024;

    /// Once the file has so many, nothing more is recorded until that is raised. What was queued by
    /// then is still stored.
    qint64 stopAtOctets = 0;
    /// Once more than so many are in use, the oldest records and octets go as new ones come.
    /// Sessions stay listed.
    qint64 keepOctets = 0;
    bool operator==(const RecordingLimits &) const = default;
};

/// How the recording is doing; for the status bar.
struct RecordingStatus {
    qint64 records = 0;
    qint64 fileOctets = 0; ///< of the database itself, without the `-wal` beside it
    qint64 queuedRecords = 0;
    qint64 queuedOctets = 0;
    bool isFull = false; ///< clients and mock have stopped reading
    std::optional<Error> error; ///< writing failed; nothing is stored until mended
    /// Since when (ns of the capture) nothing is recorded any more, by giveUpWriting() or a limit.
    std::optional<qint64> unrecordedSince;
    bool isAtLimit = false; ///< it is RecordingLimits::stopAtOctets
    qint64 droppedRecords = 0; ///< the first so many were not kept, by RecordingLimits::keepOctets
};

/// One capture: a file that is being recorded into, or one opened for reading.
///
/// Threads: created, used and destroyed on one thread; handlers say theirs.
class CaptureStore
{
public:
    /// @p isDone with the outcome at the end; else progress in per mille. On a worker thread.
    /// Where it is done without an error, but not at 1000, it was cancelled.
    using ProgressHandler
        = std::function<void(int perMille, bool isDone, std::optional<Error> error)>;

    CaptureStore() = default;
    CaptureStore(const CaptureStore &) = delete;
    CaptureStore &operator=(const CaptureStore &) = delete;
    virtual ~CaptureStore();

    /// Where the capture lies now.
    [[nodiscard]] virtual QString path() const = 0;
    /// False while it only lies in the user's data folder under a made-up name.
    [[nodiscard]] virtual bool isSaved() const = 0;
    /// True where engines can record into it.
    [[nodiscard]] virtual bool isRecording() const = 0;
    /// What was found wrong on opening: a capture that was cut off, or of which only a part is
    /// whole. The rest can be read.
    [[nodiscard]] virtual std::optional<Error> damage() const = 0;

    /// Null where the capture is not recorded into.
    [[nodiscard]] virtual RecordSink *sink() = 0;
    [[nodiscard]] virtual RecordPages &pages() = 0;
    [[nodiscard]] virtual RecordingStatus status() const = 0;

    /// Saves under @p path, replacing what lies there, and goes on recording into that file.
    virtual void save(const QString &path, ProgressHandler handler) = 0;
    /// Writes a copy to @p path in which secrets are covered, see writeSharedCopy(); the capture
    /// stays where it is, and goes on.
    virtual void saveToShare(const QString &path, const SecretNames &names,
                             ProgressHandler handler);
    /// Ends a save() or saveToShare() that is copying; what it wrote is removed, and everything is as before. No
    /// effect once the copy is complete.
    virtual void cancelSaving();
    /// Adds a note about record @p about (0: about the capture); contract kind `note`.
    virtual Result<Done> addNote(const QString &text, qint64 about) = 0;
    /// Writes capture.end and closes; @p reason is the contract's `done`, `failed`, … Blocks
    /// until everything queued is stored.
    virtual Result<Done> finish(QByteArrayView reason) = 0;
    /// After a write error (RecordingStatus::error): tries again what waits, now that there may be
    /// room. save() to another place does so as well.
    virtual void retryWriting();
    /// After a write error: goes on unrecorded. What waits is dropped, and what comes; finish()
    /// tells the gap by a `recording.stall` with `unrecorded`, if there is room for that by then.
    virtual void giveUpWriting();
    /// From now on; where nothing was recorded because of a limit and the new one leaves room, it
    /// goes on, and a `recording.stall` with `unrecorded` tells the gap. No effect on a file that
    /// is not recorded into.
    virtual void setLimits(const RecordingLimits &limits);
    /// Deletes the file of an unsaved capture; the store is of no use afterwards.
    virtual void discard() = 0;
};

} // namespace Pushscope
