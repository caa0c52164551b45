// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/capturestore.h"
#include "storage/captureplace.h"
#include "storage/capturereader.h"
#include "storage/databasecopy.h"
#include "storage/recorder.h"

#include <atomic>
#include <memory>
#include <optional>

namespace Pushscope {

/// Saves a capture while it is recorded into: by its name where the new place is on the same
/// filesystem and the old one was nobody's choice, else by a copy that is made between
/// transactions. Recording goes on in the new place.
///
/// Threads: the writer's.
class LiveSave
{
public:
    /// @p place and @p reader outlive it.
    /// @p isCancelled may be set by any thread.
    LiveSave(CapturePlace &place, CaptureReader &reader, QString target,
             std::shared_ptr<const std::atomic_bool> isCancelled,
             CaptureStore::ProgressHandler handler)
        : m_place(place)
        , m_reader(reader)
        , m_target(std::move(target))
        , m_isCancelled(std::move(isCancelled))
        , m_handler(std::move(handler))
    {
    }

    /// A task for Recorder::post().
    Recorder::TaskState step(Recorder &recorder);

private:
    [[nodiscard]] Result<Recorder::TaskState> tryStep(Recorder &recorder);
    /// Errors leave the recording where it was.
    [[nodiscard]] Result<Done> rename(Recorder &recorder);
    [[nodiscard]] Result<Done> beginCopy(Recorder &recorder);
    [[nodiscard]] Result<Done> switchToCopy(Recorder &recorder);
    /// The file lies at the target now: everybody goes there.
    [[nodiscard]] Result<Done> arrive(Recorder &recorder);
    /// Removes what was written so far.
    void abandon();
    [[nodiscard]] QString partPath() const;

    CapturePlace &m_place;
    CaptureReader &m_reader;
    const QString m_target;
    const std::shared_ptr<const std::atomic_bool> m_isCancelled;
    const CaptureStore::ProgressHandler m_handler;
    std::optional<FileLock> m_lock; ///< the target's
    std::optional<DatabaseCopy> m_copy;
};

} // namespace Pushscope
