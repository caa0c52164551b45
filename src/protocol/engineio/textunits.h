// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

namespace Pushscope::EngineIo {

/// Counts UTF-16 code units of UTF-8 that comes octet by octet: the characters of JavaScript, by
/// which revision 3 measures its packets. Octets that are no UTF-8 count as decoders replace them:
/// one unit per U+FFFD.
///
/// Spec: Engine.IO protocol, History, "From v3 to v4"; WHATWG Encoding §8.1.1 (replacement).
class TextUnits
{
public:
    /// Units that @p octet adds. The first octet of a character counts as one, whether the others
    /// come or not; the last of four as another.
    int take(quint8 octet)
    {
        if (continues(octet)) {
            m_lowest = 0x80;
            m_highest = 0xbf;
            return --m_missing == 0 && m_isPair ? 1 : 0;
        }
        m_isPair = false;
        m_lowest = 0x80;
        m_highest = 0xbf;
        m_missing = 0;
        if (octet >= 0xc2 && octet <= 0xdf) {
            m_missing = 1;
        } else if (octet >= 0xe0 && octet <= 0xef) {
            m_missing = 2;
            m_lowest = octet == 0xe0 ? 0xa0 : 0x80;
            m_highest = octet == 0xed ? 0x9f : 0xbf;
        } else if (octet >= 0xf0 && octet <= 0xf4) {
            m_missing = 3;
            m_lowest = octet == 0xf0 ? 0x90 : 0x80;
            m_highest = octet == 0xf4 ? 0x8f : 0xbf;
            m_isPair = true;
        }
        return 1;
    }
    /// Inside a character.
    [[nodiscard]] bool isOpen() const { return m_missing > 0; }
    /// Whether @p octet goes on with the character in progress.
    [[nodiscard]] bool continues(quint8 octet) const
    {
        return m_missing > 0 && octet >= m_lowest && octet <= m_highest;
    }

private:
    bool m_isPair = false; ///< The character takes a surrogate pair.
    quint8 m_missing = 0;
    quint8 m_lowest = 0x80;
    quint8 m_highest = 0xbf;
};

} // namespace Pushscope::EngineIo
