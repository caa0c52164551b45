// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

#include <vector>

namespace Pushscope {

/// Steps over JSON without building anything, so that what is found can be copied as it stands.
///
/// Every function returns false where the octets at its place break the grammar; what the scanner
/// stands on then is of no use. Depth is bounded and nothing recurses.
///
/// Spec: RFC 8259.
/// Threads: reentrant.
class JsonScanner
{
public:
    /// Arrays and objects in one another. RFC 8259 §9 lets parsers limit it; jq 1.6, a likely
    /// reader of our lines, stops at 256 for a line as a whole.
    static constexpr qsizetype MaxDepth = 200;

    explicit JsonScanner(QByteArrayView octets)
        : m_octets(octets)
    {
    }

    [[nodiscard]] qsizetype offset() const { return m_offset; }
    [[nodiscard]] bool isAtEnd() const { return m_offset == m_octets.size(); }
    /// The octet that it stands on; NUL at the end.
    [[nodiscard]] char peek() const { return isAtEnd() ? '\0' : m_octets[m_offset]; }
    [[nodiscard]] QByteArrayView from(qsizetype begin) const
    {
        return m_octets.sliced(begin, m_offset - begin);
    }

    void skipBlanks();
    /// Steps over @p octet if it stands on it.
    bool take(char octet);
    /// A value with all that is in it; blanks around it are not of it.
    bool skipValue();
    /// A string with its quotes, which must be UTF-8 (§8.1).
    bool skipString();
    /// `"key" :` with the blanks between and after; @p key gets the string with its quotes.
    bool skipKey(QByteArrayView &key);

private:
    bool skipScalar();
    bool skipNumber();
    bool skipDigits();
    bool skipLiteral(QByteArrayView literal);
    bool skipEscape();
    bool open(char closer, bool &hasElement);
    bool finishValue(bool &isDone);

    QByteArrayView m_octets;
    qsizetype m_offset = 0;
    std::vector<char> m_closers; ///< What ends each open array or object, innermost last.
};

} // namespace Pushscope
