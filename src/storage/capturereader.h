// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordpages.h"
#include "storage/filterscan.h"
#include "storage/readersession.h"
#include "storage/scanpool.h"
#include "storage/timelinethread.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

namespace Pushscope {

/// Reads a capture on a thread of its own.
///
/// Threads: see RecordPages; suspend() and resume() from one thread at a time.
class CaptureReader final : public RecordPages
{
public:
    /// How often what changes is told at most: 30 times a second.
    static constexpr std::chrono::milliseconds ChangedInterval{ 34 };
    /// How often a file that another process writes is looked at.
    static constexpr std::chrono::milliseconds FollowInterval{ 250 };

    /// How the capture comes to be longer.
    enum class Growth {
        None,     ///< it is finished
        Told,     ///< by committed()
        Followed, ///< another process writes it
    };
    /// Opens the file, on the reader's thread.
    using Opener = std::function<Result<Database>()>;

    /// @p session: the file as it is open already; null: it is opened on the reader's thread.
    CaptureReader(Opener opener, Growth growth, std::unique_ptr<ReaderSession> session = nullptr);
    ~CaptureReader() override;

    [[nodiscard]] CaptureExtent extent() const override;
    void setChangedHandler(std::function<void()> handler) override;
    void requestRows(FilterId filter, qint64 firstRow, int count, RowsHandler handler) override;
    void requestRecord(qint64 seq, RecordHandler handler) override;
    void requestRowOf(FilterId filter, qint64 seq,
                      std::function<void(qint64 row)> handler) override;
    void requestFigures(const FiguresQuestion &question, FiguresHandler handler) override;
    void requestTimeline(qint64 tFrom, qint64 tTo, int columns, TimelineHandler handler) override;
    FilterId startFilter(std::shared_ptr<const Filter> filter, FilterHandler handler) override;
    FilterId startFilterAt(std::shared_ptr<const Filter> filter, qint64 seq,
                           FilterHandler handler) override;
    void dropFilter(FilterId filter) override;
    [[nodiscard]] qint64 rowCount(FilterId filter) const override;
    [[nodiscard]] RowSpan rowSpan(FilterId filter) const override;

    /// The writer committed. Threads: any.
    void committed(const CaptureExtent &extent);
    /// Lets go of the file; requests wait until resume().
    void suspend();
    void resume(Opener opener, Growth growth);
    /// Reading met what could not be read.
    [[nodiscard]] bool hasMetDamage() const;
    /// As ReaderSession::dropped(), when it was looked at last; not of Growth::Told.
    [[nodiscard]] qint64 dropped() const;

private:
    using Clock = std::chrono::steady_clock;
    /// nullptr where the file cannot be opened.
    using Request = std::function<void(ReaderSession *session)>;
    using Work = std::function<void()>;

    void post(Request request);
    void run();
    /// What there is to do next, under the lock; empty: wait until @p until.
    [[nodiscard]] Work nextWork(Clock::time_point &until);
    void openSession();
    /// Takes over what a newly opened file holds; under the lock.
    void adopt(const CaptureExtent &extent);
    void tellChanged();
    void follow();
    void answerRows(ReaderSession *session, FilterId filter, qint64 firstRow, int count,
                    const RowsHandler &handler);

    /// What reading found out about damage.
    void takeMissing();
    /// nullptr for Everything and what is unknown.
    [[nodiscard]] const FilterScan *scanOf(FilterId filter) const;
    /// Hands out what is to be looked at for all filters.
    void advanceScans();
    void takeScanned(ScanResult &&result);

    /// A filter as other threads know it.
    struct KnownFilter {
        RowSpan rows{};
        std::shared_ptr<std::atomic<bool>> isDropped{};
    };

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    Opener m_opener;
    Growth m_growth;
    std::deque<Request> m_requests;
    CaptureExtent m_extent;
    qint64 m_firstSeq = 1;
    qint64 m_dropped = 0;
    qint64 m_noteCount = 0;
    qint64 m_missing = 0; ///< records of a damaged capture
    FilterId m_lastFilter = Everything;
    std::map<FilterId, KnownFilter> m_filters;
    bool m_isDirty = false;
    bool m_isSuspending = false;
    bool m_isSuspended = false;
    bool m_isStopping = false;
    bool m_hasMetDamage = false;
    bool m_hasFailed = false; ///< could not be opened; tried again after resume()

    std::mutex m_handlerMutex; ///< Held during the call, so that a new handler waits for the old.
    std::function<void()> m_changedHandler;

    // The reader thread's.
    std::unique_ptr<ReaderSession> m_session;
    std::map<FilterId, std::unique_ptr<FilterScan>> m_scans;
    Clock::time_point m_nextTelling{};
    Clock::time_point m_nextLook{};

    TimelineThread m_timeline;
    std::thread m_thread;
    ScanPool m_pool; ///< The last one, since its threads post what they found.
};

} // namespace Pushscope
