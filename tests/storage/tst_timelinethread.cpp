// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/timelinethread.h"

#include "storage/schema.h"

#include <QTest>

#include <atomic>
#include <future>

using namespace Pushscope;

namespace {

Result<Database> openEmpty()
{
    Result<Database> database = Database::open({}, Database::Access::Create);
    if (database) {
        if (Result<Done> created = Schema::create(*database); !created)
            return created.error();
        static_cast<void>(database->run(
            "INSERT INTO session VALUES(1,1,0,'quotes','client','sse','http://h/','{}')"));
    }
    return database;
}

} // namespace

/// Questions of the timeline, on their own thread.
class TestTimelineThread : public QObject
{
    Q_OBJECT

private slots:
    void answersInOrder();
    void waitsWhileSuspended();
    void opensOnceMore();
    void answersWithoutAFile();
    void dropsWhatWaits();
};

void TestTimelineThread::answersInOrder()
{
    TimelineThread thread;
    thread.resume(openEmpty);
    std::promise<std::vector<qint64>> all;
    std::vector<qint64> answered;
    std::thread::id here;
    for (qint64 i = 1; i <= 20; ++i) {
        thread.request(0, i, 1, [&, i](const TimelineSlice &slice) {
            here = std::this_thread::get_id();
            answered.push_back(slice.sessions.size() == 1 ? slice.tTo : -1);
            if (i == 20)
                all.set_value(answered);
        });
    }
    const std::vector<qint64> found = all.get_future().get();
    QCOMPARE(found.size(), std::size_t{ 20 });
    for (std::size_t i = 0; i < found.size(); ++i)
        QCOMPARE(found[i], static_cast<qint64>(i) + 1);
    QVERIFY(here != std::this_thread::get_id());
}

void TestTimelineThread::waitsWhileSuspended()
{
    TimelineThread thread;
    std::atomic<int> opened = 0;
    const auto opener = [&] {
        ++opened;
        return openEmpty();
    };
    std::promise<void> answered;
    thread.suspend(); // Nothing to let go of.
    thread.request(0, 1, 1, [&](const TimelineSlice &) { answered.set_value(); });
    QCOMPARE(opened.load(), 0);
    thread.resume(opener);
    answered.get_future().get();
    QCOMPARE(opened.load(), 1);
    thread.suspend(); // The file is closed once this returns.
    thread.suspend();
}

void TestTimelineThread::opensOnceMore()
{
    TimelineThread thread;
    std::atomic<int> opened = 0;
    for (int i = 1; i <= 3; ++i) {
        thread.resume([&] {
            ++opened;
            return openEmpty();
        });
        for (int k = 0; k < 2; ++k) {
            std::promise<std::size_t> answered;
            thread.request(0, 1, 1, [&](const TimelineSlice &slice) {
                answered.set_value(slice.sessions.size());
            });
            QCOMPARE(answered.get_future().get(), std::size_t{ 1 });
        }
        QCOMPARE(opened.load(), i);
        thread.suspend();
    }
}

void TestTimelineThread::answersWithoutAFile()
{
    TimelineThread thread;
    std::atomic<int> tries = 0;
    thread.resume([&]() -> Result<Database> {
        ++tries;
        return Error{ ErrorCode::StorageFailed, ErrorSite::Storage, {} };
    });
    for (int i = 1; i <= 2; ++i) {
        std::promise<TimelineSlice> answered;
        thread.request(3, 7, 1, [&](const TimelineSlice &slice) { answered.set_value(slice); });
        const TimelineSlice slice = answered.get_future().get();
        QCOMPARE(slice.tFrom, qint64{ 3 });
        QCOMPARE(slice.tTo, qint64{ 7 });
        QVERIFY(slice.sessions.empty());
        QCOMPARE(tries.load(), i);
    }
}

void TestTimelineThread::dropsWhatWaits()
{
    std::atomic<int> answers = 0;
    {
        TimelineThread thread;
        for (int i = 0; i < 5; ++i)
            thread.request(0, 1, 1, [&](const TimelineSlice &) { ++answers; });
    }
    QCOMPARE(answers.load(), 0); // It was never told what to open.
}

QTEST_APPLESS_MAIN(TestTimelineThread)
#include "tst_timelinethread.moc"
