// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/contenttranscript.h"
#include "protocol/script/scriptblockparser.h"

namespace Pushscope {

/// Turns an HTML body into iframe.script records, one for each script element.
///
/// Record::code is how many messages for the page around the frame were found in it. A script with
/// an argument that no JavaScript can be written as breaks Violation::NotACall and has none: a
/// browser runs nothing of it.
class IframeTranscript final : public ContentTranscript
{
public:
    explicit IframeTranscript(const Setup &setup);

    void octets(QByteArrayView octets, qint64 t, Chunk *chunk) override;
    void finish(qint64 t) override;
    [[nodiscard]] qint64 pendingFrom() const override { return m_parser.pendingFrom(); }

private:
    void drain(qint64 t, Chunk *chunk);
    void addScript(const Script::ScriptView &script, qint64 t, Chunk *chunk);

    Script::ScriptBlockParser m_parser;
};

} // namespace Pushscope
