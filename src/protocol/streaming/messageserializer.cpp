// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/streaming/messageserializer.h"

#include "protocol/streaming/messagecutter.h"

#include <QtEndian>

#include <limits>
#include <utility>

namespace Pushscope::Streaming {

namespace {

void appendVarint(QByteArray &to, quint64 value)
{
    constexpr quint64 More = 0x80;
    for (; value >= More; value >>= 7)
        to.append(static_cast<char>(value | More));
    to.append(static_cast<char>(value));
}

QByteArray fixedLength(qint64 octets, bool isLittleEndian)
{
    QByteArray length(4, Qt::Uninitialized);
    const auto value = static_cast<quint32>(octets);
    if (isLittleEndian)
        qToLittleEndian(value, length.data());
    else
        qToBigEndian(value, length.data());
    return length;
}

} // namespace

void MessageSerializer::length(QByteArray &to, qint64 octets) const
{
    switch (m_cut) {
    case Cut::GrpcWeb:
        to.append('\0');
        [[fallthrough]];
    case Cut::Length32:
    case Cut::Length32LittleEndian:
        to.append(fixedLength(octets, m_cut == Cut::Length32LittleEndian));
        break;
    case Cut::LengthLine:
        to.append(QByteArray::number(octets)).append('\n');
        break;
    case Cut::LengthVarint:
        appendVarint(to, static_cast<quint64>(octets));
        break;
    case Cut::RecordSeparator:
        to.append('\x1E');
        break;
    default:
        break;
    }
}

void MessageSerializer::message(QByteArray &to, QByteArrayView content)
{
    const bool isFirst = !std::exchange(m_hasBegun, true);
    if (m_cut == Cut::JsonArray)
        to.append(isFirst ? "[" : ",\n");
    length(to, content.size());
    to.append(content);
    switch (m_cut) {
    case Cut::Line:
    case Cut::Json:
    case Cut::RecordSeparator:
        to.append('\n');
        break;
    case Cut::BlankLine:
        to.append("\n\n");
        break;
    default:
        break;
    }
}

void MessageSerializer::end(QByteArray &to)
{
    if (m_cut == Cut::JsonArray)
        to.append(m_hasBegun ? "]" : "[]");
}

bool MessageSerializer::isRepresentable(Cut cut, QByteArrayView content)
{
    if (content.size() > std::numeric_limits<quint32>::max())
        return false;
    MessageSerializer serializer(cut);
    QByteArray octets;
    serializer.message(octets, content);
    serializer.end(octets);
    MessageCutter cutter(cut, octets.size());
    cutter.feed(octets);
    cutter.finish();
    const std::optional<MessageView> message = cutter.next();
    return message && message->content == content && message->violations.isEmpty()
        && !cutter.next();
}

} // namespace Pushscope::Streaming
