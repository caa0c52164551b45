// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/connectionrecords.h"
#include "protocol/eventstream/eventstreamparser.h"

#include <functional>

namespace Pushscope {

class TranscriptListener;

/// Turns one event stream into sse.* records.
///
/// Counts octets of the stream itself; where these lie on the wire is asked of who knows.
class EventStreamTranscript
{
public:
    /// Fills in where @p body lies: at, moreAt, size, and LiesInContent where it was coded.
    using Locate = std::function<void(Record &record, ByteRange body)>;

    /// A chunk that is being read, for events that are exactly one chunk.
    struct Chunk {
        ByteRange body; ///< Of its octets, as announced.
        QByteArray extension;
        bool isCarried = false; ///< An event was exactly this chunk.
    };

    EventStreamTranscript(ConnectionRecords &records, Role from, quint32 exchange,
                          QByteArray lastEventId, qint64 maxBlock, Locate locate,
                          TranscriptListener *listener);

    /// @p chunk is null outside chunks.
    void octets(QByteArrayView octets, qint64 t, Chunk *chunk);
    void finish(qint64 t);
    /// The first octet of the stream that a later record may lie in.
    [[nodiscard]] qint64 pendingFrom() const { return m_parser.pendingFrom(); }

private:
    void drain(qint64 t, Chunk *chunk);
    void addEvent(const EventStream::EventView &event, qint64 t, Chunk *chunk);
    void addLine(RecordKind kind, ByteRange range, ViolationSet violations, qint64 t);

    ConnectionRecords &m_records;
    From m_from;
    quint32 m_exchange;
    EventStream::EventStreamParser m_parser;
    Locate m_locate;
    TranscriptListener *m_listener;
};

} // namespace Pushscope
