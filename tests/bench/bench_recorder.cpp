// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// bench_recorder [RECORDS]: what writing a capture costs, without a network: records of 64 octets
// in batches of a thousand from one thread, all of them kept, and only the newest 32 MiB, beside a
// plain loop of inserts with the payload in the row. Prints one line each: records a second, CPU of
// the whole process a record, octets of file a record; and the peak memory of the recordings.

#include "storage/stores.h"

#include <QFileInfo>
#include <QTemporaryDir>

#include <sqlite3.h>

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <mutex>
#include <sys/resource.h>

using namespace Pushscope;

namespace {

constexpr qint64 PayloadOctets = 64;
constexpr qint64 FrameOctets = PayloadOctets + 2; // with the header of a frame from a server
constexpr qint64 BatchRecords = 1000;

double processCpuSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// Wall and CPU time since it was made.
class Meter
{
public:
    void report(const char *what, qint64 records, qint64 octets) const
    {
        const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - m_wall;
        const auto count = static_cast<double>(records);
        std::printf("%-28s %9.0f records/s  %6.3f us CPU/record  %6.1f octets/record\n", what,
                    count / wall.count(), (processCpuSeconds() - m_cpu) * 1e6 / count,
                    static_cast<double>(octets) / count);
    }

private:
    std::chrono::steady_clock::time_point m_wall = std::chrono::steady_clock::now();
    double m_cpu = processCpuSeconds();
};

Batch makeBatch(qint64 first, qint64 count)
{
    Batch batch;
    batch.records.reserve(static_cast<std::size_t>(count));
    batch.octets.resize(static_cast<qsizetype>(count * FrameOctets));
    batch.pieces.push_back(
        { 1, From::Server, Layer::Wire, first * FrameOctets, count * FrameOctets, first * 700, 0 });
    char *octets = batch.octets.data();
    for (qint64 i = 0; i < count; ++i) {
        std::snprintf(octets + i * FrameOctets, static_cast<std::size_t>(FrameOctets), "%065lld",
                      static_cast<long long>(first + i));
        Record record;
        record.t = (first + i) * 700;
        record.kind = RecordKind::WsMessage;
        record.from = From::Server;
        record.flags = PrintsOctets;
        record.code = 1;
        record.session = 1;
        record.connection = 1;
        record.stream = 1;
        record.exchange = 1;
        record.at = { (first + i) * FrameOctets, (first + i + 1) * FrameOctets };
        record.size = FrameOctets;
        batch.records.push_back(std::move(record));
    }
    return batch;
}

bool recordAll(const char *what, const QString &path, qint64 records,
               const RecordingLimits &limits)
{
    RecordingOptions options{ path };
    options.limits = limits;
    Result<std::unique_ptr<CaptureStore>> store = createCapture(options);
    if (!store)
        return false;
    RecordSink &sink = *(*store)->sink();
    std::mutex mutex;
    std::condition_variable drained;
    const int token = sink.addDrainListener([&] {
        const std::lock_guard lock(mutex);
        drained.notify_one();
    });
    const Meter meter;
    for (qint64 first = 0; first < records; first += BatchRecords) {
        static_cast<void>(sink.append(makeBatch(first, std::min(BatchRecords, records - first))));
        std::unique_lock lock(mutex);
        drained.wait(lock, [&] { return !sink.isFull(); });
    }
    sink.removeDrainListener(token);
    const bool isWritten = (*store)->finish("done").isOk();
    meter.report(what, records, QFileInfo(path).size());
    return isWritten;
}

bool insertAll(const QString &path, qint64 records)
{
    sqlite3 *db = nullptr;
    sqlite3_stmt *insert = nullptr;
    if (sqlite3_open(path.toUtf8().constData(), &db) != SQLITE_OK
        || sqlite3_exec(db,
                        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                        "CREATE TABLE message(id INTEGER PRIMARY KEY, t INTEGER, origin INTEGER, "
                        "payload BLOB)",
                        nullptr, nullptr, nullptr)
            != SQLITE_OK
        || sqlite3_prepare_v2(db, "INSERT INTO message(t, origin, payload) VALUES(?,?,?)", -1,
                              &insert, nullptr)
            != SQLITE_OK)
        return false;
    const Meter meter;
    for (qint64 first = 0; first < records; first += BatchRecords) {
        const Batch batch = makeBatch(first, std::min(BatchRecords, records - first));
        sqlite3_exec(db, "BEGIN", nullptr, nullptr, nullptr);
        for (const Record &record : batch.records) {
            sqlite3_bind_int64(insert, 1, record.t);
            sqlite3_bind_int64(insert, 2, static_cast<qint64>(record.from));
            sqlite3_bind_blob(insert, 3,
                              batch.octets.constData() + (record.at.begin - first * FrameOctets),
                              static_cast<int>(FrameOctets), SQLITE_STATIC);
            sqlite3_step(insert);
            sqlite3_reset(insert);
        }
        sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
    }
    sqlite3_finalize(insert);
    const bool isWritten = sqlite3_close(db) == SQLITE_OK;
    meter.report("plain inserts, payload in row", records, QFileInfo(path).size());
    return isWritten;
}

} // namespace

int main(int argc, char **argv)
{
    constexpr qint64 DefaultRecords = 1'000'000;
    const qint64 records = argc > 1 ? std::atoll(argv[1]) : DefaultRecords;
    const QTemporaryDir folder(QStringLiteral("bench-XXXXXX"));
    constexpr qint64 KeptOctets = 32 * 1024 * 1024;
    if (!recordAll("capture file", folder.filePath(QStringLiteral("a.pushscope")), records, {})
        || !recordAll("capture file, newest 32 MiB", folder.filePath(QStringLiteral("b.pushscope")),
                      records, { 0, KeptOctets }))
        return 1;
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("peak memory %ld MiB\n", usage.ru_maxrss / 1024);
    return insertAll(folder.filePath(QStringLiteral("plain.sqlite")), records) ? 0 : 1;
}
