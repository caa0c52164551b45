// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/multipart/delimiterreader.h"

#include <cstring>

namespace Pushscope::Multipart {

namespace {

// A buffer that one large part made grow beyond this is given back afterwards.
constexpr qsizetype KeptCapacity = 1024 * 1024;

bool isAllHyphens(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c == '-'; });
}

} // namespace

void DelimiterReader::setBoundary(const QByteArray &boundary)
{
    if (boundary.isEmpty())
        return;
    m_delimiter = "--";
    m_delimiter += boundary;
    if (boundary.startsWith("--") && !isAllHyphens(boundary))
        m_undashed = boundary;
}

void DelimiterReader::feed(QByteArrayView octets, qint64 keepFrom)
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

void DelimiterReader::search(qint64 from, bool isLineBegin)
{
    m_candidate = from;
    m_isLineBegin = isLineBegin;
}

std::optional<qint64> DelimiterReader::find(qint64 lastBegin)
{
    while (m_candidate <= lastBegin) {
        if (m_isLineBegin) {
            const Match found = match(m_candidate);
            if (found == Match::Yes)
                return m_candidate;
            if (found == Match::NeedMore && !m_isFinished)
                return std::nullopt;
            m_isLineBegin = false;
        }
        const qint64 lf = lineFeed(m_candidate);
        m_isLineBegin = lf < offset();
        m_candidate = m_isLineBegin ? lf + 1 : lf;
        if (!m_isLineBegin)
            return std::nullopt;
    }
    return std::nullopt;
}

DelimiterReader::Match DelimiterReader::match(qint64 at) const
{
    const Match dashed = match(at, m_delimiter);
    if (dashed != Match::No || m_undashed.isEmpty())
        return dashed;
    return match(at, m_undashed);
}

DelimiterReader::Match DelimiterReader::match(qint64 at, const QByteArray &delimiter) const
{
    if (delimiter.isEmpty())
        return Match::No;
    const qint64 there = std::min<qint64>(offset() - at, delimiter.size());
    if (!delimiter.startsWith(view(at, at + there)))
        return Match::No;
    return there == delimiter.size() ? Match::Yes : Match::NeedMore;
}

bool DelimiterReader::settle(qint64 at)
{
    const bool isDashed = match(at, m_delimiter) == Match::Yes;
    if (!isDashed)
        m_delimiter = m_undashed;
    m_undashed.clear();
    return isDashed;
}

qint64 DelimiterReader::lineFeed(qint64 from)
{
    const qint64 begin = std::max(m_nextLf, from);
    const qint64 end = offset();
    m_nextLf = begin;
    if (begin >= end || at(begin) == '\n')
        return std::min(begin, end);
    const char *octets = m_buffer.constData() + (begin - m_bufferBegin);
    const void *found = std::memchr(octets, '\n', static_cast<std::size_t>(end - begin));
    m_nextLf = found ? begin + (static_cast<const char *>(found) - octets) : end;
    return m_nextLf;
}

qint64 DelimiterReader::lineEndBefore(qint64 lineBegin, qint64 notBefore) const
{
    if (lineBegin <= notBefore || at(lineBegin - 1) != '\n')
        return lineBegin;
    const bool isCrLf = lineBegin - 1 > notBefore && at(lineBegin - 2) == '\r';
    return lineBegin - (isCrLf ? 2 : 1);
}

} // namespace Pushscope::Multipart
