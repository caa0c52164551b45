// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

#include <initializer_list>
#include <optional>
#include <vector>

namespace Pushscope {

/// A rule of a specification that a peer broke. The stable short name of each is what JSON
/// lines, filters and the capture file show; sentences are made in models/describe.h only.
///
/// The values are stored in capture files: append, never reorder.
enum class Violation : quint8 {
    // RFC 6455 and RFC 7692, frames and messages.
    MaskedByServer,
    UnmaskedByClient,
    UndefinedRsvBit,
    ReservedOpcode,
    NonMinimalLength,
    LengthTopBit,
    ControlTooLong,
    ControlFragmented,
    UnexpectedContinuation,
    ExpectedContinuation,
    InvalidUtf8,
    InvalidCloseCode,
    ClosePayloadOneOctet,
    DataAfterClose,
    BadDeflate,
    TooLarge,
    // RFC 6455 §4, opening handshake.
    MethodNotGet,
    HttpVersionTooLow,
    HostMissing,
    UpgradeMissing,
    ConnectionMissing,
    KeyMissing,
    KeyNot16Octets,
    VersionNot13,
    StatusNot101,
    AcceptMismatch,
    UnrequestedSubprotocol,
    UnrequestedExtension,
    BadExtensionParameters,
    // RFC 9112 and RFC 9110.
    BadRequestLine,
    BadStatusLine,
    BadFieldLine,
    BareLf,
    ObsFold,
    SpaceBeforeColon,
    BadChunkSize,
    MissingLastChunk,
    ContentLengthMismatch,
    ContentLengthAndChunked,
    OctetsAfterEnd,
    BadContentCoding,
    WrongContentType,
    // WHATWG HTML §9.2.
    UnterminatedBlock,
    InvalidRetry,
    IdContainsNul,
    UnknownField,
    BomNotFirst,
    // The other techniques.
    BadPacket,
    UnknownPacketType,
    BadPayloadLength,
    BadHandshakeJson,
    MissingAttachment,
    MissingBoundary,
    PartWithoutHeaders,
    PartLengthMismatch,
    NotACall,
    WrongCallback,
    CutOff,
    // Added later; each belongs above.
    BadTransferEncoding, ///< RFC 9112 §6.1.
    BadJson, ///< RFC 8259 §2, where a message is to be a JSON text.
    BadFraming, ///< What delimits a message of a streamed body: see streaming/message.h.
    BadBoundary, ///< RFC 2046 §5.1.1.
};

inline constexpr int ViolationCount = static_cast<int>(Violation::BadBoundary) + 1;
static_assert(ViolationCount <= 63, "ViolationSet must fit a signed 64-bit column");

/// The contract's short name, as `masked-by-server`.
[[nodiscard]] QByteArrayView violationName(Violation violation);
[[nodiscard]] std::optional<Violation> violationFromName(QByteArrayView name);

/// The rules that one value broke; each is in it once.
class ViolationSet
{
public:
    constexpr ViolationSet() = default;
    constexpr ViolationSet(std::initializer_list<Violation> violations)
    {
        for (Violation violation : violations)
            add(violation);
    }
    /// The set that bits() gave; bits without a Violation are dropped.
    [[nodiscard]] static constexpr ViolationSet fromBits(quint64 bits)
    {
        ViolationSet set;
        set.m_bits = bits & ((quint64 { 1 } << ViolationCount) - 1);
        return set;
    }

    constexpr void add(Violation violation)
    {
        m_bits |= quint64 { 1 } << static_cast<int>(violation);
    }
    constexpr void add(ViolationSet other) { m_bits |= other.m_bits; }
    constexpr void remove(Violation violation)
    {
        m_bits &= ~(quint64 { 1 } << static_cast<int>(violation));
    }
    [[nodiscard]] constexpr bool contains(Violation violation) const
    {
        return (m_bits >> static_cast<int>(violation)) & 1U;
    }
    [[nodiscard]] constexpr bool isEmpty() const { return m_bits == 0; }
    [[nodiscard]] constexpr quint64 bits() const { return m_bits; }
    /// In the order of the enumeration.
    [[nodiscard]] std::vector<Violation> toVector() const;
    bool operator==(const ViolationSet &) const = default;

private:
    quint64 m_bits = 0;
};

} // namespace Pushscope
