// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/connectionrecords.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace Pushscope {

namespace {

/// Whether a record lies in a body or a frame.
bool isOfBody(RecordKind kind)
{
    switch (kind) {
    case RecordKind::HttpChunk:
    case RecordKind::HttpData:
    case RecordKind::PollResult:
    case RecordKind::SseEvent:
    case RecordKind::SseComment:
    case RecordKind::SseRetry:
    case RecordKind::StreamMessage:
    case RecordKind::MultipartPart:
    case RecordKind::IframeScript:
    case RecordKind::JsonpCallback:
    case RecordKind::WsFrame:
    case RecordKind::WsMessage:
    case RecordKind::WsPing:
    case RecordKind::WsPong:
    case RecordKind::WsClose:
    case RecordKind::EioPacket:
    case RecordKind::SioPacket:
        return true;
    default:
        return false;
    }
}

/// Takes away what @p record says of a value that another than its sender ended.
void forgiveEnd(Record &record)
{
    for (const Violation cut :
         { Violation::CutOff, Violation::MissingLastChunk, Violation::UnterminatedBlock })
        record.violations.remove(cut);
    // In a head it is about the fields.
    if (record.kind == RecordKind::HttpEnd)
        record.violations.remove(Violation::ContentLengthMismatch);
}

} // namespace

void setStretches(Record &record, std::span<const ByteRange> stretches)
{
    record.size = 0;
    for (const ByteRange &stretch : stretches)
        record.size += stretch.size();
    if (stretches.empty())
        return;
    record.at = stretches.front();
    record.moreAt.assign(stretches.begin() + 1, stretches.end());
}

ConnectionRecords::ConnectionRecords(BatchBuilder &batch, Ids ids, std::optional<Role> self)
    : m_batch(batch)
    , m_ids(ids)
    , m_self(self)
{
}

Record ConnectionRecords::make(RecordKind kind, From from, qint64 t) const
{
    Record record;
    record.t = t;
    record.kind = kind;
    record.from = from;
    record.session = m_ids.session;
    record.connection = m_ids.connection;
    record.stream = m_ids.stream;
    return record;
}

BatchBuilder::Ref ConnectionRecords::add(Record &&record)
{
    if (m_isMuted || (m_isHeadsOnly && isOfBody(record.kind)))
        return 0;
    if (m_isForgiving)
        forgiveEnd(record);
    const bool isOurs = m_self && record.from == fromRole(*m_self);
    // What a packet is about may lie on the connection before.
    if (isOurs && record.connection == m_ids.connection) {
        const ByteRange last = record.moreAt.empty() ? record.at : record.moreAt.back();
        if (!last.isEmpty() && !record.has(LiesInContent))
            record.cause = causeAt(last.end);
    }
    return m_batch.add(std::move(record));
}

qint64 ConnectionRecords::addWire(Role from, QByteArrayView octets, qint64 t)
{
    qint64 &offset = m_wire[index(from)];
    if (!m_isMuted)
        m_batch.addPiece(m_ids.connection, fromRole(from), Layer::Wire, offset, octets, t);
    return std::exchange(offset, offset + octets.size());
}

ByteRange ConnectionRecords::addContent(Role from, QByteArrayView octets, qint64 t)
{
    qint64 &offset = m_content[index(from)];
    if (!m_isMuted && !m_isHeadsOnly)
        m_batch.addPiece(m_ids.connection, fromRole(from), Layer::Content, offset, octets, t);
    const ByteRange range { offset, offset + octets.size() };
    offset = range.end;
    return range;
}

void ConnectionRecords::release(Role from, qint64 wireOffset, bool releasesContent)
{
    if (m_isMuted)
        return;
    m_batch.addRelease({ m_ids.connection, fromRole(from), Layer::Wire, wireOffset });
    if (releasesContent && m_content[index(from)] > 0) {
        m_batch.addRelease(
            { m_ids.connection, fromRole(from), Layer::Content, m_content[index(from)] });
    }
}

void ConnectionRecords::willWrite(qint64 octets, Cause cause)
{
    m_announced += octets;
    if (!m_written.empty() && m_written.back().cause == cause)
        m_written.back().end = m_announced;
    else
        m_written.push_back({ m_announced, cause });
}

Cause ConnectionRecords::causeAt(qint64 end)
{
    // Records of one direction come in the order of their ends, but for a message whose last
    // fragment was recorded just before, and a packet that waited in vain for its attachments:
    // so a few entries stay.
    constexpr std::ptrdiff_t Kept = 16;
    if (m_written.empty())
        return Cause::None;
    const auto found = std::ranges::lower_bound(m_written, end, {}, &Written::end);
    const Cause cause = found == m_written.end() ? m_written.back().cause : found->cause;
    const std::ptrdiff_t past = std::distance(m_written.begin(), found) - Kept;
    if (past > 0)
        m_written.erase(m_written.begin(), m_written.begin() + past);
    return cause;
}

} // namespace Pushscope
