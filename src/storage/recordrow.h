// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/record.h"
#include "storage/sqlite.h"

#include <QByteArray>

#include <array>
#include <limits>

namespace Pushscope {

/// Writes records as rows of `record`.
///
/// A parameter keeps its value between executions, so only what differs from the record before is
/// bound; and one statement inserts several rows. Together that halves the time per record.
class RecordWriter
{
public:
    explicit RecordWriter(Database &database);

    /// @p record must live until flush(); false where a row could not be written.
    [[nodiscard]] bool add(const Record &record);
    [[nodiscard]] bool flush();
    /// Forgets what is pending, after the transaction was rolled back.
    void rollBack() { m_count = 0; }

private:
    static constexpr std::size_t RowsAtOnce = 16;
    static constexpr std::size_t Columns = 20;
    static constexpr qint64 Null = std::numeric_limits<qint64>::min();
    /// What the parameters of one row of a statement are bound to.
    struct Slot {
        std::array<qint64, Columns> bound;
        QByteArray more;
        bool hasMore = false;
        bool hasDetail = false;
        Slot() { bound.fill(Null); }
    };

    static void bindRow(Statement &statement, Slot &slot, int first, const Record &record);

    Statement m_insertRows;
    Statement m_insertRow;
    std::array<Slot, RowsAtOnce> m_slots;
    Slot m_single;
    std::array<const Record *, RowsAtOnce> m_pending{};
    std::size_t m_count = 0;
};

/// The columns that readRecord() takes, for `SELECT` … `FROM record`.
extern const char *const RecordColumns;

/// In place of a record that cannot be read: of kind Error, with code Damaged.
[[nodiscard]] Record damagedRecord(qint64 seq);

/// In place of a record that was not kept: a `recording.stall` with `dropped`.
[[nodiscard]] Record droppedRecord(qint64 seq);

/// The record of the current row. What cannot have been written by us (numbers outside their
/// enumeration, stretches that end before they begin, a detail that is no JSON object) gives a
/// damagedRecord().
[[nodiscard]] Record readRecord(const Statement &statement);

} // namespace Pushscope
