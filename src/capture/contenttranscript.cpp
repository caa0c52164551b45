// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/contenttranscript.h"

#include "capture/engineiobodytranscript.h"
#include "capture/eventstreamtranscript.h"
#include "capture/iframetranscript.h"
#include "capture/jsonptranscript.h"
#include "capture/multiparttranscript.h"
#include "capture/oldersocketio.h"
#include "capture/streamtranscript.h"

#include <utility>

namespace Pushscope {

ContentTranscript::ContentTranscript(Setup setup)
    : m_setup(std::move(setup))
{
}

ContentTranscript::~ContentTranscript() = default;

Record ContentTranscript::make(RecordKind kind, qint64 t) const
{
    Record record = m_setup.records->make(kind, fromRole(m_setup.from), t);
    record.exchange = m_setup.exchange;
    return record;
}

bool ContentTranscript::place(Record &record, ByteRange content, Chunk *chunk) const
{
    m_setup.locate(record, content);
    if (!chunk || chunk->content != content)
        return false;
    chunk->isCarried = true;
    record.flags |= IsWholeChunk;
    return true;
}

void ContentTranscript::addCarrying(Record &&record, QByteArrayView message)
{
    if (!m_setup.older || message.isEmpty()) {
        add(std::move(record));
        return;
    }
    record.flags |= CarriesPackets;
    const Record carrier = record;
    const auto ref = m_setup.records->add(std::move(record));
    m_setup.older->carried(message, carrier, ref,
                           { m_setup.records, m_setup.from, PacketTransport::Polling,
                             m_setup.exchange, carrier.t });
}

std::unique_ptr<ContentTranscript> makeContentTranscript(const BodyForm &form,
                                                         const ContentTranscript::Setup &setup)
{
    switch (form.kind) {
    case BodyForm::Kind::EventStream:
        return std::make_unique<EventStreamTranscript>(setup);
    case BodyForm::Kind::Messages:
        return std::make_unique<StreamTranscript>(setup, form);
    case BodyForm::Kind::Parts:
        return std::make_unique<MultipartTranscript>(setup, form.parameter);
    case BodyForm::Kind::Scripts:
        return std::make_unique<IframeTranscript>(setup);
    case BodyForm::Kind::Call:
        return std::make_unique<JsonpTranscript>(setup, form.parameter);
    case BodyForm::Kind::EngineIo:
        return std::make_unique<EngineIoBodyTranscript>(setup, form);
    case BodyForm::Kind::OlderSocketIo:
        return std::make_unique<OlderSocketIoBodyTranscript>(setup);
    case BodyForm::Kind::ByType:
    case BodyForm::Kind::Plain:
        break;
    }
    return nullptr;
}

} // namespace Pushscope
