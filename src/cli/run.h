// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "base/signals.h"
#include "capture/capturestore.h"
#include "cli/output.h"
#include "engine/api/engine.h"

#include <QByteArray>
#include <QEventLoop>

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace CLI {
class App;
class Option;
}

namespace Pushscope {

/// What connect, serve and tour share: a recording, its lines on standard output, an engine, and
/// an end by signal or by a reader that went away.
class Run
{
public:
    struct Options {
        std::string captureFile; ///< Empty: nothing is kept.
        bool isForced = false; ///< An existing file is replaced.
        qint64 stopAtOctets = 0; ///< The run ends once the file has so many; 0: no limit.
        qint64 keepOctets = 0; ///< See RecordingLimits.
        std::string onWriteError = "stop"; ///< Or `continue`, without recording.
        Output::Form form = Output::Form::Text;
        bool isMessagesOnly = false;
        QByteArray textPointer; ///< See TextGrowth.
        QByteArray command; ///< Secrets masked.
        /// Is shown every record once it is written, on the writer's thread; may be empty.
        std::function<void(std::span<const Record> records, OctetSource &octets)> observer{};
    };

    explicit Run(const Options &options);
    ~Run();

    /// Begins to record. On failure one line went to standard error and the exit status is given.
    [[nodiscard]] std::optional<int> open();
    [[nodiscard]] Engine &engine() { return *m_engine; }
    [[nodiscard]] Output &output() { return m_output; }
    [[nodiscard]] CaptureStore &store() { return *m_store; }

    /// Waits until end() was called, by whoever.
    int wait();
    /// Ends wait() with @p status; @p reason is capture.end's.
    void end(int status, QByteArrayView reason);

private:
    [[nodiscard]] bool areOptionsGood() const;
    [[nodiscard]] int close();
    void watchStorage();
    void endWithOutput();

    Options m_options;
    SystemClock m_clock;
    Output m_output;
    std::unique_ptr<CaptureStore> m_store;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<Signals> m_signals;
    QEventLoop m_loop;
    std::optional<int> m_status;
    bool m_hasGivenUpWriting = false;
    QByteArray m_reason = "done";
};

/// Adds `-o` and `--force`.
CLI::Option *addCaptureOptions(CLI::App &command, Run::Options &options);
/// The same, and the limits of the file.
void addRecordingOptions(CLI::App &command, Run::Options &options);

} // namespace Pushscope
