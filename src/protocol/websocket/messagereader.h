// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/websocket/frameparser.h"
#include "protocol/websocket/messageassembler.h"

#include <concepts>

namespace Pushscope::WebSocket {

/// FrameParser and MessageAssembler of one direction in one: octets in, outcomes out.
///
/// Threads: reentrant, not thread-safe.
class MessageReader
{
public:
    /// @param maxMessage also the longest payload of one frame, in octets.
    explicit MessageReader(Role sender, std::optional<DeflateParameters> deflate = {},
                           qint64 maxMessage = MessageAssembler::DefaultMaxMessage);

    /// @p octets must stay where they are until next() has returned nullopt or more has been fed.
    void feed(QByteArrayView octets) { m_parser.feed(octets); }
    template <std::same_as<QByteArray> T> void feed(T &&octets) = delete;

    /// The next outcome; nullopt while more octets are needed. Ask failure() after each call:
    /// it may be set long before the frame or message at fault is whole.
    [[nodiscard]] std::optional<Outcome> next();
    /// The stream is over; next() then yields what was cut off. After a Stop it does so by itself.
    void finish();

    [[nodiscard]] std::optional<Failure> failure() const { return m_assembler.failure(); }
    [[nodiscard]] std::optional<FrameParser::Stop> stopped() const { return m_parser.stopped(); }
    /// Octets that no outcome will cover: after a Stop all the rest.
    [[nodiscard]] ByteRange unparsed() const { return m_parser.unparsed(); }
    /// Whether the stream is inside a frame or a message; the end of it would cut something off.
    [[nodiscard]] bool isInside() const
    {
        return m_parser.isInsideFrame() || m_assembler.isInsideMessage();
    }
    [[nodiscard]] const FrameParser &parser() const { return m_parser; }
    [[nodiscard]] const MessageAssembler &assembler() const { return m_assembler; }

private:
    FrameParser m_parser;
    MessageAssembler m_assembler;
    bool m_isFinished = false;
    bool m_isEndTold = false; ///< To the assembler.
};

} // namespace Pushscope::WebSocket
