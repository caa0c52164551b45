// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <algorithm>
#include <optional>

namespace Pushscope::EventStream {

/// Cuts an event stream into lines that end with LF, CR or CR LF, looking at each octet once.
///
/// Offsets are those of the stream, 0 being the first octet fed. A line comes with the octet that
/// ends it; the LF that may follow a CR is skipped later. Only a blank line's CR after a line that
/// ended with CR LF waits for the next octet or finish(), so that Line::after has its LF.
///
/// Spec: WHATWG HTML §9.2.5 (end-of-line), §9.2.6 ("the only ways in which a line can end").
/// Threads: reentrant, not thread-safe.
class LineReader
{
public:
    struct Line {
        qint64 begin = 0;
        qint64 end = 0;   ///< Without what ends the line.
        qint64 after = 0; ///< Behind the CR or LF; behind CR LF for a blank line after CR LF.
        [[nodiscard]] bool isBlank() const { return begin == end; }
    };

    /// Appends @p octets and forgets those before @p keepFrom, which is at most searchedTo().
    void feed(QByteArrayView octets, qint64 keepFrom);

    /// The next line; nullopt while it has no end.
    [[nodiscard]] std::optional<Line> next();

    /// No more octets will come: the line that has no end can be had from takeUnended().
    void finish() { m_isFinished = true; }
    [[nodiscard]] bool isFinished() const { return m_isFinished; }

    /// The octets behind the last line, once; nullopt where there are none.
    [[nodiscard]] std::optional<Line> takeUnended();

    /// Where the line begins that next() would return.
    [[nodiscard]] qint64 lineBegin() const { return m_lineBegin; }
    /// No line ends between lineBegin() and here.
    [[nodiscard]] qint64 searchedTo() const
    {
        return std::max(m_lineBegin, std::min(m_nextLf, m_nextCr));
    }
    /// Octets fed so far.
    [[nodiscard]] qint64 offset() const { return m_bufferBegin + m_buffer.size(); }
    /// Of what was not forgotten; valid until the next feed().
    [[nodiscard]] QByteArrayView view(qint64 begin, qint64 end) const
    {
        return QByteArrayView(m_buffer.constData() + (begin - m_bufferBegin), end - begin);
    }

private:
    [[nodiscard]] qint64 find(char octet, qint64 from) const;
    [[nodiscard]] char at(qint64 offset) const
    {
        return m_buffer.constData()[offset - m_bufferBegin];
    }
    void skipLineFeed();

    QByteArray m_buffer; ///< Octets of the stream from m_bufferBegin on.
    qint64 m_bufferBegin = 0;
    qint64 m_lineBegin = 0;
    /// No LF (CR) lies between the line's begin and here; here lies one, or nothing yet.
    qint64 m_nextLf = 0;
    qint64 m_nextCr = 0;
    bool m_maySkipLf = false;   ///< The last line ended with a CR and the next octet is not seen.
    bool m_endedInCrLf = false; ///< The last line did.
    bool m_isFinished = false;
};

} // namespace Pushscope::EventStream
