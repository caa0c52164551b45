// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/filterterm.h"

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace Pushscope {

/// Finds a word in octets in any case of the letters A to Z, many octets at a time.
///
/// Spec: contract §2, a word of a filter.
/// Threads: reentrant.
class WordFinder
{
public:
    /// Finds nothing and isUsable() is false where octets that hold the word's letters in some
    /// other case could not be told: `ä` is also `Ä`.
    explicit WordFinder(const WordTerm &term);

    [[nodiscard]] bool isUsable() const { return !m_lower.isEmpty(); }
    [[nodiscard]] qsizetype size() const { return m_lower.size(); }
    /// Of text that was joined with `: ` or line ends between, what lies on both sides of these
    /// cannot be found in the octets themselves.
    [[nodiscard]] bool mayCrossFields() const { return m_mayCrossFields; }

    /// Where the word begins, in order; they may overlap.
    void findAll(QByteArrayView octets, std::vector<quint32> &places) const;
    [[nodiscard]] bool isIn(QByteArrayView octets) const { return find(octets, 0) >= 0; }

private:
    [[nodiscard]] qsizetype find(QByteArrayView octets, qsizetype from) const;
    [[nodiscard]] bool isAt(const char *octets) const;

    QByteArray m_lower;
    char m_firstMask = 0; ///< what makes the first octet lower case
    char m_lastMask = 0;
    bool m_mayCrossFields = false;
};

} // namespace Pushscope
