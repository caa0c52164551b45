// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/role.h"
#include "protocol/websocket/frame.h"

#include <QByteArray>
#include <QByteArrayView>

#include <concepts>
#include <optional>

namespace Pushscope::WebSocket {

/// Turns the octets of one direction of an open WebSocket connection into frames, in pieces.
///
/// Sans-I/O: feed() takes what the transport delivered, next() hands out what it completes. How
/// the octets were cut changes where the pieces of a payload are cut, and nothing else. Nothing
/// is copied but the octets of a header that is not whole yet and payload that must be unmasked
/// (what was fed stays as it was on the wire).
///
/// The parser reports, it does not judge: a frame that breaks a MUST comes out all the same,
/// with one Violation per broken rule. Only what leaves no way to find the next frame stops the
/// parser, see Stop; the octets from there on are unparsed().
///
/// Spec: RFC 6455 §5.2 (layout), §5.1 and §5.3 (masking), §5.5 (control frames); RFC 7692 §6.
/// Threads: reentrant, not thread-safe.
class FrameParser
{
public:
    /// Why no further frame can come out of this stream.
    enum class Stop : quint8 {
        LengthTopBitSet, ///< 64-bit payload length with the most significant bit set (§5.2).
        PayloadTooLarge, ///< Payload length above maxPayload; our limit, not the RFC's.
    };

    /// Octets. The longest frame that is worth waiting for; payload is never gathered here, so
    /// this bounds what those who gather it have to hold.
    static constexpr qint64 DefaultMaxPayload = 64 * 1024 * 1024;

    /// Octets of masked payload that are unmasked at a time, so that one big read costs no copy
    /// of its own size.
    static constexpr qsizetype MaxUnmaskedPiece = 64 * 1024;

    /// @param sender who wrote these octets: a client MUST mask, a server MUST NOT (§5.1).
    /// @param definedRsv RSV bits to which a negotiated extension gives a meaning in the first
    ///        frame of a message (§9.1, RFC 7692 §6); any other RSV bit that is set, or one in
    ///        another frame, is reported as Violation::UndefinedRsvBit.
    /// @param maxPayload longest payload of one frame, in octets, inclusive.
    explicit FrameParser(Role sender, RsvBits definedRsv = {},
                         qint64 maxPayload = DefaultMaxPayload);

    /// Hands over @p octets, 0 or more of them. They are not copied: they must stay where they
    /// are until next() has returned nullopt or more has been fed, which copies what is left.
    void feed(QByteArrayView octets);
    /// A temporary would be gone before next() reads it.
    template <std::same_as<QByteArray> T> void feed(T &&octets) = delete;

    /// What comes next; nullopt while more octets are needed and once stopped() is set. The
    /// header of a frame whose length stops the parser still comes out, and its end.
    [[nodiscard]] std::optional<FrameEvent> next();

    /// Says that the stream is over: a frame it ended in gets its FrameEnd, with CutOff (and
    /// before it a FrameHeader that is not complete, where the header was cut). What is fed
    /// later is ignored.
    void finish() { m_isFinished = true; }

    /// Set for good when the stream cannot be read any further.
    [[nodiscard]] std::optional<Stop> stopped() const { return m_stop; }

    /// Octets that returned events cover; 0 is the first octet after the empty line that ends
    /// the opening handshake.
    [[nodiscard]] qint64 offset() const { return m_offset; }

    /// Fed and covered by no event: a header that is not whole, what next() was not yet asked
    /// for, and everything after a Stop.
    [[nodiscard]] ByteRange unparsed() const { return { m_offset, m_fed }; }

    /// Whether at least one octet of a frame is here whose FrameEnd has not been returned.
    [[nodiscard]] bool isInsideFrame() const;

private:
    enum class Step : quint8 { Header, Payload, End, Nothing };

    [[nodiscard]] bool gatherHeader();
    void readHeader(FrameHeader &header, bool isComplete);
    [[nodiscard]] std::optional<FrameEvent> nextHeader();
    [[nodiscard]] std::optional<FrameEvent> nextPiece();
    [[nodiscard]] FrameEnd endFrame();
    [[nodiscard]] ViolationSet judge(const FrameHeader &header) const;

    Role m_sender;
    RsvBits m_definedRsv;
    quint64 m_maxPayload;

    QByteArrayView m_input; ///< Fed and not yet consumed.
    QByteArray m_kept;      ///< What m_input shows where feed() came early.
    QByteArray m_unmasked;  ///< What the last PayloadPiece shows where the frame is masked.
    bool m_isInputKept = false;
    qint64 m_offset = 0;
    qint64 m_fed = 0;

    Step m_step = Step::Header;
    bool m_isFinished = false;
    std::optional<Stop> m_stop;

    std::array<quint8, FrameHeader::MaxOctets> m_header{};
    qsizetype m_headerSize = 0; ///< Octets of m_header that are here.
    qint64 m_frameBegin = 0;
    bool m_isHeaderComplete = true; ///< Of the frame begun last.
    quint64 m_payloadLeft = 0;
    std::optional<MaskingKey> m_maskingKey;
    unsigned m_maskPhase = 0;  ///< Octet of the key that unmasks the next payload octet.
    ViolationSet m_violations; ///< Of the frame begun last.
};

} // namespace Pushscope::WebSocket
