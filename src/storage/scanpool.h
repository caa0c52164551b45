// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "storage/recordscanner.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace Pushscope {

/// The threads that scan a capture for filters, each with a connection of its own, which is only
/// open while there is something to do.
///
/// Threads: that of the owner, but for the handler.
class ScanPool
{
public:
    using Opener = std::function<Result<Database>()>;
    /// Gets what came of a job; on the scanning thread.
    using Handler = std::function<void(ScanResult &&result)>;

    explicit ScanPool(Handler handler);
    /// Waits for the jobs that run; those that wait are dropped.
    ~ScanPool();
    ScanPool(const ScanPool &) = delete;
    ScanPool &operator=(const ScanPool &) = delete;

    /// As many jobs run at once.
    [[nodiscard]] static int threads();

    void post(ScanJob job);
    /// Waits for the jobs that run, and closes the file; others wait until resume().
    void suspend();
    void resume(Opener opener);

private:
    void run();
    /// Waits for a job; under the lock. False to stop.
    [[nodiscard]] bool waitForJob(std::unique_lock<std::mutex> &lock,
                                  std::unique_ptr<RecordScanner> &scanner);

    const Handler m_handler;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_rested;
    std::deque<ScanJob> m_jobs;
    Opener m_opener;
    int m_busy = 0; ///< threads that may have the file open
    bool m_isSuspended = true;
    bool m_isStopping = false;
    std::vector<std::thread> m_threads; ///< begun with the first job
};

} // namespace Pushscope
