// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/jsonptranscript.h"

#include "capture/transcriptlistener.h"

#include <utility>

namespace Pushscope {

JsonpTranscript::JsonpTranscript(const Setup &setup, const QByteArray &callback)
    : ContentTranscript(setup)
    , m_parser(callback, setup.maxMessageOctets)
{
}

void JsonpTranscript::octets(QByteArrayView octets, qint64 t, Chunk *)
{
    m_parser.feed(octets);
    drain(t);
}

void JsonpTranscript::finish(qint64 t)
{
    m_parser.finish();
    drain(t);
}

void JsonpTranscript::drain(qint64 t)
{
    const auto callback = m_parser.next();
    if (!callback)
        return;
    Record record = make(RecordKind::JsonpCallback, t);
    record.flags |= PrintsOctets;
    record.violations = callback->violations;
    record.code = callback->violations.isEmpty() ? 1 : 0;
    place(record, callback->range, nullptr);
    const qint64 wireOctets = record.size;
    add(std::move(record));
    if (listener() && callback->violations.isEmpty())
        listener()->carriedReceived(
            { RecordKind::JsonpCallback, callback->argument.content, wireOctets });
}

} // namespace Pushscope
