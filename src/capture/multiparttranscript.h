// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/contenttranscript.h"
#include "protocol/multipart/multipartparser.h"

#include <deque>

namespace Pushscope {

/// Turns a multipart body into multipart.part records.
///
/// A record lies where the part's fields and content do; delimiters, preamble and epilogue are in
/// none. Octets outside of parts are one only where they broke a rule, and where no delimiter came
/// for so long that what comes is no preamble: without `by`, and with `outside` saying where.
class MultipartTranscript final : public ContentTranscript
{
public:
    /// @param boundary as the parameter gave it; empty: it is read from the body.
    MultipartTranscript(const Setup &setup, const QByteArray &boundary);

    void octets(QByteArrayView octets, qint64 t, Chunk *chunk) override;
    void finish(qint64 t) override;
    [[nodiscard]] qint64 pendingFrom() const override { return m_parser.pendingFrom(); }

private:
    /// Octets that came at once.
    struct Read {
        qint64 end; ///< Of the content.
        qint64 t;
    };

    void drain(qint64 t, Chunk *chunk);
    void addPart(const Multipart::Part &part, qint64 t, Chunk *chunk);
    void addOutside(const Multipart::Outside &outside, qint64 t);
    [[nodiscard]] bool isWholeChunk(const Multipart::Part &part, const Chunk *chunk) const;
    [[nodiscard]] qint64 timeOf(qint64 octet) const;

    Multipart::MultipartParser m_parser;
    std::deque<Read> m_reads; ///< The newest.
    bool m_isBoundaryMissing = false;
};

} // namespace Pushscope
