// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/liveoctets.h"
#include "capture/recordsink.h"
#include "cli/output.h"

namespace Pushscope {

/// Prints what a decoder makes of octets at once, without a file.
class DecodeSink final : public RecordSink
{
public:
    explicit DecodeSink(Output &output);

    Appended append(Batch &&batch) override;
    [[nodiscard]] bool isFull() const override { return false; }
    int addDrainListener(std::function<void()> listener) override;
    void removeDrainListener(int token) override;
    [[nodiscard]] CaptureCounters &counters() override { return m_counters; }
    [[nodiscard]] qint64 originNs() const override { return 0; }

    /// Something broke a rule.
    [[nodiscard]] bool hasViolations() const { return m_hasViolations; }

private:
    Output &m_output;
    LiveOctets m_octets;
    CaptureCounters m_counters;
    qint64 m_lastSeq = 0;
    bool m_hasViolations = false;
};

} // namespace Pushscope
