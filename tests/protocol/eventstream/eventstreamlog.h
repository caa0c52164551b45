// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/eventstream/eventstreamparser.h"

#include <QByteArray>
#include <QByteArrayList>

namespace Pushscope::EventStream {

/// How the tests write values down, a line each:
///
///     event 0-17 dispatched type=message data=x id= | data=x@0-7 ! unknown-field
///     comment 0-5 text= ping
///     retry 0-9 ms=10
///
/// Octets outside printable ASCII, and `\`, `|` and `@`, are \xNN; LF is \n.

inline QByteArray escaped(QByteArrayView octets)
{
    QByteArray text;
    for (char octet : octets) {
        if (octet == '\n')
            text += "\\n";
        else if (octet < ' ' || octet > '~' || octet == '\\' || octet == '|' || octet == '@')
            text += "\\x" + QByteArray(1, octet).toHex();
        else
            text += octet;
    }
    return text;
}

inline QByteArray rangeText(ByteRange range)
{
    return QByteArray::number(range.begin) + '-' + QByteArray::number(range.end);
}

inline QByteArray violationsText(ViolationSet violations)
{
    QByteArray text;
    for (Violation violation : violations.toVector())
        text += (text.isEmpty() ? " ! " : " ") + violationName(violation).toByteArray();
    return text;
}

inline QByteArray whyText(Why why)
{
    switch (why) {
    case Why::None:
        return "dispatched";
    case Why::EmptyData:
        return "empty-data";
    case Why::UnterminatedBlock:
        return "unterminated-block";
    case Why::TooLarge:
        return "too-large";
    }
    return {};
}

inline QByteArray logLine(const Event &event)
{
    QByteArray line = "event " + rangeText(event.range) + ' ' + whyText(event.why);
    if (event.isDispatched != (event.why == Why::None))
        line += " (isDispatched contradicts why)";
    line += " type=" + escaped(event.type) + " data=" + escaped(event.data)
        + " id=" + escaped(event.lastEventId);
    for (const Field &field : event.fields) {
        line += " | " + escaped(field.name) + '=' + escaped(field.value) + '@'
            + rangeText(field.range);
    }
    return line + violationsText(event.violations);
}

inline QByteArray logLine(const Value &value)
{
    if (const EventView *event = std::get_if<EventView>(&value))
        return logLine(toEvent(*event));
    if (const Comment *comment = std::get_if<Comment>(&value)) {
        return "comment " + rangeText(comment->range) + " text=" + escaped(comment->text)
            + violationsText(comment->violations);
    }
    const Retry &retry = std::get<Retry>(value);
    return "retry " + rangeText(retry.range) + " ms=" + QByteArray::number(retry.ms);
}

/// Everything @p parser gives now.
inline void drain(EventStreamParser &parser, QByteArrayList &log)
{
    while (const std::optional<Value> value = parser.next())
        log += logLine(*value);
}

/// What comes of @p wire, fed in pieces of @p step octets; to its end.
inline QByteArrayList logOf(QByteArrayView wire, qsizetype step,
                            qint64 maxBlock = EventStreamParser::DefaultMaxBlock)
{
    EventStreamParser parser({}, maxBlock);
    QByteArrayList log;
    for (qsizetype at = 0; at < wire.size(); at += step) {
        parser.feed(wire.sliced(at, qMin(step, wire.size() - at)));
        drain(parser, log);
    }
    parser.finish();
    drain(parser, log);
    return log;
}

} // namespace Pushscope::EventStream
