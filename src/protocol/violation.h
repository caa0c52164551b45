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
    // Engine.IO and Socket.IO.
    UnexpectedPacket, ///< Nobody may send it then, or this peer never.
    UnexpectedAttachment, ///< Binary that no packet announced.
    ReservedEvent, ///< An event of a name that is the library's own.
};

inline constexpr int ViolationCount = static_cast<int>(Violation::ReservedEvent) + 1;

/// The contract's short name, as `masked-by-server`.
[[nodiscard]] QByteArrayView violationName(Violation violation);
[[nodiscard]] std::optional<Violation> violationFromName(QByteArrayView name);

/// The rules that one value broke; each is in it once.
///
/// It is two integers, so that a capture file can keep it in columns: bits() has the first
/// DirectCount violations, and in its topmost bit whether furtherBits() has any. So bits() alone
/// tells whether a rule was broken.
class ViolationSet
{
public:
    static constexpr int DirectCount = 63;
    static constexpr int FurtherCount = 20; ///< What the columns have room for.
    static_assert(ViolationCount <= DirectCount + FurtherCount);

    constexpr ViolationSet() = default;
    constexpr ViolationSet(std::initializer_list<Violation> violations)
    {
        for (Violation violation : violations)
            add(violation);
    }
    /// The set that bits() and furtherBits() gave; bits without a Violation are dropped.
    [[nodiscard]] static constexpr ViolationSet fromBits(quint64 bits, quint32 furtherBits = 0)
    {
        ViolationSet set;
        set.m_bits = bits & all().m_bits & ~HasFurther;
        set.m_further = furtherBits & all().m_further;
        set.mark();
        return set;
    }
    [[nodiscard]] static constexpr ViolationSet all()
    {
        ViolationSet set;
        for (int value = 0; value < ViolationCount; ++value)
            set.add(static_cast<Violation>(value));
        return set;
    }

    constexpr void add(Violation violation)
    {
        m_bits |= directBit(violation);
        m_further |= furtherBit(violation);
        mark();
    }
    constexpr void add(ViolationSet other)
    {
        m_bits |= other.m_bits;
        m_further |= other.m_further;
    }
    constexpr void remove(Violation violation)
    {
        m_bits &= ~directBit(violation);
        m_further &= ~furtherBit(violation);
        mark();
    }
    [[nodiscard]] constexpr bool contains(Violation violation) const
    {
        return intersects(ViolationSet{ violation });
    }
    /// Whether a violation is in both.
    [[nodiscard]] constexpr bool intersects(ViolationSet other) const
    {
        return (m_bits & other.m_bits & ~HasFurther) != 0 || (m_further & other.m_further) != 0;
    }
    [[nodiscard]] constexpr bool isEmpty() const { return m_bits == 0; }
    [[nodiscard]] constexpr quint64 bits() const { return m_bits; }
    /// The violations from DirectCount on, the lowest in bit 0; FurtherCount bits.
    [[nodiscard]] constexpr quint32 furtherBits() const { return m_further; }
    /// In the order of the enumeration.
    [[nodiscard]] std::vector<Violation> toVector() const;
    bool operator==(const ViolationSet &) const = default;

private:
    static constexpr quint64 HasFurther = quint64{ 1 } << DirectCount;

    static constexpr quint64 directBit(Violation violation)
    {
        const int value = static_cast<int>(violation);
        return value < DirectCount ? quint64{ 1 } << value : 0;
    }
    static constexpr quint32 furtherBit(Violation violation)
    {
        const int value = static_cast<int>(violation);
        return value < DirectCount ? 0 : quint32{ 1 } << (value - DirectCount);
    }
    constexpr void mark()
    {
        m_bits = m_further == 0 ? m_bits & ~HasFurther : m_bits | HasFurther;
    }

    quint64 m_bits = 0;
    quint32 m_further = 0;
};

} // namespace Pushscope
