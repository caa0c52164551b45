// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/http1/fieldsection.h"
#include "protocol/multipart/boundary.h"
#include "protocol/multipart/delimiterreader.h"
#include "protocol/multipart/part.h"

#include <optional>

namespace Pushscope::Multipart {

/// Turns the octets of a `multipart/mixed` or `multipart/x-mixed-replace` body into parts.
///
/// Sans-I/O: feed() takes what the transport delivered, next() hands out one value at a time. How
/// the octets were cut into chunks never changes the values. Every octet fed is in exactly one
/// value (of a part: its delimiter or its range), but for those behind pendingFrom() at the end.
///
/// A part comes with the octet by which its end is known, see By: with the last octet of the
/// delimiter behind it; or, where it has a `Content-Length`, with the last octet that announces.
/// The first length is believed once a line end or a delimiter follows where it ends; later ones
/// at once, as long as each was right. After one that was wrong none is believed any more.
///
/// Reads what is in the field though the grammar has it not, and says so: a boundary given with
/// the delimiter's hyphens, bare LF, content without fields or an empty line before it. A body
/// whose type names no boundary is read by the first line that begins with two hyphens.
///
/// Spec: RFC 2046 §5.1.
/// Threads: reentrant, not thread-safe.
class MultipartParser
{
public:
    /// Octets of one body: as much as a WebSocket message may have by default.
    static constexpr qint64 DefaultMaxBody = 64 * 1024 * 1024;
    /// Of a part's fields with their empty line. Cameras send about 100; servers accept 8 to 64
    /// KiB in a head of HTTP. What goes beyond is taken for content.
    static constexpr qint64 MaxFieldOctets = 64 * 1024;
    static constexpr qsizetype MaxFields = 1'000; ///< As Http1::Limits has it.
    /// Behind a delimiter, before its line end: transport padding, which nobody sends.
    static constexpr qint64 MaxPaddingOctets = 1024;
    /// What lies outside of parts comes out in pieces of this size. A preamble as long is one
    /// whose boundary is missing.
    static constexpr qint64 OutsideOctets = 16 * 1024;

    /// @param maxBody longest body in octets, inclusive. The first @p maxBody octets of a longer
    ///        one come out with Violation::TooLarge, the others as Outside::Where::Rest.
    explicit MultipartParser(const Boundary &boundary, qint64 maxBody = DefaultMaxBody);

    /// Appends @p octets, 0 or more of them. No effect after finish().
    void feed(QByteArrayView octets) { m_reader.feed(octets, pendingFrom()); }

    /// The next value; nullopt while more octets are needed. Views in it are valid until the next
    /// call of feed() or next().
    [[nodiscard]] std::optional<Value> next();

    /// The stream has ended: what is left of it comes out of next().
    void finish() { m_reader.finish(); }

    /// Octets fed so far.
    [[nodiscard]] qint64 offset() const { return m_reader.offset(); }

    /// The first octet that a later value may cover, once next() returned nullopt.
    [[nodiscard]] qint64 pendingFrom() const { return m_begin; }

    /// What the next value waits for.
    enum class Waiting : quint8 {
        FirstDelimiter,
        LineEnd,   ///< Of the line that begins with the delimiter.
        EmptyLine, ///< Behind the fields.
        Length,    ///< The octets that `Content-Length` announced.
        Boundary,  ///< The next delimiter; the part may be whole.
        Nothing,   ///< The body is over.
    };
    [[nodiscard]] Waiting waiting() const;

    /// Octets of the delimiter alone, as far as its form is known: the hyphens and the boundary.
    [[nodiscard]] qint64 delimiterOctets() const { return m_reader.delimiterOctets(); }

    /// Fields and body of the part that waits, as far as they are here; empty where none is open.
    [[nodiscard]] ByteRange openPart() const;

private:
    friend std::optional<Part> parsePart(QByteArrayView bodyPart);

    enum class State : quint8 {
        Preamble,
        DelimiterLine, ///< Behind a delimiter, in its line.
        Fields,
        Body,
        AfterLength, ///< A part was over by its length; its delimiter should follow.
        Rest,        ///< What follows a part that was over, until the next delimiter.
        Epilogue,
    };
    enum class Lengths : quint8 { Unproven, Right, Wrong };
    enum class Follows : quint8 { NeedMore, LineEnd, Delimiter, Other };

    [[nodiscard]] std::optional<Value> step();
    [[nodiscard]] std::optional<Value> readPreamble();
    void guessBoundary();
    [[nodiscard]] std::optional<Value> readDelimiterLine();
    [[nodiscard]] std::optional<Value> readFields();
    [[nodiscard]] std::optional<Value> readBody();
    [[nodiscard]] std::optional<Value> readToLength();
    [[nodiscard]] std::optional<Value> readToDelimiter();
    [[nodiscard]] std::optional<Value> readAfterLength();
    [[nodiscard]] std::optional<Value> readRest();
    [[nodiscard]] std::optional<Value> readEpilogue();

    /// Of what is outside, up to @p end; the last piece, which may be short, only if @p isAll.
    [[nodiscard]] std::optional<Value> takeOutside(Outside::Where where, qint64 end, bool isAll);
    void beginDelimiter(qint64 begin, qint64 dash);
    void beginFields(qint64 begin);
    [[nodiscard]] bool addFieldLine(qint64 end);
    [[nodiscard]] std::optional<Value> finishFields();
    void beginBody(qint64 begin);
    [[nodiscard]] Follows followsLength();
    [[nodiscard]] Value takePart(qint64 end, qint64 knownAt, By by);
    [[nodiscard]] Value takePartBefore(qint64 dash);
    [[nodiscard]] Value takePartByLength();
    [[nodiscard]] Value takeTooLarge();
    [[nodiscard]] ViolationSet takeViolations();

    DelimiterReader m_reader;
    qint64 m_maxBody;
    State m_state = State::Preamble;
    Lengths m_lengths = Lengths::Unproven;
    qint64 m_begin = 0;        ///< Of what is in no value yet.
    qint64 m_lineBegin = 0;    ///< Of the line at hand, behind a delimiter and in the fields.
    ViolationSet m_violations; ///< For the next value, or the part that is open.
    bool m_isMissingBoundaryTold = false;

    // Of the part that is open.
    ByteRange m_delimiter;
    qint64 m_bodyBegin = 0;
    std::optional<qint64> m_length; ///< As announced, and neither too large nor disbelieved.
    std::optional<qint64> m_announced;
    Http1::FieldSection m_section;
    std::vector<Http1::FieldLine> m_fields;
};

/// A part again from the octets of its range: what a capture keeps of it. Ranges count from the
/// first octet of @p bodyPart, by is By::End, the body is a view into @p bodyPart. nullopt where
/// there are no octets.
[[nodiscard]] std::optional<Part> parsePart(QByteArrayView bodyPart);

} // namespace Pushscope::Multipart
