// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/iframetranscript.h"

#include "capture/jsonwriter.h"
#include "capture/scriptfacts.h"
#include "capture/transcriptlistener.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace Pushscope {

IframeTranscript::IframeTranscript(const Setup &setup)
    : ContentTranscript(setup)
    , m_parser(setup.maxMessageOctets)
{
}

void IframeTranscript::octets(QByteArrayView octets, qint64 t, Chunk *chunk)
{
    m_parser.feed(octets);
    drain(t, chunk);
}

void IframeTranscript::finish(qint64 t)
{
    m_parser.finish();
    drain(t, nullptr);
}

void IframeTranscript::drain(qint64 t, Chunk *chunk)
{
    while (const auto script = m_parser.next())
        addScript(*script, t, chunk);
}

void IframeTranscript::addScript(const Script::ScriptView &script, qint64 t, Chunk *chunk)
{
    const std::vector<Script::Call> calls = callsOf(script);
    Record record = make(RecordKind::IframeScript, t);
    record.flags |= PrintsOctets;
    record.violations = script.violations;
    const auto countOf = [&calls](Script::Argument::Kind kind) {
        return std::count_if(calls.begin(), calls.end(), [kind](const Script::Call &call) {
            return call.argument.kind == kind;
        });
    };
    const bool isBroken = countOf(Script::Argument::Kind::Broken) > 0;
    if (isBroken)
        record.violations.add(Violation::NotACall);
    else
        record.code = static_cast<qint32>(
            std::ssize(calls) - countOf(Script::Argument::Kind::None));
    if (place(record, script.range, chunk) && !chunk->extension.isEmpty()) {
        JsonWriter detail(record.detail);
        detail.string("extension", chunk->extension);
        detail.finish();
    }
    const qint64 wireOctets = record.size;
    const bool hasMessage = record.code > 0;
    const QByteArray messages = hasMessage ? messagesOf(calls) : QByteArray();
    addCarrying(std::move(record), messages);
    if (!listener() || !hasMessage)
        return;
    listener()->carriedReceived({ RecordKind::IframeScript, messages, wireOctets });
}

} // namespace Pushscope
