// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "capture/jsonlines.h"
#include "capture/octetsource.h"
#include "capture/record.h"
#include "cli/textgrowth.h"

#include <QByteArray>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <span>

namespace Pushscope {

/// What goes to standard output: JSON lines, or text for people.
///
/// Threads: one at a time. Blocks while a pipe is full, which is the reader's back-pressure.
class Output
{
public:
    enum class Form : quint8 {
        Json, ///< Contract §3.
        Text, ///< For people; not stable.
        Quiet, ///< Nothing.
    };

    /// @param textPointer see TextGrowth; of no effect on JSON lines.
    Output(Form form, bool isMessagesOnly, const QByteArray &textPointer = {});

    void write(std::span<const Record> records, OctetSource &octets);
    /// A line of our own, in both forms.
    void writeLine(const QByteArray &line);
    /// Of JSON lines, one about what kept a capture from being written: of an `error` that stands in
    /// no capture, and so has no number and no time.
    void writeFailure(const Error &error);
    /// Octets as they are.
    void writeRaw(const QByteArray &octets);
    void flush();
    /// While held, write() waits: so that a line of our own can be the first.
    void hold();
    void release();
    /// Prints nothing of what is written from now on, and of what is held.
    void discard();
    /// The reader is gone, or writing failed: nothing can be written any more.
    [[nodiscard]] bool isClosed() const { return m_isClosed; }
    /// Where writing failed, so not where a reader merely went away: says so on standard error, the
    /// first time it is asked.
    /// @return ExitFailed then, else @p status.
    [[nodiscard]] int checked(int status);

private:
    [[nodiscard]] bool isShown(const Record &record) const;
    void writeText(const Record &record, OctetSource &octets);

    Form m_form;
    bool m_isMessagesOnly;
    TextGrowth m_text;
    QByteArray m_buffer;
    std::mutex m_mutex; ///< For m_isHeld and m_isDiscarding.
    std::condition_variable m_released;
    bool m_isHeld = false;
    bool m_isDiscarding = false;
    std::atomic<bool> m_isClosed { false };
    std::atomic<int> m_failure { 0 }; ///< errno of the write that failed.
    bool m_isFailureSaid = false;
};

/// The English sentence of an error record.
[[nodiscard]] QByteArray sentenceOf(const Record &record);

} // namespace Pushscope
