// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "capture/capturestore.h"
#include "capture/liveoctets.h"
#include "capture/recordsink.h"
#include "storage/capturewriter.h"
#include "storage/checkpointer.h"
#include "storage/groupoctets.h"
#include "storage/octetreader.h"
#include "storage/recordqueue.h"
#include "storage/stores.h"

#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace Pushscope {

/// Takes records from engines, writes them into a capture file (or none) on a thread of its own
/// and tells a consumer what was committed.
///
/// Threads: the RecordSink from any thread, the rest from the owner's.
class Recorder final : public RecordSink
{
public:
    /// A transaction begins at most this long after the one before while anything waits.
    static constexpr std::chrono::milliseconds CommitInterval{ 50 };
    /// How often an idle writer looks at the clocks.
    static constexpr std::chrono::milliseconds IdleInterval{ 1000 };
    /// Contract `clock`: each minute, and after a step over 10 ms.
    static constexpr qint64 ClockIntervalNs = 60'000'000'000;
    static constexpr qint64 ClockStepNs = 10'000'000;
    /// With so much in the `-wal` the checkpointer begins; with so much the writer joins in,
    /// because only a pause of the writer lets the `-wal` begin anew.
    static constexpr qint64 CheckpointOctets = 16 * 1024 * 1024;
    static constexpr qint64 WriterCheckpointOctets = 128 * 1024 * 1024;

    /// @p path: an empty file of mode 0600 that becomes the capture; empty: no file.
    /// @p committed is called on the writer thread after each transaction.
    static Result<std::unique_ptr<Recorder>>
    create(const QString &path, const RecordingOptions &options,
           std::function<void(const CaptureExtent &extent)> committed);
    /// Begins to write; the first records wait already.
    void start();
    /// As stop().
    ~Recorder() override;

    Appended append(Batch &&batch) override { return m_queue.append(std::move(batch)); }
    [[nodiscard]] bool isFull() const override { return m_queue.isFull(); }
    int addDrainListener(std::function<void()> listener) override;
    void removeDrainListener(int token) override;
    [[nodiscard]] CaptureCounters &counters() override { return m_counters; }
    [[nodiscard]] qint64 originNs() const override { return m_originNs; }

    [[nodiscard]] RecordingStatus status() const;
    /// Waits until what is queued is stored and tasks are over; no capture.end.
    void stop();
    /// Writes capture.end and waits until all is stored; the file stays open until closeFile().
    [[nodiscard]] Result<Done> finish(QByteArrayView reason);
    /// Leaves one file without `-wal`; nobody else may have it open.
    [[nodiscard]] Result<Done> closeFile();

    /// After a write error: tries again, now that there may be room.
    void retry();
    /// After a write error: drops what is queued and all that comes; finish() tells the gap.
    void giveUp();
    /// See CaptureStore::setLimits().
    void setLimits(const RecordingLimits &limits);

    /// What a step of a task left: call it again after the next transaction, or it is over.
    enum class TaskState { Again, Over };
    /// Works with the writer between two transactions.
    using Task = std::function<TaskState(Recorder &recorder)>;
    void post(Task task);
    /// For tasks.
    [[nodiscard]] CaptureWriter *writer() { return m_writer.get(); }
    /// For tasks: all connections of the recorder let go of the file.
    void detach();
    /// For tasks: leaves nothing in the `-wal`; nobody may read the file meanwhile.
    [[nodiscard]] Result<Done> checkpointAll();
    /// For tasks: goes on with the file @p path, and tries again what failed.
    [[nodiscard]] Result<Done> attach(const QString &path);
    /// For tasks: attaches the file that the last attach() did not find, if any.
    [[nodiscard]] Result<Done> reattach();

private:
    Recorder(const RecordingOptions &options, std::function<void(const CaptureExtent &)> committed);

    void appendStart(const CaptureWriter::Identity &identity);
    void run();
    /// What other threads asked for; true to stop.
    [[nodiscard]] bool takeOrders(RecordQueue::Group &group);
    void runTasks();
    [[nodiscard]] bool hasTasks() const;
    [[nodiscard]] bool takeRetry();
    void writeAndRelease(RecordQueue::Group &group);
    void noteClock();
    [[nodiscard]] bool write(const RecordQueue::Group &group);
    void consume(const RecordQueue::Group &group);
    void checkpoint();
    void setError(std::optional<Error> error);
    /// Reports what hinders writing, and holds up who feeds the queue.
    void fail(const Error &error);
    [[nodiscard]] qint64 keepOctets() const;
    /// Records no more once the file is as long as it may be.
    void watchLimit();
    /// Drops @p group, which could not be written, and all that waits behind it.
    void abandon(RecordQueue::Group &group);
    /// Everything goes to the consumer alone from now on; see RecordingOptions::consumesUnrecorded.
    void leaveFile();
    /// Tells the gap in the file that was left, and its end, if there is room by now.
    void endLeftFile();
    void setOctetSources();

    const RecordingOptions m_options;
    const std::function<void(const CaptureExtent &)> m_committed;
    SystemClock m_systemClock;
    const Clock *m_clock;
    qint64 m_originNs = 0;
    CaptureCounters m_counters;
    RecordQueue m_queue;

    // The writer thread's.
    std::unique_ptr<CaptureWriter> m_writer;
    QString m_lostPath; ///< What attach() failed with; the writer is closed.
    std::unique_ptr<OctetReader> m_reader;
    std::unique_ptr<GroupOctets> m_groupOctets; ///< for the consumer, where there is a file
    LiveOctets m_liveOctets;                    ///< where there is none
    bool m_hasLeftFile = false;
    QByteArray m_reason; ///< of the end
    Checkpointer m_checkpointer;
    qint64 m_lastClockNs = 0;
    qint64 m_lastWallOffsetNs = 0;

    mutable std::mutex m_mutex; ///< For what follows.
    std::vector<Task> m_tasks;
    CaptureExtent m_extent;
    std::optional<Error> m_error;
    std::optional<qint64> m_unrecordedSince;
    bool m_isAtLimit = false; ///< that is why
    RecordingLimits m_limits;
    qint64 m_dropped = 0; ///< see RecordingStatus::droppedRecords
    bool m_isStopping = false;
    bool m_isRetrying = false;
    bool m_isGivingUp = false;

    std::thread m_thread;
};

} // namespace Pushscope
