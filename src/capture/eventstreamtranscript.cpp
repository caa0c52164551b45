// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/eventstreamtranscript.h"

#include "capture/jsonwriter.h"
#include "capture/transcriptlistener.h"

#include <utility>

namespace Pushscope {

EventStreamTranscript::EventStreamTranscript(const Setup &setup)
    : ContentTranscript(setup)
    , m_parser(setup.lastEventId, setup.maxMessageOctets)
{
}

void EventStreamTranscript::octets(QByteArrayView octets, qint64 t, Chunk *chunk)
{
    m_parser.feed(octets);
    drain(t, chunk);
}

void EventStreamTranscript::finish(qint64 t)
{
    m_parser.finish();
    drain(t, nullptr);
}

void EventStreamTranscript::drain(qint64 t, Chunk *chunk)
{
    while (const auto value = m_parser.next()) {
        if (const auto *event = std::get_if<EventStream::EventView>(&*value))
            addEvent(*event, t, chunk);
        else if (const auto *comment = std::get_if<EventStream::Comment>(&*value))
            addLine(RecordKind::SseComment, comment->range, comment->violations, t);
        else if (const auto *retry = std::get_if<EventStream::Retry>(&*value))
            addLine(RecordKind::SseRetry, retry->range, {}, t);
        if (listener())
            listener()->eventStreamReceived(*value);
    }
}

void EventStreamTranscript::addEvent(const EventStream::EventView &event, qint64 t, Chunk *chunk)
{
    Record record = make(RecordKind::SseEvent, t);
    record.violations = event.violations;
    record.code = event.isDispatched ? 1 : 0;
    if (event.isFirstBlock)
        record.flags |= IsFirstBlock;
    const bool isWholeChunk = place(record, event.range, chunk);
    const bool inheritsId = event.isIdInherited && !event.lastEventId.isEmpty();
    const bool hasExtension = isWholeChunk && !chunk->extension.isEmpty();
    const bool isCut = event.why == EventStream::Why::UnterminatedBlock;
    if (inheritsId || hasExtension || isCut || event.why == EventStream::Why::TooLarge) {
        JsonWriter detail(record.detail);
        if (inheritsId)
            detail.string("id", event.lastEventId);
        if (hasExtension)
            detail.string("extension", chunk->extension);
        if (event.why == EventStream::Why::TooLarge)
            detail.string("why", "too-large");
        else if (isCut) // Which may be no violation.
            detail.string("why", "unterminated-block");
        detail.finish();
    }
    add(std::move(record));
}

void EventStreamTranscript::addLine(RecordKind kind, ByteRange range, ViolationSet violations,
                                    qint64 t)
{
    Record record = make(kind, t);
    record.violations = violations;
    place(record, range, nullptr);
    add(std::move(record));
}

} // namespace Pushscope
