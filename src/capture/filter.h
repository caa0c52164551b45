// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/filtererror.h"
#include "capture/filterterm.h"

#include <QStringView>

#include <memory>
#include <variant>
#include <vector>

namespace Pushscope {

/// An expression of contract §2, understood: which records to show.
///
/// Evaluated by capture/filterpredicate.h, and by SQLite after capture/filtersql.h; both agree.
/// Threads: immutable.
class Filter
{
public:
    /// Parentheses and negations in one another; SQLite stops at 1,000 levels of its own.
    static constexpr int MaxDepth = 64;
    /// More than anybody types; SQLite nests a level for each.
    static constexpr std::size_t MaxTerms = 256;

    struct Node {
        enum class Kind : quint8 {
            All, ///< All of the children; none of them: every record.
            Any, ///< One of the children.
            Not, ///< Not its only child.
            Term,
        };
        Kind kind = Kind::All;
        std::vector<Node> children; ///< Those that need no octets first, else in order.
        std::size_t term = 0;       ///< Index into terms().
        bool operator==(const Node &) const = default;
    };

    /// The name of a key where a word stands: it is looked for as text, which may not be meant.
    struct Hint {
        QString key;
        qsizetype begin = 0; ///< In UTF-16 units from 0.
        bool operator==(const Hint &) const = default;
    };

    using Parsed = std::variant<std::shared_ptr<const Filter>, FilterError>;
    /// An expression of blanks lets every record pass.
    [[nodiscard]] static Parsed parse(QStringView expression);

    [[nodiscard]] const Node &root() const { return m_root; }
    [[nodiscard]] const std::vector<FilterTerm> &terms() const { return m_terms; }
    [[nodiscard]] const std::vector<Hint> &hints() const { return m_hints; }
    /// Whether every record passes.
    [[nodiscard]] bool isEverything() const;
    /// Whether some record cannot be judged by its columns alone.
    [[nodiscard]] bool needsOctets() const;

private:
    friend class FilterParser;
    Filter() = default;
    [[nodiscard]] bool needsOctets(const Node &node) const;
    void sortByCost(Node &node) const;

    Node m_root;
    std::vector<FilterTerm> m_terms;
    std::vector<Hint> m_hints;
};

} // namespace Pushscope
