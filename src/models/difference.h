// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace Pushscope {

/// A line, or a value of JSON, on both sides of a comparison.
struct DifferenceRow {
    enum class Kind : quint8 { Same, Changed, Removed, Added };
    Kind kind = Kind::Same;
    QString where; ///< Of JSON: the JSON Pointer. Of text: the number of the line, the later one's.
    QString before; ///< Empty where there is none.
    QString after;
    bool operator==(const DifferenceRow &) const = default;
};

/// What changed from one message to another.
struct Difference {
    bool isJson = false; ///< Both are: rows are the values that differ. Else all lines of both.
    QList<DifferenceRow> rows;
    bool isCut = false; ///< Too long or too different to be compared to the end.

    [[nodiscard]] bool isEmpty() const;
    bool operator==(const Difference &) const = default;
};

/// Compares two messages: as JSON where both are, numbers by value and members in any order, else
/// line by line; octets that are no text by their lengths alone.
///
/// Threads: reentrant.
[[nodiscard]] Difference differenceOf(const QByteArray &before, const QByteArray &after);

} // namespace Pushscope
