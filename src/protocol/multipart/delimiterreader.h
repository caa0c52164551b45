// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <algorithm>
#include <optional>

namespace Pushscope::Multipart {

/// Keeps the octets of a body and finds the lines that begin with its delimiter, looking for each
/// line end once.
///
/// "Boundary string comparisons must compare the boundary value with the beginning of each
/// candidate line. An exact match of the entire candidate line is not required" (§5.1.1): so a
/// part ends with the last octet of the delimiter behind it, whatever its line goes on with.
///
/// Offsets are those of the stream, 0 being the first octet fed.
///
/// Spec: RFC 2046 §5.1.1.
/// Threads: reentrant, not thread-safe.
class DelimiterReader
{
public:
    enum class Match : quint8 { No, NeedMore, Yes };

    /// @param boundary of the parameter; empty: nothing is found until it is set.
    explicit DelimiterReader(const QByteArray &boundary) { setBoundary(boundary); }
    /// A boundary that begins with hyphens may be meant as the delimiter itself: until the first
    /// one is found either form counts, from then on the form that it had.
    void setBoundary(const QByteArray &boundary);
    [[nodiscard]] bool hasBoundary() const { return !m_delimiter.isEmpty(); }

    /// Appends @p octets and forgets those before @p keepFrom.
    void feed(QByteArrayView octets, qint64 keepFrom);
    void finish() { m_isFinished = true; }
    [[nodiscard]] bool isFinished() const { return m_isFinished; }

    /// Begins a search for the next delimiter, not before @p from.
    /// @param isLineBegin one may stand at @p from itself.
    void search(qint64 from, bool isLineBegin);
    /// Where the next delimiter begins (its line end before it left out), up to @p lastBegin;
    /// nullopt where there is none yet. The same again until the next search().
    [[nodiscard]] std::optional<qint64> find(qint64 lastBegin);
    /// No delimiter begins between where the search began and here.
    [[nodiscard]] qint64 searchedTo() const { return m_candidate; }

    /// Whether the delimiter stands at @p at, wherever that lies in its line.
    [[nodiscard]] Match match(qint64 at) const;
    /// Decides its form by the one at @p at; false where that is the boundary without hyphens of
    /// its own.
    bool settle(qint64 at);
    /// Octets of the delimiter, once settled.
    [[nodiscard]] qint64 delimiterOctets() const { return m_delimiter.size(); }

    /// The first LF at or behind @p from, which must not go back; offset() where there is none.
    [[nodiscard]] qint64 lineFeed(qint64 from);
    /// Where the line end begins that ends at @p lineBegin, not before @p notBefore; @p lineBegin
    /// itself where there is none.
    [[nodiscard]] qint64 lineEndBefore(qint64 lineBegin, qint64 notBefore) const;

    /// Octets fed so far.
    [[nodiscard]] qint64 offset() const { return m_bufferBegin + m_buffer.size(); }
    [[nodiscard]] char at(qint64 offset) const
    {
        return m_buffer.constData()[offset - m_bufferBegin];
    }
    /// Of what was not forgotten; valid until the next feed().
    [[nodiscard]] QByteArrayView view(qint64 begin, qint64 end) const
    {
        return QByteArrayView(m_buffer.constData() + (begin - m_bufferBegin), end - begin);
    }

private:
    [[nodiscard]] Match match(qint64 at, const QByteArray &delimiter) const;

    QByteArray m_buffer; ///< Octets of the stream from m_bufferBegin on.
    qint64 m_bufferBegin = 0;
    QByteArray m_delimiter; ///< Two hyphens and the boundary, or as settled.
    QByteArray m_undashed;  ///< The boundary alone, where that may be the delimiter.
    qint64 m_nextLf = 0;    ///< None lies before, since what was asked for; here one or nothing.
    qint64 m_candidate = 0;
    bool m_isLineBegin = true; ///< m_candidate begins a line that was not compared yet.
    bool m_isFinished = false;
};

} // namespace Pushscope::Multipart
