// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/eventstream/event.h"
#include "protocol/eventstream/linereader.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

namespace Pushscope::EventStream {

/// Turns the octets of a `text/event-stream` body into events, comments and reconnection times,
/// and shows beside them all that the algorithm drops, with its reason.
///
/// Sans-I/O: feed() takes what the transport delivered, next() hands out one value at a time. How
/// the octets were cut into chunks never changes the values. Octets that are not UTF-8 stay as
/// they are in the values; a browser shows U+FFFD for them.
///
/// A value comes with the octet that completes it. Only a blank line's CR after a line that ended
/// with CR LF is held until the next octet or finish(): see LineReader.
///
/// Spec: WHATWG HTML §9.2.5 and §9.2.6.
/// Threads: reentrant, not thread-safe.
class EventStreamParser
{
public:
    /// Octets of one block, or of one comment line: as much as a WebSocket message may have by
    /// default, so that all techniques take the same messages.
    static constexpr qint64 DefaultMaxBlock = 64 * 1024 * 1024;
    /// Less than this would be no limit on blocks but on field names.
    static constexpr qint64 LeastMaxBlock = 16;

    /// @param lastEventId what the last event ID buffer begins with. The algorithm as written
    ///        begins each stream with an empty one; browsers carry it over a reconnection.
    /// @param maxBlock longest block or line in octets, inclusive. The first @p maxBlock octets of
    ///        a longer one come out with Violation::TooLarge, the rest of it is skipped.
    explicit EventStreamParser(QByteArray lastEventId = {}, qint64 maxBlock = DefaultMaxBlock);

    /// Appends @p octets, 0 or more of them. No effect after finish().
    void feed(QByteArrayView octets) { m_lines.feed(octets, pendingFrom()); }

    /// The next value; nullopt while more octets are needed. Views in it are valid until the next
    /// call of feed() or next().
    [[nodiscard]] std::optional<Value> next();

    /// The stream has ended: what is left of it comes out of next(), cut off.
    void finish() { m_lines.finish(); }

    /// Octets fed so far.
    [[nodiscard]] qint64 offset() const { return m_lines.offset(); }

    /// The first octet that a later value may cover: the start of the open block or line; offset()
    /// where none is open. Once next() returned nullopt.
    [[nodiscard]] qint64 pendingFrom() const;

    /// True where a block has a field and waits for its blank line.
    [[nodiscard]] bool hasOpenBlock() const { return m_isBlockOpen; }

    /// The last event ID string: what a reconnection sends as `Last-Event-ID`. A field of an open
    /// block has not set it yet (§9.2.6, dispatch the event, step 1).
    [[nodiscard]] const QByteArray &lastEventId() const { return m_lastEventId; }

private:
    friend std::optional<Event> parseBlock(QByteArrayView block, QByteArrayView inheritedId,
                                           bool isFirstBlock);

    enum class FieldName { Unknown, Event, Data, Id, Retry };
    enum class Skip { Nothing, Line, Block };
    /// A field line of the open block, as offsets into the stream.
    struct FieldLine {
        FieldName name;
        ByteRange line;
        qint64 nameBegin; ///< Behind a BOM that was stripped.
        qint64 nameEnd;
        qint64 valueBegin;
    };

    [[nodiscard]] std::optional<Value> takeLine(const LineReader::Line &line);
    [[nodiscard]] std::optional<Value> takeField(const LineReader::Line &line);
    [[nodiscard]] std::optional<Value> takeUnended();
    [[nodiscard]] Value takeTooLarge(const LineReader::Line &line);
    [[nodiscard]] Value takeComment(const LineReader::Line &line, qint64 end) const;
    [[nodiscard]] Value takeEvent(qint64 end, Why why);
    [[nodiscard]] QByteArrayView dataBuffer();
    [[nodiscard]] QByteArrayView value(const FieldLine &field) const;

    FieldLine &addField(qint64 begin, qint64 end);
    void setId(const FieldLine &field);
    [[nodiscard]] std::optional<Value> setRetry(const FieldLine &field);
    void checkName(const FieldLine &field);
    void dispatchId();

    [[nodiscard]] qint64 contentBegin(const LineReader::Line &line) const;
    [[nodiscard]] bool isComment(const LineReader::Line &line) const;
    [[nodiscard]] qint64 openFrom(const LineReader::Line &line) const;

    LineReader m_lines;
    qint64 m_maxBlock;
    bool m_mayBeginWithBom = true;
    Skip m_skip = Skip::Nothing;

    bool m_isBlockOpen = false;
    qint64 m_blockBegin = 0;
    std::vector<FieldLine> m_fields;        ///< Of the open block.
    qint64 m_dataFields = 0;                ///< How many of these are `data`.
    std::size_t m_firstData = 0;            ///< Index of the first of them.
    std::optional<std::size_t> m_typeField; ///< Index of the field that set the event type buffer.
    bool m_isIdInherited = true;
    ViolationSet m_violations;

    QByteArray m_idBuffer;          ///< The last event ID buffer.
    QByteArray m_lastEventId;       ///< The last event ID string.
    std::vector<FieldView> m_views; ///< What EventView::fields refers to.
    QByteArray m_joined;            ///< What EventView::data refers to where it has several lines.
};

/// An event again from the octets of its block: from what EventView::range covered, which may be
/// all that a capture keeps of it. Ranges count from the first octet of @p block.
///
/// @param inheritedId the last event ID buffer before the block.
/// @param isFirstBlock the block's EventView::isFirstBlock.
/// @return nullopt where no field is in it. A block cut at the limit comes back with
///         Why::UnterminatedBlock: only the parser that read on knew better.
[[nodiscard]] std::optional<Event> parseBlock(QByteArrayView block, QByteArrayView inheritedId,
                                              bool isFirstBlock);

/// A reconnection time again from the octets of its line: what Retry::range covered. nullopt where
/// it is not a valid `retry` field.
[[nodiscard]] std::optional<Retry> parseRetry(QByteArrayView line);

} // namespace Pushscope::EventStream
