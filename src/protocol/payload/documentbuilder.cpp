// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/payload/documentbuilder.h"

#include <QStringDecoder>

#include <algorithm>
#include <utility>

namespace Pushscope::Payload {

bool isUtf8(QByteArrayView octets)
{
    // In pieces: the text of a megabyte is not kept a second time.
    constexpr qsizetype PieceOctets = 16 * 1024;
    QStringDecoder decoder(QStringDecoder::Utf8);
    while (!octets.isEmpty() && !decoder.hasError()) {
        const QByteArrayView piece = octets.first(qMin(octets.size(), PieceOctets));
        const QString text = decoder.decode(piece);
        Q_UNUSED(text)
        octets = octets.sliced(piece.size());
    }
    // A character that the end cuts leaves the decoder waiting: nothing would follow it.
    const QString rest = decoder.decode(QByteArrayView("."));
    return !decoder.hasError() && rest == QLatin1StringView(".");
}

DocumentBuilder::DocumentBuilder(Format format, QByteArrayView octets)
    : m_octets(octets)
{
    m_document.format = format;
}

const Item *DocumentBuilder::openItem() const
{
    return m_open.empty() ? nullptr
                          : &m_document.items[static_cast<std::size_t>(m_open.back().index)];
}

bool DocumentBuilder::takeNumber(int width, quint64 &number)
{
    if (m_octets.size() - m_offset < width) {
        stop(Rule::CutOff, m_octets.size());
        return false;
    }
    number = 0;
    for (int i = 0; i < width; ++i)
        number = (number << 8) | static_cast<quint8>(m_octets[m_offset++]);
    return true;
}

void DocumentBuilder::report(Rule rule, qint64 offset)
{
    m_document.problems.push_back({ rule, offset });
}

void DocumentBuilder::stop(Rule rule, qint64 offset)
{
    report(rule, offset);
    m_isStopped = true;
}

bool DocumentBuilder::push(Item &item, qint64 begin)
{
    if (m_document.items.size() >= static_cast<std::size_t>(MaxItems)) {
        m_offset = begin;
        stop(Rule::TooManyItems, begin);
        return false;
    }
    const bool isSecond = m_open.empty() && !m_document.items.empty();
    const auto isAfterEnd
        = [](const Problem &problem) { return problem.rule == Rule::OctetsAfterEnd; };
    if (isSecond && std::ranges::none_of(m_document.problems, isAfterEnd))
        report(Rule::OctetsAfterEnd, begin);
    item.depth = static_cast<int>(m_open.size());
    item.parent = m_open.empty() ? -1 : m_open.back().index;
    item.next = static_cast<int>(m_document.items.size()) + 1;
    item.range = { begin, m_offset };
    m_document.items.push_back(item);
    return true;
}

void DocumentBuilder::addScalar(Item item, qint64 begin)
{
    if (push(item, begin))
        completed();
}

void DocumentBuilder::addString(Item item, qint64 begin, quint64 length)
{
    const auto left = static_cast<quint64>(m_octets.size() - m_offset);
    const bool isCut = length > left;
    const auto size = static_cast<qint64>(isCut ? left : length);
    item.content = { m_offset, m_offset + size };
    const bool isBroken
        = item.type == ItemType::Text && !isCut && !isUtf8(m_octets.sliced(m_offset, size));
    m_offset += size;
    if (!push(item, begin))
        return;
    if (isBroken)
        report(Rule::InvalidUtf8, item.content.begin);
    if (isCut)
        stop(Rule::CutOff, m_octets.size());
    else
        completed();
}

void DocumentBuilder::addContainer(Item item, qint64 begin, quint64 children)
{
    if (!push(item, begin))
        return;
    if (children == 0) {
        completed();
        return;
    }
    if (m_open.size() >= static_cast<std::size_t>(MaxDepth)) {
        stop(Rule::TooDeep, begin);
        return;
    }
    m_open.push_back({ static_cast<int>(m_document.items.size()) - 1, children });
}

void DocumentBuilder::addIndefinite(Item item, qint64 begin)
{
    item.isIndefinite = true;
    if (!push(item, begin))
        return;
    if (m_open.size() >= static_cast<std::size_t>(MaxDepth)) {
        stop(Rule::TooDeep, begin);
        return;
    }
    m_open.push_back({ static_cast<int>(m_document.items.size()) - 1, 0 });
}

void DocumentBuilder::close()
{
    Item &item = m_document.items[static_cast<std::size_t>(m_open.back().index)];
    item.next = static_cast<int>(m_document.items.size());
    item.range.end = m_offset;
    m_open.pop_back();
}

// Where the item that was just completed is the last of the one that contains it, so is that.
void DocumentBuilder::completed()
{
    while (!m_open.empty()) {
        if (openItem()->isIndefinite) {
            ++m_open.back().left;
            return;
        }
        if (--m_open.back().left > 0)
            return;
        close();
    }
}

bool DocumentBuilder::closeIndefinite()
{
    const Item *item = openItem();
    if (!item || !item->isIndefinite)
        return false;
    if (item->type == ItemType::Map && m_open.back().left % 2 != 0)
        report(Rule::MissingValue, m_offset - 1);
    close();
    completed();
    return true;
}

Document DocumentBuilder::finish()
{
    if (!m_isStopped && (!m_open.empty() || m_document.items.empty()))
        report(Rule::CutOff, m_octets.size());
    while (!m_open.empty())
        close();
    m_document.end = m_offset;
    return std::move(m_document);
}

Item itemOf(ItemType type, quint64 number, int width)
{
    Item item;
    item.type = type;
    item.number = number;
    item.width = static_cast<quint8>(width);
    return item;
}

} // namespace Pushscope::Payload
