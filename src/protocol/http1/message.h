// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/byterange.h"
#include "protocol/violation.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <variant>
#include <vector>

/// HTTP/1.1 messages as they were on the wire: what RFC 9112 calls things is what they are called
/// here. All offsets count octets of one direction of one connection, 0 being its first.
namespace Pushscope::Http1 {

/// One field line, in wire order and case.
///
/// A line without a name that could be told (no colon, nothing before it, or white space before
/// the first field) is kept as it was: `name` is empty and `value` is the whole line.
///
/// Spec: RFC 9112 §5.
struct FieldLine {
    QByteArray name;  ///< As written, without white space around it.
    QByteArray value; ///< Without white space around it; each obs-fold replaced by one SP (§5.2).
    ByteRange range;  ///< The line with its terminator, and the lines folded into it.
    bool operator==(const FieldLine &) const = default;
};

/// Spec: RFC 9112 §3.
struct RequestHead {
    QByteArray method;
    QByteArray target;
    QByteArray version; ///< As `HTTP/1.1`; empty where the line has none.
    std::vector<FieldLine> fields;
    ByteRange range; ///< From the request line, or empty lines before it, through the empty line.
    ViolationSet violations;
    bool operator==(const RequestHead &) const = default;
};

/// Each 1xx is one of its own. Spec: RFC 9112 §4.
struct ResponseHead {
    QByteArray version; ///< As `HTTP/1.1`.
    int status = 0;     ///< 0–999; 0 where the line has none that is a number of three digits.
    QByteArray reason;  ///< The reason phrase, maybe empty.
    std::vector<FieldLine> fields;
    ByteRange range;
    ViolationSet violations;
    bool operator==(const ResponseHead &) const = default;
};

/// A chunk other than the last begins; its octets follow. Spec: RFC 9112 §7.1.
struct ChunkBegin {
    qint64 size = 0; ///< As announced, above 0.
    QByteArray
        extension;  ///< All after the first semicolon, without white space around it (§7.1.1).
    ByteRange line; ///< The size line with its terminator.
    bool operator==(const ChunkBegin &) const = default;
};

/// Octets of a chunk, or of a body that is not chunked: never empty, cut as the input was.
struct BodyPiece {
    ByteRange range;
    QByteArrayView octets; ///< Into what was fed; valid until the next call of next() or feed().
    bool operator==(const BodyPiece &) const = default;
};

/// A chunk other than the last is over.
struct ChunkEnd {
    qint64 size = 0; ///< As announced; data.size() is less where the stream was cut off.
    QByteArray extension;
    ByteRange range; ///< The size line through the line terminator behind the octets.
    ByteRange data;
    ViolationSet violations; ///< Of the size line too.
    bool operator==(const ChunkEnd &) const = default;
};

/// What tells the end of a message body. Spec: RFC 9112 §6.3.
enum class Framing : quint8 { None, ContentLength, Chunked, Close };

/// One after each head, except that of an interim response (1xx other than 101), which has none.
struct MessageEnd {
    Framing framing = Framing::None;
    QByteArray extension;            ///< Of the last chunk.
    std::vector<FieldLine> trailers; ///< Spec: RFC 9112 §7.1.2.
    qint64 bodyOctets = 0;           ///< Without the chunks' framing.
    bool isComplete = false;         ///< Spec: RFC 9112 §8.
    /// The last chunk and the trailer section; else empty, at the end of the message.
    ByteRange range;
    ViolationSet violations;
    bool operator==(const MessageEnd &) const = default;
};

/// What follows is no HTTP (101, or 2xx to CONNECT): see MessageParser::remainder().
struct SwitchedProtocols {
    qint64 offset = 0; ///< Of the first octet of the other protocol.
    bool operator==(const SwitchedProtocols &) const = default;
};

/// Octets in which no message can be told, and those after the last message: never empty, cut as
/// the input was. Where a rule was broken, its violation is on the first piece only.
struct Unparsed {
    ByteRange range;
    QByteArrayView octets; ///< Valid until the next call of next() or feed().
    ViolationSet violations;
    bool operator==(const Unparsed &) const = default;
};

using Event = std::variant<RequestHead, ResponseHead, ChunkBegin, BodyPiece, ChunkEnd, MessageEnd,
                           SwitchedProtocols, Unparsed>;

/// What a peer can make the parser keep in memory. What goes beyond is Violation::TooLarge, and
/// the octets come out as Unparsed.
struct Limits {
    /// Servers accept 8 to 64 KiB of head; four times that shows what they would refuse.
    static constexpr qint64 DefaultHeadOctets = 256 * 1024;
    /// Servers accept about 100 fields; ten times that.
    static constexpr qsizetype DefaultFields = 1'000;
    /// Chunk extensions carry signatures of some 100 octets at most; RFC 9112 §7.1.1 wants a limit.
    static constexpr qint64 DefaultChunkLineOctets = 16 * 1024;

    qint64 headOctets = DefaultHeadOctets; ///< Of a head; also of a trailer section.
    qsizetype fields = DefaultFields;      ///< Lines of a head; also of a trailer section.
    qint64 chunkLineOctets = DefaultChunkLineOctets; ///< Of a chunk's size line.
};

} // namespace Pushscope::Http1
