// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/eventstream/linereader.h"

#include <cstring>

namespace Pushscope::EventStream {

namespace {

// A buffer that one large block made grow beyond this is given back afterwards.
constexpr qsizetype KeptCapacity = 1024 * 1024;

} // namespace

void LineReader::feed(QByteArrayView octets, qint64 keepFrom)
{
    if (m_isFinished)
        return;
    const qint64 forgotten = keepFrom - m_bufferBegin;
    if (forgotten == m_buffer.size()) {
        if (m_buffer.capacity() > KeptCapacity)
            m_buffer = QByteArray();
        else
            m_buffer.resize(0);
        m_bufferBegin = keepFrom;
    } else if (forgotten > 0) {
        m_buffer.remove(0, forgotten);
        m_bufferBegin = keepFrom;
    }
    m_buffer.append(octets);
}

qint64 LineReader::find(char octet, qint64 from) const
{
    const qint64 end = offset();
    if (from >= end || at(from) == octet)
        return from;
    const char *begin = m_buffer.constData() + (from - m_bufferBegin);
    const void *found = std::memchr(begin, octet, static_cast<std::size_t>(end - from));
    return found ? from + (static_cast<const char *>(found) - begin) : end;
}

void LineReader::skipLineFeed()
{
    if (!m_maySkipLf || m_lineBegin == offset())
        return;
    m_maySkipLf = false;
    m_endedInCrLf = at(m_lineBegin) == '\n';
    if (m_endedInCrLf)
        ++m_lineBegin;
}

std::optional<LineReader::Line> LineReader::next()
{
    skipLineFeed();
    // Two searches that each go on where they stopped: whichever kind of line end a stream does
    // without is not searched for again on every line.
    m_nextLf = find('\n', std::max(m_nextLf, m_lineBegin));
    m_nextCr = find('\r', std::max(m_nextCr, m_lineBegin));
    const qint64 end = std::min(m_nextLf, m_nextCr);
    if (end == offset())
        return std::nullopt;

    Line line{ m_lineBegin, end, end + 1 };
    if (at(end) == '\n') {
        m_endedInCrLf = false;
    } else if (line.isBlank() && m_endedInCrLf) {
        if (line.after == offset() && !m_isFinished)
            return std::nullopt;
        m_endedInCrLf = line.after < offset() && at(line.after) == '\n';
        if (m_endedInCrLf)
            ++line.after;
    } else {
        m_maySkipLf = true;
    }
    m_lineBegin = line.after;
    return line;
}

std::optional<LineReader::Line> LineReader::takeUnended()
{
    const Line line{ m_lineBegin, offset(), offset() };
    if (line.isBlank())
        return std::nullopt;
    m_lineBegin = line.end;
    return line;
}

} // namespace Pushscope::EventStream
