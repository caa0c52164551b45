// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/batch.h"
#include "capture/recordsink.h"

#include <QByteArrayView>

#include <map>

namespace Pushscope {

/// Collects what the connections of one event loop record and hands it to the sink in one go.
///
/// Threads: used on one thread.
class BatchBuilder
{
public:
    /// A record by its number among all that this builder took, from 1.
    using Ref = qint64;

    /// Octets after which a read's records go to the sink without waiting for its end, so that a
    /// batch stays small enough to be one piece of the queue.
    static constexpr qsizetype FlushOctets = 256 * 1024;

    explicit BatchBuilder(RecordSink &sink);

    /// Adds one read or write (or, in Layer::Content, what one gave). Where @p octets equal
    /// those of the piece before, both share them: one publish to many peers is stored once.
    void addPiece(quint32 connection, From from, Layer layer, qint64 offset, QByteArrayView octets,
                  qint64 t);

    Ref add(Record &&record);

    /// See Release.
    void addRelease(const Release &release);

    /// Record::carrier for a record under @p ref; only for the batch being built.
    [[nodiscard]] qint64 carrierFor(Ref ref) const;
    /// Keeps the number of @p ref past flush(), until forget(); only while it is unflushed.
    void remember(Ref ref);
    void forget(Ref ref);

    /// Hands everything over; nothing to do where nothing was added.
    void flush();
    [[nodiscard]] bool wantsFlush() const { return m_batch.octets.size() >= FlushOctets; }

    [[nodiscard]] RecordSink &sink() { return m_sink; }
    /// ns since the capture began of a Clock::monotonicNs() time.
    [[nodiscard]] qint64 captureTime(qint64 monotonicNs) const;
    /// What the sink said last.
    [[nodiscard]] bool isFull() const { return m_isFull; }
    [[nodiscard]] bool isFailed() const { return m_isFailed; }

private:
    RecordSink &m_sink;
    qint64 m_originNs;
    Batch m_batch;
    Ref m_added = 0; ///< Records taken so far, flushed ones included.
    std::map<Ref, qint64> m_remembered; ///< To seq; 0 while unflushed.
    bool m_isFull = false;
    bool m_isFailed = false;
};

/// A record that later ones may name as what carried them, however many batches later.
///
/// Threads: as its builder, which outlives it.
class RecordHandle
{
public:
    RecordHandle() = default;
    /// @param ref of a record that is not flushed yet; 0: of none.
    RecordHandle(BatchBuilder &batch, BatchBuilder::Ref ref);
    RecordHandle(RecordHandle &&other) noexcept;
    RecordHandle &operator=(RecordHandle &&other) noexcept;
    RecordHandle(const RecordHandle &) = delete;
    RecordHandle &operator=(const RecordHandle &) = delete;
    ~RecordHandle();

    /// Record::carrier for a record of @p batch; 0 where there is none, or where it cannot be named
    /// there yet: it is of another builder, which did not flush.
    [[nodiscard]] qint64 carrierIn(const BatchBuilder &batch) const;

private:
    BatchBuilder *m_batch = nullptr;
    BatchBuilder::Ref m_ref = 0;
};

} // namespace Pushscope
