// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/http1/octetreader.h"

#include <algorithm>

namespace Pushscope::Http1 {

void OctetReader::feed(QByteArrayView octets)
{
    dropTaken();
    if (const QByteArrayView left = rest(); !left.isEmpty()) {
        QByteArray joined = left.toByteArray();
        joined.append(octets);
        m_owned = std::move(joined);
        m_input = m_owned;
    } else {
        m_input = octets;
    }
    m_position = 0;
}

void OctetReader::dropTaken()
{
    if (!m_isCarryTaken)
        return;
    m_isCarryTaken = false;
    constexpr qsizetype KeptCapacity = 4096; // Enough for most lines; a rare long one is let go.
    if (m_carry.capacity() > KeptCapacity)
        m_carry = QByteArray();
    else
        m_carry.resize(0);
}

std::optional<OctetReader::Line> OctetReader::line(qint64 maxOctets)
{
    dropTaken();
    const qint64 allowed = std::max<qint64>(maxOctets - m_carry.size(), 0);
    const QByteArrayView seen = rest().first(std::min<qint64>(allowed, rest().size()));
    const qsizetype lf = seen.indexOf('\n');
    m_isTooLong = lf < 0 && seen.size() == allowed;
    if (lf < 0) {
        m_carry.append(seen);
        m_position += seen.size();
        return std::nullopt;
    }

    Line line;
    line.octets = seen.first(lf + 1);
    m_position += lf + 1;
    if (!m_carry.isEmpty()) {
        m_carry.append(line.octets);
        m_isCarryTaken = true;
        line.octets = m_carry;
    }
    line.text = line.octets.chopped(1);
    line.isBareLf = !line.text.endsWith('\r');
    if (!line.isBareLf)
        line.text.chop(1);
    line.range = { m_offset, m_offset + line.octets.size() };
    m_offset = line.range.end;
    return line;
}

std::optional<char> OctetReader::peek() const
{
    if (!m_isCarryTaken && !m_carry.isEmpty())
        return m_carry.front();
    return rest().isEmpty() ? std::nullopt : std::optional(rest().front());
}

OctetReader::Terminator OctetReader::terminator()
{
    dropTaken();
    const auto consume = [this](qsizetype count, Terminator terminator) {
        m_position += count;
        m_offset += count + m_carry.size();
        m_carry.resize(0);
        return terminator;
    };
    const bool hasCr = !m_carry.isEmpty() || rest().startsWith('\r');
    const qsizetype next = m_carry.isEmpty() && hasCr ? 1 : 0;
    if (next < rest().size()) {
        if (rest()[next] == '\n')
            return consume(next + 1, hasCr ? Terminator::CrLf : Terminator::Lf);
        return Terminator::Other;
    }
    m_carry.append(rest());
    m_position = m_input.size();
    return Terminator::NeedMore;
}

QByteArrayView OctetReader::take(qint64 maxOctets)
{
    dropTaken();
    const QByteArrayView octets = rest().first(std::min<qint64>(maxOctets, rest().size()));
    m_position += octets.size();
    m_offset += octets.size();
    return octets;
}

QByteArrayView OctetReader::takeAll()
{
    const QByteArrayView all = remainder();
    if (m_carry.isEmpty())
        return take(all.size());
    m_isCarryTaken = true;
    m_offset += all.size();
    return all;
}

QByteArrayView OctetReader::remainder()
{
    dropTaken();
    if (m_carry.isEmpty())
        return rest();
    m_carry.append(rest());
    m_position = m_input.size();
    return m_carry;
}

void OctetReader::putBack(const QByteArray &octets)
{
    dropTaken();
    m_carry.prepend(octets);
    m_offset -= octets.size();
}

bool OctetReader::isEmpty() const
{
    return (m_isCarryTaken || m_carry.isEmpty()) && rest().isEmpty();
}

} // namespace Pushscope::Http1
