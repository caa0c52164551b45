// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// bench_pages FILE.pushscope [EXPRESSION …]: what reading a large capture costs, without a window:
// from opening to the first page of rows and to the timeline of the whole; filters (when the first
// match is known, how long the whole scan takes, how long a page asked for meanwhile waits, how
// soon a scan that is dropped lets go of the reader); how long rows wait while the timeline is
// zoomed; peak memory.

#include "capture/filter.h"
#include "storage/stores.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <functional>
#include <future>
#include <mutex>
#include <sys/resource.h>
#include <vector>

using namespace Pushscope;

namespace {

constexpr int PageRows = 64;
constexpr int TimelineColumns = 1200;
constexpr std::chrono::milliseconds FrameTime{ 16 };

using Steady = std::chrono::steady_clock;

double msSince(Steady::time_point start)
{
    return std::chrono::duration<double, std::milli>(Steady::now() - start).count();
}

long peakMiB()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

std::size_t readRows(RecordPages &pages, RecordPages::FilterId filter, qint64 first)
{
    std::promise<std::size_t> done;
    pages.requestRows(filter, first, PageRows,
                      [&](const RecordPages::Page &, std::span<const Record> rows, OctetSource &) {
                          done.set_value(rows.size());
                      });
    return done.get_future().get();
}

std::size_t readTimeline(RecordPages &pages, qint64 from, qint64 to)
{
    std::promise<std::size_t> done;
    pages.requestTimeline(from, to, TimelineColumns,
                          [&](const TimelineSlice &slice) { done.set_value(slice.ticks.size()); });
    return done.get_future().get();
}

/// What a filter tells, on the reader's thread.
class Progress
{
public:
    void tell(qint64 rows, bool isDone)
    {
        const std::lock_guard lock(m_mutex);
        if (m_rows == 0 && rows > 0)
            m_firstMs = msSince(m_start);
        m_rows = rows;
        if (isDone && !m_isDone)
            m_doneMs = msSince(m_start);
        m_isDone = isDone;
        m_told.notify_all();
    }
    void waitUntilDone()
    {
        std::unique_lock lock(m_mutex);
        m_told.wait(lock, [this] { return m_isDone; });
    }
    void waitUntilDone(std::chrono::milliseconds most)
    {
        std::unique_lock lock(m_mutex);
        m_told.wait_for(lock, most, [this] { return m_isDone; });
    }
    bool isDone()
    {
        const std::lock_guard lock(m_mutex);
        return m_isDone;
    }
    qint64 m_rows = 0;
    double m_firstMs = 0;
    double m_doneMs = 0;

private:
    std::mutex m_mutex;
    std::condition_variable m_told;
    bool m_isDone = false;
    const Steady::time_point m_start = Steady::now();
};

RecordPages::FilterId start(RecordPages &pages, const char *expression,
                            const std::shared_ptr<Progress> &progress)
{
    const Filter::Parsed parsed = Filter::parse(QString::fromUtf8(expression));
    const auto *const filter = std::get_if<std::shared_ptr<const Filter>>(&parsed);
    if (filter == nullptr)
        return RecordPages::Everything;
    return pages.startFilter(*filter,
                             [progress](RecordPages::FilterId, qint64 rows, qint64, bool isDone) {
                                 progress->tell(rows, isDone);
                             });
}

void measureFilter(RecordPages &pages, const char *expression)
{
    auto progress = std::make_shared<Progress>();
    const RecordPages::FilterId whole = start(pages, expression, progress);
    if (whole == RecordPages::Everything) {
        std::printf("%-40s refused\n", expression);
        return;
    }
    double longestPage = 0;
    while (!progress->isDone()) {
        const Steady::time_point asked = Steady::now();
        readRows(pages, RecordPages::Everything, 1000);
        longestPage = std::max(longestPage, msSince(asked));
        progress->waitUntilDone(FrameTime); // As often as a list that is scrolled asks.
    }
    progress->waitUntilDone();
    pages.dropFilter(whole);
    // The next answer comes when the scan is over.
    const auto dropped = std::make_shared<Progress>();
    const RecordPages::FilterId other = start(pages, expression, dropped);
    while (dropped->m_rows == 0 && !dropped->isDone())
        readRows(pages, RecordPages::Everything, 0);
    const Steady::time_point dropping = Steady::now();
    pages.dropFilter(other);
    readRows(pages, RecordPages::Everything, 0);
    const double dropMs = msSince(dropping);
    std::printf("%-40s %9lld rows  first %8.1f ms  all %8.0f ms  page waits %6.1f ms  "
                "cancel %6.1f ms\n",
                expression, static_cast<long long>(progress->m_rows), progress->m_firstMs,
                progress->m_doneMs, longestPage, dropMs);
}

/// How long rows wait while the timeline is zoomed: a page in each frame, a timeline all the while.
void measureRowsBesideTimeline(RecordPages &pages, qint64 tLast)
{
    constexpr int Frames = 120;
    std::atomic<int> answers{ 0 };
    std::function<void(const TimelineSlice &)> again = [&](const TimelineSlice &slice) {
        if (++answers < Frames)
            pages.requestTimeline(slice.tFrom, slice.tTo - slice.tTo / 100, TimelineColumns, again);
    };
    pages.requestTimeline(0, tLast, TimelineColumns, again);
    std::vector<double> waits;
    std::mutex mutex;
    std::condition_variable never;
    for (int frame = 0; frame < Frames; ++frame) {
        const Steady::time_point asked = Steady::now();
        readRows(pages, RecordPages::Everything, 1000 + frame * 1000);
        waits.push_back(msSince(asked));
        std::unique_lock lock(mutex);
        never.wait_for(lock, FrameTime, [] { return false; });
    }
    answers = Frames; // The one under way is the last.
    readTimeline(pages, 0, 0);
    std::sort(waits.begin(), waits.end());
    std::printf("rows beside the timeline wait %.1f ms median, %.1f ms 99th percentile\n",
                waits[waits.size() / 2], waits[waits.size() * 99 / 100]);
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 2)
        return 2;
    const Steady::time_point opening = Steady::now();
    Result<std::unique_ptr<CaptureStore>> store = openCapture(QString::fromLocal8Bit(argv[1]));
    if (!store)
        return 1;
    RecordPages &pages = (*store)->pages();
    const double openMs = msSince(opening);
    const CaptureExtent extent = pages.extent();
    readRows(pages, RecordPages::Everything, extent.records - PageRows);
    const double rowsMs = msSince(opening);
    const std::size_t ticks = readTimeline(pages, 0, extent.tLast);
    std::printf("open %.1f ms, rows %.1f ms, timeline %.1f ms (%zu ticks), peak memory %ld MiB\n",
                openMs, rowsMs, msSince(opening), ticks, peakMiB());
    const Steady::time_point zooming = Steady::now();
    readTimeline(pages, extent.tLast / 2, extent.tLast / 2 + extent.tLast / 1000);
    std::printf("timeline of a thousandth %.1f ms\n", msSince(zooming));
    measureRowsBesideTimeline(pages, extent.tLast);
    for (int i = 2; i < argc; ++i)
        measureFilter(pages, argv[i]);
    std::printf("peak memory %ld MiB\n", peakMiB());
    return 0;
}
