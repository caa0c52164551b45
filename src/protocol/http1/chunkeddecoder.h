// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/http1/fieldsection.h"
#include "protocol/http1/octetreader.h"

namespace Pushscope::Http1 {

/// Decodes the chunked transfer coding: chunks, last chunk, trailer section.
///
/// Spec: RFC 9112 §7.1.
/// Threads: reentrant, not thread-safe.
class ChunkedDecoder
{
public:
    explicit ChunkedDecoder(Limits limits = {});

    /// Begins a new body.
    void reset();

    /// The next ChunkBegin, BodyPiece, ChunkEnd or, at the end, MessageEnd; nullopt while more
    /// octets are needed and after MessageEnd.
    /// @param isFinished nothing comes after what is in @p reader.
    [[nodiscard]] std::optional<Event> next(OctetReader &reader, bool isFinished);

    [[nodiscard]] bool isOver() const { return m_state == State::Over; }
    /// Once isOver(): whether the octet after the body is known, thus isComplete.
    [[nodiscard]] bool isBoundaryKnown() const { return m_isBoundaryKnown; }
    /// Why not, where no value could carry it.
    [[nodiscard]] ViolationSet lostViolations() const { return m_lostViolations; }

private:
    enum class State : quint8 { SizeLine, Data, DataEnd, Trailers, Over };

    std::optional<Event> readSize(OctetReader &reader, bool isFinished);
    std::optional<Event> readData(OctetReader &reader, bool isFinished);
    std::optional<Event> readDataEnd(OctetReader &reader, bool isFinished);
    std::optional<Event> readTrailers(OctetReader &reader, bool isFinished);
    Event cutOffChunk(const OctetReader &reader);
    Event endChunk(const OctetReader &reader);
    Event endWithoutLastChunk(const OctetReader &reader);
    Event giveUp(const OctetReader &reader, ViolationSet ofEnd, ViolationSet ofRest);
    Event end(const OctetReader &reader);

    Limits m_limits;
    State m_state = State::SizeLine;
    bool m_isBoundaryKnown = false;
    bool m_isCutOff = false; ///< The stream ended inside a chunk.
    bool m_isLost = false;   ///< A chunk's octets did not end where its size said.
    ViolationSet m_lostViolations;
    ChunkEnd m_chunk;       ///< The one at hand.
    qint64 m_remaining = 0; ///< Octets of it still to come.
    MessageEnd m_end;
    FieldSection m_trailers;
};

} // namespace Pushscope::Http1
