// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// fullwriter FILE retry|give-up|leave|finish: records until its files may not grow any more, as on a
// full disk, and prints `failed CODE`; then makes room and goes on, goes on unrecorded, goes on with
// the consumer alone, or ends. Prints `finished` or `unfinished CODE` at last.

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
    const bool isLeaving = std::strcmp(argv[2], "leave") == 0;
    options.consumesUnrecorded = isLeaving;
    qint64 seq = 0;
    qint64 expected = 0;
    bool isWhole = true;
    options.consumer = [&](const CommittedRecords &committed) {
        for (const Record &record : committed.records) {
            isWhole = isWhole && record.seq == ++seq;
            if (record.kind == RecordKind::WsMessage)
                isWhole = isWhole
                    && committed.octets.octets(record.connection, record.from, Layer::Wire,
                                               record.at)
                        == FloodPattern::octets(record.connection, record.at);
        }
    };
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
    } else if (isLeaving) {
        (*store)->giveUpWriting();
        while (sink.isFull()) { }
        const RecordSink::Appended appended = sink.append(pattern.nextBatch());
        std::printf("dropped %d error %d\n", appended.isDropped,
                    (*store)->status().error.has_value());
        expected = appended.firstSeq + FloodPattern::BatchRecords + 1; // With the gap and the end.
        limitFiles(RLIM_INFINITY); // Somebody made room meanwhile.
    }
    const Result<Done> finished = (*store)->finish("done");
    if (finished)
        std::printf("finished\n");
    else
        print("unfinished", finished.error());
    if (isLeaving)
        std::printf("consumed %d\n", isWhole && seq == expected);
    return 0;
}
