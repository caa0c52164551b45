// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// bench_statistics FILE.pushscope: counts the statistics of a capture as the window does, all of it
// and then the middle tenth of its time. Prints how long that took from question to answer, how
// long the GUI thread was busy with it, and by how much the resident set grew.

#include "models/statisticsmodel.h"
#include "models/statisticsrow.h"
#include "storage/stores.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFile>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <utility>

using namespace Pushscope;

namespace {

double threadSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// VmRSS or VmHWM, in MiB.
double memoryMiB(const QByteArray &name)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith(name))
            return line.simplified().split(' ').value(1).toDouble() / 1024;
    }
    return 0;
}

void countOnce(StatisticsModel &model, const char *what)
{
    const double memory = memoryMiB("VmRSS");
    const double busy = threadSeconds();
    const auto start = std::chrono::steady_clock::now();
    QEventLoop loop;
    QObject::connect(&model, &StatisticsModel::progressed, &loop, [&] {
        if (!model.isCounting())
            loop.quit();
    });
    if (model.isCounting())
        loop.exec();
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    const Statistics &statistics = *model.statistics();
    const auto counted = static_cast<double>(statistics.records);
    std::printf("%s: %.0f records of %zu sessions, %.2f s, %.2f M records/s, GUI thread %.3f s, "
                "resident set %+.1f MiB\n",
                what, counted, statistics.sessions.size(), taken.count(),
                counted / taken.count() / 1e6, threadSeconds() - busy, memoryMiB("VmRSS") - memory);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (argc != 2) {
        std::fprintf(stderr, "usage: bench_statistics FILE.pushscope\n");
        return 2;
    }
    auto store = openCapture(QString::fromLocal8Bit(argv[1]));
    if (!store) {
        std::fprintf(stderr, "%s cannot be opened\n", argv[1]);
        return 1;
    }
    const qint64 last = (*store)->pages().extent().tLast;
    StatisticsModel model;
    model.setActive(true);
    model.setPages(&(*store)->pages());
    countOnce(model, "all");
    const auto start = std::chrono::steady_clock::now();
    const std::vector<StatisticsRow> rows = statisticsRows(*model.statistics(), model.sessions());
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    std::printf("%zu rows with their plots: %.1f ms\n", rows.size(), taken.count() * 1000);
    model.setRange(std::pair{ last / 20 * 9, last / 20 * 11 });
    countOnce(model, "middle tenth");
    std::printf("peak resident set %.1f MiB\n", memoryMiB("VmHWM"));
    model.setPages(nullptr);
    return 0;
}
