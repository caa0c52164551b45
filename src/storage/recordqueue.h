// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/batch.h"
#include "capture/recordsink.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <vector>

namespace Pushscope {

/// What engines appended and the writer has not committed yet, in the order of `seq`.
///
/// Batches are always taken; whoever feeds a full queue must stop until it drains.
///
/// Threads: append() and the listeners from any thread; take(), release() and what changes the
/// state by one thread, the writer's.
class RecordQueue
{
public:
    /// When the queue is full. A checkpoint can stall the writer for 250 ms: that is 250,000
    /// records at the highest rate we take. Together with the file's page cache it keeps the
    /// process well under 150 MB.
    struct Limits {
        qint64 records = 256 * 1024;      ///< records and pieces
        qint64 octets = 32 * 1024 * 1024; ///< payload, details, stretches
    };
    /// A full queue has room again at 1/DrainFraction of its limits.
    static constexpr qint64 DrainFraction = 2;
    /// The most that goes into one transaction; at the highest rate about 30 ms of work.
    static constexpr qint64 GroupRecords = 32 * 1024;
    static constexpr qint64 GroupOctets = 4 * 1024 * 1024;
    /// With so much waiting, a transaction is worth its cost at once.
    static constexpr qint64 WorthwhileRecords = 8 * 1024;
    static constexpr qint64 WorthwhileOctets = 1024 * 1024;

    /// Batches for one transaction.
    struct Group {
        std::vector<Batch> batches;
        qint64 records = 0; ///< as Limits counts them
        qint64 octets = 0;
        [[nodiscard]] bool isEmpty() const { return batches.empty(); }
    };
    struct Size {
        qint64 records = 0;
        qint64 octets = 0;
    };
    using TimePoint = std::chrono::steady_clock::time_point;

    RecordQueue() = default;
    explicit RecordQueue(Limits limits, qint64 firstSeq = 1)
        : m_limits(limits)
        , m_nextSeq(firstSeq)
    {
    }

    RecordSink::Appended append(Batch &&batch);
    /// Appends the last records, also after discard(); @p complete can set members of the very last
    /// one knowing its seq. What comes afterwards is dropped.
    void appendLast(std::vector<Record> records,
                    const std::function<void(Record &record)> &complete);

    /// Full, or writing failed.
    [[nodiscard]] bool isFull() const { return m_isFull || m_isFailed; }
    [[nodiscard]] bool isFailed() const { return m_isFailed; }
    [[nodiscard]] Size size() const;

    int addDrainListener(std::function<void()> listener);
    void removeDrainListener(int token);

    /// Waits until there is enough for a transaction, or something and @p notBefore has passed, or
    /// wake() was called, or @p until.
    void wait(TimePoint notBefore, TimePoint until);
    /// Waits for wake() or @p until alone.
    void waitForWake(TimePoint until);
    /// Makes the current or next wait return.
    void wake();
    /// The oldest batches; they count as queued until release().
    [[nodiscard]] Group take();
    /// @p group was committed, or is given up.
    void release(const Group &group);
    /// Writing fails; nobody may feed the queue until mend().
    void fail() { m_isFailed = true; }
    void mend();
    /// Drops what is queued and all that comes from now on; @p nextSeq: of the first record
    /// that is dropped.
    void discard(qint64 nextSeq);
    /// Takes nothing more until resume(); what is queued stays, so every seq told is stored.
    void pause();
    /// Appends what began and ended meanwhile, or what is recorded of it from now on would be of
    /// nobody; then @p first, and takes what comes again.
    void resume(Record first);
    [[nodiscard]] bool isClosed() const;

private:
    struct Entry {
        Batch batch;
        qint64 records = 0;
        qint64 octets = 0;
    };
    void push(Batch &&batch);
    void keepListings(Batch &&batch);
    [[nodiscard]] bool isWorthwhile() const;
    void tellDrained();

    const Limits m_limits{};
    mutable std::mutex m_mutex;
    std::condition_variable m_filled;
    std::deque<Entry> m_entries;
    qint64 m_nextSeq = 1;
    Size m_size;    ///< with what was taken and not released
    Size m_waiting; ///< without it
    bool m_isWoken = false;
    bool m_isClosed = false;
    bool m_isDropping = false;
    bool m_isPaused = false;
    std::vector<Record> m_listings; ///< of the pause
    std::atomic<bool> m_isFull{ false };
    std::atomic<bool> m_isFailed{ false };

    std::mutex m_listenersMutex; ///< Held during the calls, so that removal waits for them.
    std::map<int, std::function<void()>> m_listeners;
    int m_nextToken = 1;
};

} // namespace Pushscope
