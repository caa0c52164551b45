// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/run.h"

#include "cli/capturetarget.h"
#include "cli/exitstatus.h"
#include "cli/numbers.h"
#include "models/describe.h"
#include "storage/stores.h"

#include <CLI/CLI.hpp>

#include <QMetaObject>
#include <QTimer>

#include <cstdio>
#include <utility>

namespace Pushscope {

namespace {

/// Beyond any disk, and a double counts them one by one.
constexpr qint64 MostOctets = qint64(1) << 50;
/// How often the state of the recording is looked at.
constexpr int WatchIntervalMs = 100;

} // namespace

CLI::Option *addCaptureOptions(CLI::App &command, Run::Options &options)
{
    CLI::Option *output
        = command.add_option("-o,--output", options.captureFile, "Record into this capture file")
              ->check([](const std::string &path) {
                  return path.empty() ? std::string("a file name is missing") : std::string();
              });
    command.add_flag("--force", options.isForced, "Replace an existing capture file")
        ->needs(output);
    return output;
}

void addRecordingOptions(CLI::App &command, Run::Options &options)
{
    CLI::Option *output = addCaptureOptions(command, options);
    CLI::Option *stop
        = command.add_option("--stop-at", options.stopAtOctets,
                             "End once the capture file has this size: octets, or with k, M or G");
    takesOctets(*stop, 1, MostOctets);
    stop->needs(output);
    CLI::Option *keep = command.add_option(
        "--keep-last", options.keepOctets,
        "Keep only so much of the newest in the capture file, at least 16M");
    takesOctets(*keep, RecordingLimits::LeastKeepOctets, MostOctets);
    keep->needs(output);
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

bool Run::areOptionsGood() const
{
    if (m_options.stopAtOctets > 0 && m_options.stopAtOctets < m_options.keepOctets) {
        std::fprintf(stderr, "--stop-at: it would end before there is as much as --keep-last "
                             "says\n");
        return false;
    }
    return m_options.captureFile.empty()
        || isFreeForCapture(m_options.captureFile, m_options.isForced);
}

std::optional<int> Run::open()
{
    const QString path = QString::fromStdString(m_options.captureFile);
    if (!areOptionsGood())
        return ExitUsage;
    RecordingOptions recording;
    recording.path = path;
    recording.command = m_options.command;
    recording.clock = &m_clock;
    recording.consumesUnrecorded = m_options.onWriteError == "continue";
    recording.limits.keepOctets = m_options.keepOctets;
    recording.consumer = [this](const CommittedRecords &committed) {
        const bool isPrinted = m_options.form != Output::Form::Quiet;
        if (isPrinted)
            m_output.write(committed.records, committed.octets);
        if (m_options.observer)
            m_options.observer(committed.records, committed.octets);
        if (isPrinted && committed.isLast)
            m_output.flush();
        if (m_output.isClosed())
            QMetaObject::invokeMethod(&m_loop, [this] { endWithOutput(); }, Qt::QueuedConnection);
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

void Run::endWithOutput()
{
    const int status = m_output.checked(ExitDone);
    end(status, status == ExitDone ? "done" : "failed");
}

int Run::close()
{
    m_output.release();
    const std::optional<Error> storageFailure = m_store->status().error;
    m_engine.reset();
    const auto finished = m_store->finish(m_reason);
    if (storageFailure) {
        m_output.writeFailure(*storageFailure);
    } else if (!finished) {
        std::fprintf(stderr, "%s\n", qPrintable(describe(finished.error())));
        m_status = ExitFailed;
    }
    m_output.flush();
    return m_output.checked(*m_status);
}

} // namespace Pushscope
