// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// flooder FILE [KEEP]: records into a capture as fast as it goes, and prints the seq of the last record
// committed, a line per transaction, until it is killed. What every octet and record has to be
// follows from its place: see floodpattern.h. KEEP: RecordingLimits::keepOctets.

#include "storage/stores.h"

#include "floodpattern.h"

#include <condition_variable>
#include <cstdio>
#include <mutex>

using namespace Pushscope;

int main(int argc, char **argv)
{
    if (argc != 2 && argc != 3)
        return 2;
    RecordingOptions options;
    options.path = QString::fromLocal8Bit(argv[1]);
    if (argc == 3)
        options.limits.keepOctets = QByteArray(argv[2]).toLongLong();
    options.consumer = [](const CommittedRecords &committed) {
        if (committed.isLast && !committed.records.empty()) {
            std::printf("%lld\n", static_cast<long long>(committed.records.back().seq));
            std::fflush(stdout);
        }
    };
    Result<std::unique_ptr<CaptureStore>> store = createCapture(options);
    if (!store)
        return 1;
    RecordSink &sink = *(*store)->sink();
    std::mutex mutex;
    std::condition_variable drained;
    sink.addDrainListener([&] {
        const std::lock_guard lock(mutex);
        drained.notify_one();
    });
    FloodPattern pattern;
    while (true) {
        static_cast<void>(sink.append(pattern.nextBatch()));
        std::unique_lock lock(mutex);
        drained.wait(lock, [&] { return !sink.isFull(); });
    }
}
