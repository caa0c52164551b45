// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/timelinethread.h"

#include "storage/timelinereader.h"

#include <utility>

namespace Pushscope {

/// The capture as it is open here.
struct TimelineThread::File {
    explicit File(Database opened)
        : database(std::move(opened))
        , timeline(database)
    {
    }
    Database database;
    TimelineReader timeline;
};

TimelineThread::~TimelineThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void TimelineThread::request(qint64 tFrom, qint64 tTo, int columns,
                             RecordPages::TimelineHandler handler)
{
    {
        const std::lock_guard lock(m_mutex);
        m_questions.push_back({ tFrom, tTo, columns, std::move(handler) });
        if (!m_thread.joinable())
            m_thread = std::thread([this] { run(); });
    }
    m_wake.notify_all();
}

void TimelineThread::suspend()
{
    std::unique_lock lock(m_mutex);
    m_isSuspended = true;
    m_wake.notify_all();
    m_wake.wait(lock, [this] { return !m_hasFile; });
}

void TimelineThread::resume(Opener opener)
{
    {
        const std::lock_guard lock(m_mutex);
        m_opener = std::move(opener);
        m_isSuspended = false;
    }
    m_wake.notify_all();
}

void TimelineThread::run()
{
    std::unique_ptr<File> file;
    std::unique_lock lock(m_mutex);
    while (!m_isStopping) {
        if (m_isSuspended) {
            file.reset();
            m_hasFile = false;
            m_wake.notify_all();
            m_wake.wait(lock, [this] { return !m_isSuspended || m_isStopping; });
            continue;
        }
        if (m_questions.empty()) {
            m_wake.wait(lock);
            continue;
        }
        const Question question = std::move(m_questions.front());
        m_questions.pop_front();
        const Opener opener = m_opener;
        m_hasFile = true;
        lock.unlock();
        if (!file) {
            // Tried again with the next question.
            if (Result<Database> database = opener(); database)
                file = std::make_unique<File>(std::move(*database));
        }
        answer(question, file);
        lock.lock();
    }
}

void TimelineThread::answer(const Question &question, const std::unique_ptr<File> &file)
{
    TimelineSlice slice;
    slice.tFrom = question.tFrom;
    slice.tTo = question.tTo;
    if (file)
        slice = file->timeline.read(question.tFrom, question.tTo, question.columns);
    question.handler(slice);
}

} // namespace Pushscope
