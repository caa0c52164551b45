// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/byterange.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace Pushscope::Http1 {

/// The octets fed to a parser, taken off in lines or in stretches, without copies where a feed
/// holds them whole, and without looking at an octet twice.
///
/// All views are into what was fed or into this object, and valid until the next call.
///
/// Threads: reentrant, not thread-safe.
class OctetReader
{
public:
    struct Line {
        QByteArrayView text;   ///< Without the terminator.
        QByteArrayView octets; ///< With it.
        ByteRange range;       ///< With it.
        bool isBareLf = false; ///< Terminated by LF without CR.
    };
    enum class Terminator { NeedMore, CrLf, Lf, Other };

    /// What was not taken yet of the octets fed before stays, at the price of a copy.
    void feed(QByteArrayView octets);

    /// The next line; nullopt where its LF is not here yet, or (isTooLong()) not within
    /// @p maxOctets, counted with the terminator.
    ///
    /// Spec: RFC 9112 §2.2; a recipient MAY recognise a single LF as a line terminator.
    [[nodiscard]] std::optional<Line> line(qint64 maxOctets);
    [[nodiscard]] bool isTooLong() const { return m_isTooLong; }

    /// The next octet to be taken, which stays; nullopt where there is none yet.
    [[nodiscard]] std::optional<char> peek() const;

    /// Takes a line terminator; other octets stay.
    [[nodiscard]] Terminator terminator();

    /// Takes what there is of the next @p maxOctets, from one feed. Not between the two calls
    /// of line() that give a line.
    [[nodiscard]] QByteArrayView take(qint64 maxOctets);
    /// Takes all there is, in one piece.
    [[nodiscard]] QByteArrayView takeAll();
    /// All there is, in one piece.
    [[nodiscard]] QByteArrayView remainder();

    /// Makes @p octets, taken before, the next to be taken by takeAll() or remainder().
    void putBack(const QByteArray &octets);

    /// Of the next octet to be taken.
    [[nodiscard]] qint64 offset() const { return m_offset; }
    /// Nothing is left, not even the beginning of a line.
    [[nodiscard]] bool isEmpty() const;

private:
    void dropTaken();
    [[nodiscard]] QByteArrayView rest() const { return m_input.sliced(m_position); }

    QByteArrayView m_input;
    qsizetype m_position = 0; ///< Of the first octet of m_input neither taken nor in m_carry.
    QByteArray m_carry;       ///< The beginning of a line whose end is not here, before m_position.
    QByteArray m_owned;       ///< What m_input views where a feed came too early.
    qint64 m_offset = 0;      ///< Of the first octet of m_carry, else of m_position.
    bool m_isCarryTaken = false; ///< m_carry was handed out and holds until the next call.
    bool m_isTooLong = false;
};

} // namespace Pushscope::Http1
