// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/streamtranscript.h"

#include "capture/jsonvalue.h"
#include "capture/jsonwriter.h"
#include "capture/transcriptlistener.h"

#include <utility>

namespace Pushscope {

StreamTranscript::StreamTranscript(const Setup &setup, const BodyForm &form)
    : ContentTranscript(setup)
    , m_cutter(form.cut.value_or(Streaming::Cut::Line), setup.maxMessageOctets)
    , m_isJson(form.isJson || Streaming::isJsonCut(m_cutter.cut()))
{
}

void StreamTranscript::octets(QByteArrayView octets, qint64 t, Chunk *chunk)
{
    m_cutter.feed(octets);
    drain(t, chunk);
}

void StreamTranscript::finish(qint64 t)
{
    m_cutter.finish();
    drain(t, nullptr);
}

void StreamTranscript::drain(qint64 t, Chunk *chunk)
{
    while (const auto message = m_cutter.next())
        addMessage(*message, t, chunk);
}

void StreamTranscript::addMessage(const Streaming::MessageView &message, qint64 t, Chunk *chunk)
{
    Record record = make(RecordKind::StreamMessage, t);
    record.code = static_cast<qint32>(m_cutter.cut());
    record.flags |= PrintsOctets;
    record.violations = message.violations;
    // Of what is not all there, nothing more can be said.
    const bool isWhole = !message.violations.contains(Violation::CutOff)
        && !message.violations.contains(Violation::TooLarge);
    if (m_isJson && isWhole && !isValidJson(message.content))
        record.violations.add(Violation::BadJson);
    if (place(record, message.range, chunk) && !chunk->extension.isEmpty()) {
        JsonWriter detail(record.detail);
        detail.string("extension", chunk->extension);
        detail.finish();
    }
    const qint64 wireOctets = record.size;
    add(std::move(record));
    if (listener())
        listener()->carriedReceived({ RecordKind::StreamMessage, message.content, wireOctets });
}

Streaming::Cut cutOf(const Record &record)
{
    const auto known = static_cast<qint32>(Streaming::allCuts().size());
    const bool isKnown = record.code >= 0 && record.code < known;
    return isKnown ? static_cast<Streaming::Cut>(record.code) : Streaming::Cut::Line;
}

} // namespace Pushscope
