// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/websocket/outcome.h"

#include <QByteArray>
#include <QStringBuilder>

/// Frames and outcomes as lines, so that tests compare text and a difference can be read.
namespace Pushscope::WebSocket {

inline QByteArray violationsText(ViolationSet violations)
{
    QByteArray text;
    for (Violation violation : violations.toVector())
        text += " !" + violationName(violation).toByteArray();
    return text;
}

inline QByteArray rangeText(ByteRange range)
{
    return QByteArray::number(range.begin) + '-' + QByteArray::number(range.end);
}

/// Printable ASCII as it is, long stretches by their size, everything else in hexadecimal.
inline QByteArray octetsText(QByteArrayView octets)
{
    if (octets.size() > 64)
        return '<' + QByteArray::number(octets.size()) + '>';
    for (char c : octets) {
        if (c < 0x20 || c > 0x7e)
            return "x'" + octets.toByteArray().toHex() + '\'';
    }
    return '"' + octets.toByteArray() + '"';
}

inline QByteArray opcodeText(Opcode opcode)
{
    switch (opcode) {
    case Opcode::Continuation:
        return "continuation";
    case Opcode::Text:
        return "text";
    case Opcode::Binary:
        return "binary";
    case Opcode::Close:
        return "close";
    case Opcode::Ping:
        return "ping";
    case Opcode::Pong:
        return "pong";
    }
    return "opcode" + QByteArray::number(static_cast<int>(opcode));
}

inline QByteArray headerText(const FrameHeader &header)
{
    QByteArray text = opcodeText(header.opcode);
    if (header.fin)
        text += " fin";
    if (header.rsv != 0)
        text += " rsv" + QByteArray::number(header.rsv);
    if (header.maskingKey)
        text += " mask=" + header.raw().last(4).toByteArray().toHex();
    if (!header.isComplete)
        text += " incomplete";
    return text + " length=" + QByteArray::number(header.payloadLength);
}

inline QByteArray eventText(const FrameHeader &header)
{
    return headerText(header) + ' ' + rangeText(header.range) + " x'"
        + header.raw().toByteArray().toHex() + '\'' + violationsText(header.violations);
}

inline QByteArray eventText(const FrameEnd &end)
{
    return "end " + rangeText(end.range) + violationsText(end.violations);
}

inline QByteArray outcomeText(const Message &message)
{
    QByteArray text = "message " + opcodeText(message.type);
    if (message.isCompressed)
        text += " compressed";
    text += " frames=" + QByteArray::number(message.frameCount);
    text += " wire=" + QByteArray::number(message.wireOctets);
    for (ByteRange stretch : message.stretches)
        text += ' ' + rangeText(stretch);
    if (message.frame)
        text += " (" + headerText(*message.frame) + ')';
    return text + ' ' + octetsText(message.content) + violationsText(message.violations);
}

inline QByteArray outcomeText(const Fragment &fragment)
{
    QByteArray text = "fragment";
    if (fragment.isFirst)
        text += " first";
    if (fragment.isLast)
        text += " last";
    return text + ' ' + rangeText(fragment.range) + " (" + headerText(fragment.header) + ") "
        + octetsText(fragment.payload) + violationsText(fragment.violations);
}

inline QByteArray outcomeText(const ControlFrame &frame)
{
    return "control " + rangeText(frame.range) + " (" + headerText(frame.header) + ") "
        + octetsText(frame.payload) + violationsText(frame.violations);
}

inline QByteArray outcomeText(const CloseFrame &frame)
{
    QByteArray text = "close " + rangeText(frame.range) + " (" + headerText(frame.header) + ')';
    text += frame.code ? " code=" + QByteArray::number(*frame.code) : QByteArray(" no-code");
    return text + ' ' + octetsText(frame.reason) + violationsText(frame.violations);
}

inline QByteArray outcomeText(const OddFrame &frame)
{
    return "odd " + rangeText(frame.range) + " (" + headerText(frame.header) + ") "
        + octetsText(frame.payload) + violationsText(frame.violations);
}

inline QByteArray outcomeText(const Outcome &outcome)
{
    return std::visit([](const auto &value) { return outcomeText(value); }, outcome);
}

} // namespace Pushscope::WebSocket
