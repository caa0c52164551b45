// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// fullwriter FILE retry|give-up|finish: records until its files may not grow any more, as on a full
// disk, and prints `failed CODE`; then makes room and goes on, goes on unrecorded, or ends. Prints
// `finished` or `unfinished CODE` at last.

#include "storage/stores.h"

#include "floodpattern.h"

#include <csignal>
#include <cstdio>
#include <cstring>
#include <sys/resource.h>

using namespace Pushscope;

namespace {

void limitFiles(rlim_t octets)
{
    rlimit limit{};
    getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = octets;
    setrlimit(RLIMIT_FSIZE, &limit);
}

void print(const char *what, const Error &error)
{
    std::printf("%s %s\n", what, errorCodeName(error.code).data());
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    constexpr rlim_t LimitOctets = 3 * 1024 * 1024;
    std::signal(SIGXFSZ, SIG_IGN);
    limitFiles(LimitOctets);
    RecordingOptions options;
    options.path = QString::fromLocal8Bit(argv[1]);
    Result<std::unique_ptr<CaptureStore>> store = createCapture(options);
    if (!store)
        return 1;
    RecordSink &sink = *(*store)->sink();
    FloodPattern pattern;
    while (!(*store)->status().error) {
        if (!sink.isFull())
            static_cast<void>(sink.append(pattern.nextBatch()));
    }
    print("failed", *(*store)->status().error);
    std::printf("queued %d full %d\n", (*store)->status().queuedRecords > 0, sink.isFull());
    if (std::strcmp(argv[2], "retry") == 0) {
        limitFiles(RLIM_INFINITY);
        (*store)->retryWriting();
        while (sink.isFull()) { }
        for (int i = 0; i < 10; ++i)
            static_cast<void>(sink.append(pattern.nextBatch()));
    } else if (std::strcmp(argv[2], "give-up") == 0) {
        (*store)->giveUpWriting();
        while (sink.isFull()) { }
        std::printf("unrecorded %d\n", sink.append(pattern.nextBatch()).isDropped);
        limitFiles(RLIM_INFINITY); // Somebody made room meanwhile.
    }
    const Result<Done> finished = (*store)->finish("done");
    if (finished)
        std::printf("finished\n");
    else
        print("unfinished", finished.error());
    return 0;
}
