// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/websocket/frame.h"

#include <QByteArrayView>

#include <optional>
#include <span>
#include <variant>

namespace Pushscope::WebSocket {

// What MessageAssembler yields. Views in these are valid until more is fed to the assembler.
//
// Each fault is on one of them only, the lowest that shows it: what a frame's header, order or
// own payload breaks is on the fragment, what only the gathered or inflated content breaks is on
// the message. A Message of one uncompressed frame is that frame, and carries all.

/// A whole message, or at the end of the stream what there was of one (with CutOff).
struct Message {
    Opcode type = Opcode::Text; ///< Text or Binary.
    /// The frame, where the message is one uncompressed frame; it has no Fragment then.
    std::optional<FrameHeader> frame;
    int frameCount = 0;
    /// Its frames on the wire, headers included; those that follow each other are one stretch.
    std::span<const ByteRange> stretches;
    QByteArrayView content; ///< Unmasked, joined, inflated; cut at maxMessage (TooLarge).
    bool isCompressed = false;
    qint64 wireOctets = 0; ///< Of all its frames, headers included.
    ViolationSet violations;
};

/// A frame of a message of several frames, or the one frame of a compressed message. The
/// Message follows the last, unless the bits in the first's RSV mean nothing to us.
struct Fragment {
    FrameHeader header;
    ByteRange range;        ///< Of the whole frame.
    QByteArrayView payload; ///< Unmasked, still compressed.
    ViolationSet violations;
    bool isFirst = false;
    bool isLast = false;
};

/// A Ping or a Pong.
struct ControlFrame {
    FrameHeader header;
    ByteRange range;
    QByteArrayView payload;
    ViolationSet violations;
};

/// A Close frame.
struct CloseFrame {
    FrameHeader header;
    ByteRange range;
    QByteArrayView payload;
    ViolationSet violations;
    std::optional<quint16> code; ///< Absent where the payload has less than two octets.
    QByteArrayView reason;       ///< UTF-8 unless InvalidUtf8.
};

/// A frame that is nothing of the above: RSV bits without meaning, a reserved opcode, a
/// continuation of nothing, an impossible length, after the sender's Close frame, or cut off.
struct OddFrame {
    FrameHeader header;
    ByteRange range;
    QByteArrayView payload; ///< Unmasked, as far as it came.
    ViolationSet violations;
};

using Outcome = std::variant<Message, Fragment, ControlFrame, CloseFrame, OddFrame>;

/// Why an endpoint must _Fail the WebSocket Connection_ (RFC 6455 §7.1.7).
struct Failure {
    quint16 code = 0; ///< To send in the Close frame: 1002, 1007 or 1009.
    Violation violation{};

    bool operator==(const Failure &) const = default;
};

/// The code with which @p violation makes an endpoint fail the connection; nullopt where the
/// connection may go on (NonMinimalLength, DataAfterClose, CutOff and what is no fault of
/// frames).
[[nodiscard]] std::optional<quint16> failCode(Violation violation);

} // namespace Pushscope::WebSocket
