// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/textassembler.h"

#include "capture/jsonvalue.h"

#include <utility>

namespace Pushscope {

std::optional<QByteArray> textOfMessage(QByteArrayView message, QByteArrayView pointer)
{
    const auto value = jsonAt(message, pointer);
    return value ? jsonString(*value) : std::nullopt;
}

TextAssembler::TextAssembler(QByteArray pointer)
    : m_pointer(std::move(pointer))
{
}

void TextAssembler::take(QByteArrayView message, qint64 t)
{
    if (!isActive())
        return;
    const std::optional<QByteArray> text = textOfMessage(message, m_pointer);
    if (!text || text->isEmpty())
        return;
    if (m_messages++ == 0)
        m_tFirst = t;
    m_tLast = t;
    m_octets += text->size();
    m_text += *text;
    // In steps, so that the rest is not moved for every message.
    if (m_text.size() > 2 * MaxKeptOctets)
        m_text.remove(0, m_text.size() - MaxKeptOctets);
}

QByteArray TextAssembler::text() const
{
    QByteArrayView end = m_text;
    if (end.size() > MaxKeptOctets)
        end = end.last(MaxKeptOctets);
    // Not from the middle of a character.
    const auto continues = [](char octet) { return (static_cast<uchar>(octet) & 0xC0) == 0x80; };
    while (end.size() < m_octets && !end.isEmpty() && continues(end.front()))
        end = end.sliced(1);
    return end.toByteArray();
}

QByteArray TextAssembler::summary() const
{
    return QByteArray::number(m_octets) + " octets in " + QByteArray::number(m_messages)
        + " messages, " + QByteArray::number(messagesPerSecond(), 'f', 1) + "/s";
}

void TextAssembler::restart()
{
    *this = TextAssembler(std::move(m_pointer));
}

double TextAssembler::messagesPerSecond() const
{
    constexpr double NsPerSecond = 1e9;
    const qint64 ns = m_tLast - m_tFirst;
    // Between the first and the last there is one less than there are.
    return ns > 0 ? static_cast<double>(m_messages - 1) * NsPerSecond / static_cast<double>(ns) : 0;
}

} // namespace Pushscope
