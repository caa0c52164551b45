// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "capture/recordpages.h"
#include "storage/sqlite.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace Pushscope {

/// Answers questions of the timeline with a connection of its own, so that rows do not wait for
/// what takes longer.
///
/// Threads: any, but suspend() and resume() from one at a time; handlers run on its own.
class TimelineThread
{
public:
    using Opener = std::function<Result<Database>()>;

    TimelineThread() = default;
    /// Waits for the answer that is being read; questions that wait are dropped.
    ~TimelineThread();
    TimelineThread(const TimelineThread &) = delete;
    TimelineThread &operator=(const TimelineThread &) = delete;

    /// As RecordPages::requestTimeline(); an empty answer where the file cannot be read.
    void request(qint64 tFrom, qint64 tTo, int columns, RecordPages::TimelineHandler handler);
    /// Lets go of the file; questions wait until resume().
    void suspend();
    void resume(Opener opener);

private:
    struct Question {
        qint64 tFrom = 0;
        qint64 tTo = 0;
        int columns = 1;
        RecordPages::TimelineHandler handler{};
    };
    struct File;

    void run();
    void answer(const Question &question, const std::unique_ptr<File> &file);

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Question> m_questions;
    Opener m_opener;
    bool m_isSuspended = true; ///< Or is to be.
    bool m_hasFile = false;    ///< It may be open.
    bool m_isStopping = false;
    std::thread m_thread; ///< Begun with the first question.
};

} // namespace Pushscope
