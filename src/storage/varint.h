// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace Pushscope {

/// Little-endian base 128: seven bits an octet, the top bit says that more follow.
inline void appendVarint(QByteArray &to, quint64 value)
{
    while (value >= 0x80) {
        to.append(static_cast<char>(value | 0x80));
        value >>= 7;
    }
    to.append(static_cast<char>(value));
}

/// Signed numbers, small ones of either sign short.
inline void appendSignedVarint(QByteArray &to, qint64 value)
{
    appendVarint(to, (static_cast<quint64>(value) << 1) ^ static_cast<quint64>(value >> 63));
}

/// Reads what the above wrote; a reader that ran out or met a number over 64 bits is bad for good
/// and gives zeros.
class VarintReader
{
public:
    explicit VarintReader(QByteArrayView octets)
        : m_octets(octets)
    {
    }

    [[nodiscard]] bool isAtEnd() const { return m_position >= m_octets.size(); }
    [[nodiscard]] bool isGood() const { return m_isGood; }

    quint64 next()
    {
        quint64 value = 0;
        for (int shift = 0; shift < 64 && m_position < m_octets.size(); shift += 7) {
            const auto octet = static_cast<quint8>(m_octets[m_position++]);
            value |= static_cast<quint64>(octet & 0x7f) << shift;
            if (octet < 0x80)
                return value;
        }
        m_isGood = false;
        m_position = m_octets.size();
        return 0;
    }
    qint64 nextSigned()
    {
        const quint64 value = next();
        return static_cast<qint64>(value >> 1) ^ -static_cast<qint64>(value & 1);
    }

private:
    QByteArrayView m_octets;
    qsizetype m_position = 0;
    bool m_isGood = true;
};

} // namespace Pushscope
