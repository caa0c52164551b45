// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/byterange.h"

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace Pushscope {

/// Text as it reads without its escapes, and where each octet of it was before.
///
/// Threads: reentrant.
class UnescapedText
{
public:
    /// Without `\/`, `\"`, `\n`, `\u0026` and their kin of ASCII, however many backslashes stand
    /// before them: strings in strings have more.
    /// Spec: RFC 8259 §7.
    [[nodiscard]] static UnescapedText ofStrings(QByteArrayView text);
    /// Without `%22` and the like. Spec: RFC 3986 §2.1.
    [[nodiscard]] static UnescapedText ofUrls(QByteArrayView text);

    [[nodiscard]] const QByteArray &text() const { return m_text; }
    /// There was an escape.
    [[nodiscard]] bool isOther() const { return !m_turns.empty(); }
    /// Where @p range of text() lies in what it was made from.
    [[nodiscard]] ByteRange origin(ByteRange range) const;

private:
    /// From here on text goes on so.
    struct Turn {
        qsizetype at = 0;
        qsizetype origin = 0;
    };

    void take(QByteArrayView text, qsizetype from, qsizetype to);
    void addEscaped(char octet, qsizetype origin, qsizetype length);
    [[nodiscard]] qsizetype originOf(qsizetype at) const;

    QByteArray m_text;
    std::vector<Turn> m_turns;
};

} // namespace Pushscope
