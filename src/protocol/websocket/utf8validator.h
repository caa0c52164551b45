// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

namespace Pushscope::WebSocket {

/// Says whether octets that come in pieces are UTF-8, failing at the first octet that cannot be
/// part of it: overlong forms, surrogates and what lies above U+10FFFF are found at their second
/// octet.
///
/// Spec: RFC 3629 §4 (syntax), RFC 6455 §8.1 (an endpoint fails as soon as it finds out).
/// Threads: reentrant, not thread-safe.
class Utf8Validator
{
public:
    /// Takes the next octets; false as soon as, and for ever after, one of them is invalid.
    bool feed(QByteArrayView octets);

    /// Octets fed before the first that cannot be valid; all of them while there is none.
    [[nodiscard]] qint64 validOctets() const { return m_validOctets; }
    [[nodiscard]] bool isValid() const { return m_isValid; }
    /// Valid, and not inside a character: the text may end here.
    [[nodiscard]] bool isComplete() const { return m_isValid && m_missing == 0; }
    void reset() { *this = Utf8Validator(); }

private:
    [[nodiscard]] bool takeLead(quint8 octet);

    qint64 m_validOctets = 0;
    quint8 m_missing = 0;   ///< Octets that the character in progress still needs.
    quint8 m_lowest = 0x80; ///< Bounds of the next of them, inclusive.
    quint8 m_highest = 0xbf;
    bool m_isValid = true;
};

/// Whether @p octets are UTF-8 as a whole.
[[nodiscard]] bool isUtf8(QByteArrayView octets);

} // namespace Pushscope::WebSocket
