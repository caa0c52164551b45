// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/contenttranscript.h"
#include "protocol/streaming/messagecutter.h"

namespace Pushscope {

/// Turns one streamed body into stream.message records.
class StreamTranscript final : public ContentTranscript
{
public:
    /// @param form its cut, `line` where none is said.
    StreamTranscript(const Setup &setup, const BodyForm &form);

    void octets(QByteArrayView octets, qint64 t, Chunk *chunk) override;
    void finish(qint64 t) override;
    [[nodiscard]] qint64 pendingFrom() const override { return m_cutter.pendingFrom(); }

private:
    void drain(qint64 t, Chunk *chunk);
    void addMessage(const Streaming::MessageView &message, qint64 t, Chunk *chunk);

    Streaming::MessageCutter m_cutter;
    bool m_isJson; ///< A message that is no JSON text breaks a rule.
};

/// How the stream.message @p record was cut out of its body.
[[nodiscard]] Streaming::Cut cutOf(const Record &record);

} // namespace Pushscope
