// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/byterange.h"
#include "protocol/violation.h"

#include <QByteArrayView>

#include <array>
#include <optional>
#include <variant>

namespace Pushscope::WebSocket {

/// What a frame is for. Values without a name are reserved and do occur (3–7, 11–15).
///
/// Spec: RFC 6455 §5.2, §11.8.
enum class Opcode : quint8 {
    Continuation = 0,
    Text = 1,
    Binary = 2,
    Close = 8,
    Ping = 9,
    Pong = 10
};

/// Close, Ping, Pong and the reserved values 11–15: the most significant bit is set (§5.5).
[[nodiscard]] constexpr bool isControl(Opcode opcode)
{
    return (static_cast<quint8>(opcode) & 0x8) != 0;
}

/// 3–7 (data) and 11–15 (control), to which no RFC gives a meaning.
[[nodiscard]] constexpr bool isReserved(Opcode opcode)
{
    const auto value = static_cast<quint8>(opcode);
    return (value > 2 && value < 8) || value > 10;
}

/// RSV1, RSV2 and RSV3 as the number 0–7 that the three bits form; RSV1 counts 4.
struct RsvBits {
    quint8 value = 0;

    bool operator==(const RsvBits &) const = default;
};

inline constexpr RsvBits NoRsv{ 0 };
inline constexpr RsvBits Rsv1{ 4 }; ///< "Per-Message Compressed" of RFC 7692 §6.
inline constexpr RsvBits Rsv2{ 2 };
inline constexpr RsvBits Rsv3{ 1 };

/// The four octets of a masking key in the order of the wire. Four zero octets are a key too.
using MaskingKey = std::array<quint8, 4>;

/// How the payload length is written (§5.2): in the 7 bits, or in 2 or 8 octets behind them.
enum class LengthForm : quint8 { SevenBits, SixteenBits, SixtyFourBits };

/// The first octets of a frame, up to its payload.
///
/// Where the stream ended inside the header isComplete is false, range and octets hold what
/// came, and of the other members only those that could be read are set.
struct FrameHeader {
    static constexpr qsizetype MaxOctets = 14;

    bool fin = true;
    quint8 rsv = 0; ///< 0–7, see RsvBits.
    Opcode opcode = Opcode::Continuation;
    std::optional<MaskingKey> maskingKey;
    quint64 payloadLength = 0; ///< As announced, in octets; never trust it for an allocation.
    ByteRange range;           ///< Of the header alone.
    ViolationSet violations;   ///< What the header alone shows.
    std::array<quint8, MaxOctets> octets{}; ///< As on the wire; see raw().
    bool isComplete = true;

    /// The header as it was on the wire.
    [[nodiscard]] QByteArrayView raw() const
    {
        return QByteArrayView(octets.data(), static_cast<qsizetype>(range.size()));
    }
    /// The MASK bit; with a complete header the same as maskingKey.has_value().
    [[nodiscard]] bool hasMaskBit() const { return (octets[1] & 0x80) != 0; }
    [[nodiscard]] LengthForm lengthForm() const
    {
        const int bits = octets[1] & 0x7f;
        return bits < 126 ? LengthForm::SevenBits
            : bits == 126 ? LengthForm::SixteenBits
                          : LengthForm::SixtyFourBits;
    }
    bool operator==(const FrameHeader &) const = default;
};

/// Some octets of the payload of the frame begun last.
struct PayloadPiece {
    ByteRange range; ///< Where they lie on the wire.
    /// Unmasked; valid until the next piece is returned or more is fed.
    QByteArrayView octets;
};

/// The frame begun last is over: whole, cut off, or given up because its length is impossible.
struct FrameEnd {
    ByteRange range;         ///< Header and payload as far as they came.
    ViolationSet violations; ///< The header's, and CutOff where the stream ended inside.

    bool operator==(const FrameEnd &) const = default;
};

/// A frame is a header, 0 or more pieces of payload without gaps, and an end.
using FrameEvent = std::variant<FrameHeader, PayloadPiece, FrameEnd>;

} // namespace Pushscope::WebSocket
