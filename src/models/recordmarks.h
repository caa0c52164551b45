// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <optional>
#include <vector>

namespace Pushscope {

/// The rows that the user marked to measure between them. They are the window's: nothing of them
/// is in the capture, where a note is what stays.
class RecordMarks
{
public:
    struct Mark {
        qint64 seq = 0;
        qint64 t = -1;  ///< ns since the capture began; -1: the record has no time.
        int number = 0; ///< From 0; see markName().
        bool operator==(const Mark &) const = default;
    };

    /// Marks record @p seq, with the lowest number that is free, or takes its mark away; true
    /// where it is marked now.
    bool toggle(qint64 seq, qint64 t);
    void clear() { m_marks.clear(); }

    [[nodiscard]] bool isEmpty() const { return m_marks.empty(); }
    /// In the order in which they were set.
    [[nodiscard]] const std::vector<Mark> &marks() const { return m_marks; }
    [[nodiscard]] std::optional<Mark> at(qint64 seq) const;
    /// What Δ is measured from: the mark set last.
    [[nodiscard]] std::optional<Mark> reference() const;
    /// Time @p t since reference(); nullopt where one of them is unknown.
    [[nodiscard]] std::optional<qint64> sinceReference(qint64 t) const;
    /// The nearest after, or before, @p seq; round the end where there is none.
    [[nodiscard]] std::optional<Mark> next(qint64 seq) const;
    [[nodiscard]] std::optional<Mark> previous(qint64 seq) const;
    [[nodiscard]] std::vector<Mark> inOrder() const; ///< By seq.

private:
    std::vector<Mark> m_marks;
};

/// 0 → `A`, 25 → `Z`, 26 → `AA`.
[[nodiscard]] QString markName(int number);

} // namespace Pushscope
