// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/contenttranscript.h"
#include "protocol/eventstream/eventstreamparser.h"

namespace Pushscope {

/// Turns one event stream into sse.* records.
class EventStreamTranscript final : public ContentTranscript
{
public:
    explicit EventStreamTranscript(const Setup &setup);

    void octets(QByteArrayView octets, qint64 t, Chunk *chunk) override;
    void finish(qint64 t) override;
    [[nodiscard]] qint64 pendingFrom() const override { return m_parser.pendingFrom(); }

private:
    void drain(qint64 t, Chunk *chunk);
    void addEvent(const EventStream::EventView &event, qint64 t, Chunk *chunk);
    void addLine(RecordKind kind, ByteRange range, ViolationSet violations, qint64 t);

    EventStream::EventStreamParser m_parser;
};

} // namespace Pushscope
