// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "capture/batch.h"

#include <atomic>
#include <functional>
#include <optional>

namespace Pushscope {

/// The numbers of sessions, connections, streams and exchanges of one capture, from 1.
struct CaptureCounters {
    std::atomic<quint32> session { 0 };
    std::atomic<quint32> connection { 0 };
    std::atomic<quint32> stream { 0 };
    std::atomic<quint32> exchange { 0 };
};

/// Where engines put what happened.
///
/// Threads: all of it may be called from any thread.
class RecordSink
{
public:
    /// What became of a batch. It is taken unless isDropped; whoever feeds a full sink must stop reading
    /// until it drains, so that TCP holds the peer up and memory stays bounded.
    struct Appended {
        qint64 firstSeq = 0; ///< Of the batch's first record; the others follow without gaps.
        bool isFull = false; ///< Stop reading until drained.
        bool isFailed = false; ///< Writing failed: nothing more will be stored until mended.
        bool isDropped = false; ///< Not taken: the user chose to go on unrecorded, or it is over.
    };

    RecordSink() = default;
    RecordSink(const RecordSink &) = delete;
    RecordSink &operator=(const RecordSink &) = delete;
    virtual ~RecordSink();

    virtual Appended append(Batch &&batch) = 0;

    [[nodiscard]] virtual bool isFull() const = 0;

    /// @p listener is called each time a full sink has room again, on whatever thread made the
    /// room: it must only wake its owner up. Returns a token for removeDrainListener().
    virtual int addDrainListener(std::function<void()> listener) = 0;
    /// After this returned, the listener is not called any more.
    virtual void removeDrainListener(int token) = 0;

    [[nodiscard]] virtual CaptureCounters &counters() = 0;

    /// Clock::monotonicNs() at which t is 0.
    [[nodiscard]] virtual qint64 originNs() const = 0;
};

} // namespace Pushscope
