// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/scanpool.h"

#include <algorithm>
#include <chrono>

namespace Pushscope {

namespace {

// Two keep a disk busy and let the other threads work.
constexpr unsigned MostThreads = 2;
// A scan goes on for a moment, or another begins with the next key.
constexpr std::chrono::seconds KeptOpen{ 2 };

} // namespace

ScanPool::ScanPool(Handler handler)
    : m_handler(std::move(handler))
{
}

ScanPool::~ScanPool()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    m_wake.notify_all();
    for (std::thread &thread : m_threads)
        thread.join();
}

int ScanPool::threads()
{
    return static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, MostThreads));
}

void ScanPool::post(ScanJob job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    while (m_threads.size() < static_cast<std::size_t>(threads()))
        m_threads.emplace_back([this] { run(); });
    m_wake.notify_one();
}

void ScanPool::suspend()
{
    std::unique_lock lock(m_mutex);
    m_isSuspended = true;
    m_wake.notify_all();
    m_rested.wait(lock, [this] { return m_busy == 0; });
}

void ScanPool::resume(Opener opener)
{
    {
        const std::lock_guard lock(m_mutex);
        m_opener = std::move(opener);
        m_isSuspended = false;
    }
    m_wake.notify_all();
}

bool ScanPool::waitForJob(std::unique_lock<std::mutex> &lock,
                          std::unique_ptr<RecordScanner> &scanner)
{
    const auto isWanted = [this] { return m_isStopping || (!m_isSuspended && !m_jobs.empty()); };
    if (scanner) {
        m_wake.wait_for(lock, KeptOpen, [&] { return m_isSuspended || isWanted(); });
        if (m_isStopping || m_isSuspended || m_jobs.empty()) {
            scanner.reset();
            --m_busy;
            m_rested.notify_all();
        }
    }
    m_wake.wait(lock, isWanted);
    return !m_isStopping;
}

void ScanPool::run()
{
    std::unique_ptr<RecordScanner> scanner;
    std::unique_lock lock(m_mutex);
    while (waitForJob(lock, scanner)) {
        ScanJob job = std::move(m_jobs.front());
        m_jobs.pop_front();
        if (*job.isCancelled)
            continue;
        const Opener opener = m_opener;
        const bool isOpen = scanner != nullptr;
        if (!isOpen)
            ++m_busy;
        lock.unlock();
        if (!isOpen) {
            if (Result<Database> database = opener(); database)
                scanner = std::make_unique<RecordScanner>(std::move(*database));
        }
        ScanResult result;
        if (scanner)
            result = scanner->run(job);
        else
            result.job = std::move(job); // A file that cannot be read holds nothing.
        m_handler(std::move(result));
        lock.lock();
        if (!scanner) {
            --m_busy;
            m_rested.notify_all();
        }
    }
}

} // namespace Pushscope
