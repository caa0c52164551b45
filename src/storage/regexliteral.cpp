// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/regexliteral.h"

#include <QString>

namespace Pushscope {

namespace {

/// Walks over a pattern at the level where all of it has to match.
class LiteralSearch
{
public:
    explicit LiteralSearch(const QRegularExpression &pattern)
        : m_pattern(pattern.pattern())
        , m_isCaseless(pattern.patternOptions().testFlag(QRegularExpression::CaseInsensitiveOption))
    {
    }

    QByteArray search()
    {
        for (m_at = 0; m_at < m_pattern.size(); ++m_at) {
            if (!step(m_pattern.at(m_at).unicode()))
                return {};
        }
        endRun();
        return m_best;
    }

private:
    /// False where nothing can be said of the whole.
    bool step(char16_t character)
    {
        switch (character) {
        case u'|':
            return false;
        case u'\\':
            return escape();
        case u'[':
            endRun();
            return skipClass();
        case u'(':
            endRun();
            return skipGroup();
        case u'*':
        case u'?': // Perhaps none of the one before.
            m_run.chop(1);
            endRun();
            return true;
        case u'{':
            m_run.chop(1);
            endRun();
            m_at = m_pattern.indexOf(u'}', m_at);
            return m_at >= 0;
        case u'+':
        case u'.':
        case u'^':
        case u'$':
            endRun();
            return true;
        default:
            add(character);
            return true;
        }
    }

    void add(char16_t character)
    {
        constexpr char16_t FirstPrintable = 0x20;
        constexpr char16_t LastPrintable = 0x7e;
        const char16_t lower = character >= u'A' && character <= u'Z'
            ? static_cast<char16_t>(character - u'A' + u'a')
            : character;
        // Without regard to case, U+212A is a `k` and U+017F an `s`.
        const bool hasMore = m_isCaseless && (lower == u'k' || lower == u's');
        if (lower < FirstPrintable || lower > LastPrintable || hasMore)
            endRun();
        else
            m_run += static_cast<char>(lower);
    }

    void endRun()
    {
        if (m_run.size() > m_best.size())
            m_best = m_run;
        m_run.clear();
    }

    bool escape()
    {
        if (++m_at >= m_pattern.size())
            return false;
        const QChar escaped = m_pattern.at(m_at);
        if (!escaped.isLetterOrNumber()) {
            add(escaped.unicode());
            return true;
        }
        endRun();
        // Classes and places; others take what follows along, or mean a group.
        return QLatin1String("dDwWsSbBhHvVnrtAzZ").contains(escaped);
    }

    bool skipClass()
    {
        ++m_at;
        if (m_at < m_pattern.size() && m_pattern.at(m_at) == u'^')
            ++m_at;
        for (qsizetype first = m_at; m_at < m_pattern.size(); ++m_at) {
            if (m_pattern.at(m_at) == u'\\')
                ++m_at;
            else if (m_pattern.at(m_at) == u'[')
                return false; // [:alpha:] and the like.
            else if (m_pattern.at(m_at) == u']' && m_at > first)
                return true;
        }
        return false;
    }

    bool skipGroup()
    {
        int depth = 0;
        for (; m_at < m_pattern.size(); ++m_at) {
            const QChar character = m_pattern.at(m_at);
            if (character == u'\\') {
                ++m_at;
            } else if (character == u'[') {
                if (!skipClass())
                    return false;
            } else if (character == u'(') {
                ++depth;
                // Options, assertions and what else there is.
                if (m_pattern.mid(m_at + 1, 1) == QLatin1String("?")
                    || m_pattern.mid(m_at + 1, 1) == QLatin1String("*"))
                    return false;
            } else if (character == u')' && --depth == 0) {
                return true;
            }
        }
        return false;
    }

    const QString m_pattern;
    const bool m_isCaseless;
    qsizetype m_at = 0;
    QByteArray m_run;
    QByteArray m_best;
};

} // namespace

QByteArray literalOf(const QRegularExpression &pattern)
{
    return LiteralSearch(pattern).search();
}

} // namespace Pushscope
