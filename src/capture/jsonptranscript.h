// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/contenttranscript.h"
#include "protocol/script/jsonpparser.h"

namespace Pushscope {

/// Turns a script body into its jsonp.callback record, which comes with the body's end.
///
/// Record::code is 1 where a page's function would be called, else 0: a browser is silent about
/// that.
class JsonpTranscript final : public ContentTranscript
{
public:
    /// @param callback the name that was asked for; empty for any.
    JsonpTranscript(const Setup &setup, const QByteArray &callback);

    void octets(QByteArrayView octets, qint64 t, Chunk *chunk) override;
    void finish(qint64 t) override;
    [[nodiscard]] qint64 pendingFrom() const override { return m_parser.pendingFrom(); }

private:
    void drain(qint64 t);

    Script::JsonpParser m_parser;
};

} // namespace Pushscope
