// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// bench_makecapture [--records N] [--connections N] [--seed N] [--seconds N --rate N]
// -o FILE.pushscope: writes an hour of the traffic of many peers (see support/traffic.h), for the
// other benchmarks and for looking at. Prints how many records a second were written; with
// --seconds it then goes on for so long at the pace of a live recording, at most --rate records a
// second in groups of five milliseconds, and prints what came of it, the CPU time of the process
// and the peak memory.

#include "captureclock.h"
#include "storage/stores.h"
#include "support/traffic.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <ctime>
#include <mutex>
#include <sys/resource.h>

using namespace Pushscope;

namespace {

constexpr qint64 HourNs = 3'600'000'000'000;

struct Order {
    qint64 records = 0;
    int connections = 0;
    quint32 seed = 0;
    QString path{};
    int seconds = 0;
    qint64 rate = 0;
};

double processCpuSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// Goes on as if it was live.
void goOn(PatientSink &sink, Traffic &traffic, CaptureClock &clock, const Order &order, qint64 &t)
{
    constexpr std::chrono::milliseconds Pause{ 5 };
    std::mutex mutex;
    std::condition_variable never;
    const auto begin = std::chrono::steady_clock::now();
    const double cpu = processCpuSeconds();
    const qint64 before = sink.records();
    const qint64 step = 1'000'000'000 / order.rate;
    std::chrono::duration<double> passed{};
    while (passed.count() < order.seconds && !sink.hasFailed()) {
        const auto due = static_cast<qint64>(passed.count() * static_cast<double>(order.rate));
        while (sink.records() - before < due) {
            for (int i = 0; i < 100; ++i)
                traffic.step(t += step);
        }
        traffic.flush();
        clock.set(t);
        std::unique_lock lock(mutex);
        never.wait_for(lock, Pause, [] { return false; });
        passed = std::chrono::steady_clock::now() - begin;
    }
    const auto records = static_cast<double>(sink.records() - before);
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("then %.0f records/s, %.2f us CPU/record, peak memory %ld MiB\n",
                records / passed.count(), (processCpuSeconds() - cpu) * 1e6 / records,
                usage.ru_maxrss / 1024);
}

bool writeCapture(const Order &order)
{
    CaptureClock clock;
    RecordingOptions options;
    options.path = order.path;
    options.clock = &clock;
    Result<std::unique_ptr<CaptureStore>> store = createCapture(options);
    if (!store)
        return false;
    PatientSink sink(*(*store)->sink());
    Traffic traffic(sink, order.connections, order.seed);
    Dice pace(order.seed + 1);
    qint64 t = 0;
    traffic.begin(t);
    // Some records are still to come from closing.
    const qint64 last = order.records - order.connections * 4;
    qint64 quietUntil = 0;
    while (sink.records() < last && !sink.hasFailed()) {
        // A wave of some minutes, with a silence of some seconds now and then.
        const qint64 mean
            = std::max<qint64>(1, (HourNs - t) / std::max<qint64>(1, last - sink.records()));
        t += static_cast<qint64>(
            pace.below(static_cast<quint32>(std::min<qint64>(mean, 1'000'000'000) * 2)));
        if (pace.oneIn(200'000))
            quietUntil = t + 3'000'000'000;
        t = std::max(t, quietUntil);
        clock.set(t);
        traffic.step(t);
    }
    traffic.flush();
    std::printf("%lld records written\n", static_cast<long long>(sink.records()));
    std::fflush(stdout);
    if (order.seconds > 0)
        goOn(sink, traffic, clock, order, t);
    traffic.end(t);
    return !sink.hasFailed() && (*store)->finish("done").isOk();
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption records(QStringLiteral("records"), {}, QStringLiteral("N"),
                                     QStringLiteral("10000000"));
    const QCommandLineOption connections(QStringLiteral("connections"), {}, QStringLiteral("N"),
                                         QStringLiteral("1000"));
    const QCommandLineOption seed(QStringLiteral("seed"), {}, QStringLiteral("N"),
                                  QStringLiteral("1"));
    const QCommandLineOption output(QStringLiteral("o"), {}, QStringLiteral("FILE"));
    const QCommandLineOption seconds(QStringLiteral("seconds"), {}, QStringLiteral("N"),
                                     QStringLiteral("0"));
    const QCommandLineOption rate(QStringLiteral("rate"), {}, QStringLiteral("N"),
                                  QStringLiteral("100000"));
    parser.addOptions({ records, connections, seed, output, seconds, rate });
    parser.process(application);
    const Order order{ parser.value(records).toLongLong(), parser.value(connections).toInt(),
                       parser.value(seed).toUInt(),        parser.value(output),
                       parser.value(seconds).toInt(),      parser.value(rate).toLongLong() };
    if (order.path.isEmpty() || order.records < 1 || order.connections < 1) {
        std::fprintf(stderr, "usage: bench_makecapture [--records N] [--connections N] -o FILE\n");
        return 2;
    }
    const auto start = std::chrono::steady_clock::now();
    if (!writeCapture(order)) {
        std::fprintf(stderr, "%s cannot be written\n", qPrintable(order.path));
        return 1;
    }
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    std::printf("%lld records, %lld octets, %.1f s, %.0f records/s\n",
                static_cast<long long>(order.records),
                static_cast<long long>(QFileInfo(order.path).size()), taken.count(),
                static_cast<double>(order.records) / taken.count());
    return 0;
}
