// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/batchbuilder.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace Pushscope {

BatchBuilder::BatchBuilder(RecordSink &sink)
    : m_sink(sink)
    , m_originNs(sink.originNs())
{
}

void BatchBuilder::addPiece(quint32 connection, From from, Layer layer, qint64 offset,
                            QByteArrayView octets, qint64 t)
{
    if (octets.isEmpty())
        return;
    Piece piece { connection, from, layer, offset, octets.size(), t, m_batch.octets.size() };
    if (!m_batch.pieces.empty()) {
        const Piece &before = m_batch.pieces.back();
        const bool isSame = before.length == piece.length && before.connection != connection
            && std::memcmp(m_batch.octets.constData() + before.dataOffset, octets.data(),
                           static_cast<std::size_t>(octets.size()))
                == 0;
        if (isSame)
            piece.dataOffset = before.dataOffset;
    }
    if (piece.dataOffset == m_batch.octets.size())
        m_batch.octets.append(octets);
    m_batch.pieces.push_back(piece);
}

BatchBuilder::Ref BatchBuilder::add(Record &&record)
{
    m_batch.records.push_back(std::move(record));
    return ++m_added;
}

void BatchBuilder::addRelease(const Release &release)
{
    if (!m_batch.releases.empty()) {
        Release &last = m_batch.releases.back();
        const bool isSame = last.connection == release.connection && last.from == release.from
            && last.layer == release.layer;
        if (isSame) {
            last.offset = release.offset;
            return;
        }
    }
    m_batch.releases.push_back(release);
}

qint64 BatchBuilder::carrierFor(Ref ref) const
{
    const Ref firstOfBatch = m_added - static_cast<Ref>(m_batch.records.size()) + 1;
    if (ref >= firstOfBatch)
        return -(ref - firstOfBatch + 1);
    const auto known = m_remembered.find(ref);
    return known == m_remembered.end() ? 0 : known->second;
}

void BatchBuilder::remember(Ref ref)
{
    m_remembered.emplace(ref, 0);
}

void BatchBuilder::forget(Ref ref)
{
    m_remembered.erase(ref);
}

void BatchBuilder::flush()
{
    if (m_batch.isEmpty())
        return;
    const auto count = static_cast<Ref>(m_batch.records.size());
    const RecordSink::Appended appended = m_sink.append(std::exchange(m_batch, Batch()));
    // What was not taken carries nothing.
    if (appended.isDropped)
        std::erase_if(m_remembered, [](const auto &entry) { return entry.second == 0; });
    for (auto &[ref, seq] : m_remembered) {
        if (seq == 0)
            seq = appended.firstSeq + (ref - (m_added - count + 1));
    }
    m_isFull = appended.isFull;
    m_isFailed = appended.isFailed;
}

qint64 BatchBuilder::captureTime(qint64 monotonicNs) const
{
    return std::max<qint64>(0, monotonicNs - m_originNs);
}

RecordHandle::RecordHandle(BatchBuilder &batch, BatchBuilder::Ref ref)
    : m_batch(ref == 0 ? nullptr : &batch)
    , m_ref(ref)
{
    if (m_batch)
        m_batch->remember(m_ref);
}

RecordHandle::RecordHandle(RecordHandle &&other) noexcept
    : m_batch(std::exchange(other.m_batch, nullptr))
    , m_ref(std::exchange(other.m_ref, 0))
{
}

RecordHandle &RecordHandle::operator=(RecordHandle &&other) noexcept
{
    std::swap(m_batch, other.m_batch);
    std::swap(m_ref, other.m_ref);
    return *this;
}

RecordHandle::~RecordHandle()
{
    if (m_batch)
        m_batch->forget(m_ref);
}

qint64 RecordHandle::carrierIn(const BatchBuilder &batch) const
{
    const qint64 carrier = m_batch ? m_batch->carrierFor(m_ref) : 0;
    return carrier < 0 && m_batch != &batch ? 0 : carrier;
}

} // namespace Pushscope
