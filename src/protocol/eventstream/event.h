// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/byterange.h"
#include "protocol/violation.h"

#include <QByteArray>
#include <QByteArrayView>

#include <span>
#include <variant>
#include <vector>

namespace Pushscope::EventStream {

/// Why a block with fields gave no event in a browser.
enum class Why : quint8 {
    None,              ///< It did: the event was dispatched.
    EmptyData,         ///< No `data` field: the algorithm resets its buffers and returns.
    UnterminatedBlock, ///< The stream ended before the blank line: pending data is discarded.
    TooLarge,          ///< The block was longer than our limit; a browser may have dispatched it.
};

/// A line with a field name, as it was sent; comments are no fields.
///
/// Spec: WHATWG HTML §9.2.6.
struct FieldView {
    QByteArrayView name;  ///< All of the line where it has no colon; never empty.
    QByteArrayView value; ///< After the colon and one U+0020 that may follow it.
    ByteRange range;      ///< The line without its end; with a BOM that was stripped.
};

/// A block of lines up to and with its blank line, that has at least one field; and what the
/// algorithm makes of it. Comment lines before its first field are not of it.
///
/// The views are valid until the next call of the parser that returned it.
struct EventView {
    QByteArrayView type; ///< The event's type; `message` where the block names none.
    /// Of the data buffer, octets as sent, lines joined by LF. Where the event was not dispatched,
    /// what the buffer held when it was dropped.
    QByteArrayView data;
    QByteArrayView lastEventId;        ///< The last event ID buffer after this block.
    std::span<const FieldView> fields; ///< In order. A line that was cut off is the last of them.
    ByteRange range; ///< First field's line to the end of the blank line, in octets of the stream.
    bool isDispatched = false;
    Why why = Why::None;
    bool isFirstBlock = false;  ///< Begins with the first octet of the stream, where a BOM may be.
    bool isIdInherited = false; ///< No field of this block set lastEventId.
    ViolationSet violations;
};

/// FieldView that owns its octets.
struct Field {
    QByteArray name;
    QByteArray value;
    ByteRange range;
    bool operator==(const Field &) const = default;
};

/// EventView that owns its octets.
struct Event {
    QByteArray type;
    QByteArray data;
    QByteArray lastEventId;
    std::vector<Field> fields;
    ByteRange range;
    bool isDispatched = false;
    Why why = Why::None;
    bool isFirstBlock = false;
    bool isIdInherited = false;
    ViolationSet violations;
    bool operator==(const Event &) const = default;
};

[[nodiscard]] Event toEvent(const EventView &view);

/// A line that begins with a colon. Comes when its line ends, so before the block's event.
///
/// The view is valid until the next call of the parser that returned it.
struct Comment {
    QByteArrayView text; ///< All that follows the colon, a blank too.
    ByteRange range;     ///< The line without its end.
    /// InvalidUtf8; CutOff where the stream ended in the line; TooLarge where it went on beyond our
    /// limit, which is where text then ends.
    ViolationSet violations;
};

/// A valid `retry` field: the reconnection time. Comes when its line ends; the field is one of the
/// block's event all the same.
struct Retry {
    qint64 ms = 0;   ///< Milliseconds; what 63 bits do not hold is their maximum.
    ByteRange range; ///< The line without its end.
    bool operator==(const Retry &) const = default;
};

using Value = std::variant<EventView, Comment, Retry>;

} // namespace Pushscope::EventStream
