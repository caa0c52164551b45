// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/batchbuilder.h"
#include "capture/recordsink.h"
#include "support/dice.h"

#include <QByteArray>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

namespace Pushscope {

/// A sink that counts what it hands on, and waits where that is full.
class PatientSink final : public RecordSink
{
public:
    explicit PatientSink(RecordSink &sink);
    ~PatientSink() override;

    Appended append(Batch &&batch) override;
    [[nodiscard]] bool isFull() const override { return m_sink.isFull(); }
    int addDrainListener(std::function<void()> listener) override;
    void removeDrainListener(int token) override;
    [[nodiscard]] CaptureCounters &counters() override { return m_sink.counters(); }
    [[nodiscard]] qint64 originNs() const override { return m_sink.originNs(); }

    [[nodiscard]] qint64 records() const { return m_records; }
    [[nodiscard]] bool hasFailed() const { return m_hasFailed; }

private:
    RecordSink &m_sink;
    qint64 m_records = 0;
    bool m_hasFailed = false;
    std::mutex m_mutex;
    std::condition_variable m_drained;
    int m_token = 0;
};

class TrafficLine;

/// Many peers that talk at once: WebSockets with messages both ways, pings, fragments, broken
/// frames and all kinds of ends; event streams; pollings. A few are clients of ours, the others
/// are connected to a mock server. Some are busy, most are not. Written by the transcripts that
/// record real traffic, so every record is what it would be then.
///
/// Threads: used on one thread.
class Traffic
{
public:
    /// One message in so many holds MarkerWord.
    static constexpr quint32 MarkerInterval = 10'000;
    static constexpr const char *MarkerWord = "kingfisher";

    Traffic(RecordSink &sink, int connections, quint32 seed);
    ~Traffic();

    /// Opens all connections.
    void begin(qint64 t);
    /// Something happens to somebody: one record or a few.
    void step(qint64 t);
    void flush() { m_batch.flush(); }
    /// Closes all connections.
    void end(qint64 t);

private:
    void addSession(quint32 session, const QByteArray &name, const QByteArray &technique, qint64 t);
    /// Records of a step, so many at most, go to the sink together.
    static constexpr int StepsPerFlush = 400;

    RecordSink &m_sink;
    BatchBuilder m_batch;
    Dice m_dice;
    int m_connections;
    std::vector<std::unique_ptr<TrafficLine>> m_lines;
    int m_steps = 0;
};

} // namespace Pushscope
