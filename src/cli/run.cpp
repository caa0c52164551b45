// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/run.h"

#include "cli/exitstatus.h"
#include "models/describe.h"
#include "storage/stores.h"

#include <CLI/CLI.hpp>

#include <QFileInfo>
#include <QMetaObject>
#include <QTimer>

#include <cstdio>
#include <utility>

namespace Pushscope {

namespace {

/// How often the state of the recording is looked at.
constexpr int WatchIntervalMs = 100;

} // namespace

void addRecordingOptions(CLI::App &command, Run::Options &options)
{
    constexpr bool IsKiloThousand = false;
    CLI::Option *output
        = command.add_option("-o,--output", options.captureFile, "Record into this capture file");
    command.add_flag("--force", options.isForced, "Replace an existing capture file");
    command
        .add_option("--stop-at", options.stopAtOctets,
                    "End once the capture file has this size: octets, or with k, M or G")
        ->transform(CLI::AsSizeValue(IsKiloThousand))
        ->check(CLI::PositiveNumber)
        ->needs(output);
    command
        .add_option("--keep-last", options.keepOctets,
                    "Keep only so much of the newest in the capture file, at least 16M")
        ->transform(CLI::AsSizeValue(IsKiloThousand))
        ->check(CLI::PositiveNumber)
        ->needs(output);
    command
        .add_option("--on-write-error", options.onWriteError,
                    "What becomes of the run where the capture file cannot be written any more: "
                    "it stops, or goes on (continue) without recording")
        ->check(CLI::IsMember({ "stop", "continue" }))
        ->capture_default_str()
        ->needs(output);
}

Run::Run(const Options &options)
    : m_options(options)
    , m_output(options.form, options.isMessagesOnly, options.textPointer)
{
}

Run::~Run() = default;

std::optional<int> Run::open()
{
    const QString path = QString::fromStdString(m_options.captureFile);
    if (!path.isEmpty() && !m_options.isForced && QFileInfo::exists(path)) {
        std::fprintf(stderr, "-o: %s exists; --force replaces it\n",
                     m_options.captureFile.c_str());
        return ExitUsage;
    }
    RecordingOptions recording;
    recording.path = path;
    recording.command = m_options.command;
    recording.clock = &m_clock;
    recording.consumesUnrecorded = m_options.onWriteError == "continue";
    recording.limits.keepOctets = m_options.keepOctets;
    recording.consumer = [this](const CommittedRecords &committed) {
        m_output.write(committed.records, committed.octets);
        if (m_options.observer)
            m_options.observer(committed.records, committed.octets);
        if (committed.isLast)
            m_output.flush();
        if (m_output.isClosed())
            QMetaObject::invokeMethod(&m_loop, [this] { end(ExitDone, "done"); },
                                      Qt::QueuedConnection);
    };
    auto store = createCapture(recording);
    if (!store) {
        std::fprintf(stderr, "-o: %s\n", qPrintable(describe(store.error())));
        return store.error().code == ErrorCode::DiskFull ? ExitFailed : ExitUsage;
    }
    m_store = std::move(store).value();
    m_engine = std::make_unique<Engine>(*m_store->sink(), m_clock);
    m_signals = std::make_unique<Signals>([this](int status) { end(status, "signal"); });
    return std::nullopt;
}

void Run::watchStorage()
{
    const auto status = m_store->status();
    if (!status.error) {
        // What ends here was asked for, as --duration is.
        if (m_options.stopAtOctets > 0 && status.fileOctets >= m_options.stopAtOctets)
            end(ExitDone, "done");
        return;
    }
    if (m_options.onWriteError != "continue") {
        std::fprintf(stderr, "%s\n", qPrintable(describe(*status.error)));
        end(ExitFailed, "failed");
    } else if (!std::exchange(m_hasGivenUpWriting, true)) {
        std::fprintf(stderr, "%s The run goes on without recording.\n",
                     qPrintable(describe(*status.error)));
        m_store->giveUpWriting();
    }
}

int Run::wait()
{
    QTimer watch;
    QObject::connect(&watch, &QTimer::timeout, &m_loop, [this] { watchStorage(); });
    watch.start(WatchIntervalMs);
    if (!m_status)
        m_loop.exec();
    watch.stop();
    return close();
}

void Run::end(int status, QByteArrayView reason)
{
    if (m_status)
        return;
    m_status = status;
    m_reason = reason.toByteArray();
    m_loop.quit();
}

int Run::close()
{
    m_output.release();
    const bool isStorageFailed = m_store->status().error.has_value();
    m_engine.reset();
    const auto finished = m_store->finish(m_reason);
    if (!finished && !isStorageFailed) {
        std::fprintf(stderr, "%s\n", qPrintable(describe(finished.error())));
        m_status = ExitFailed;
    }
    m_output.flush();
    return *m_status;
}

} // namespace Pushscope
