// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "storage/rankbitmap.h"
#include "storage/sqlite.h"

namespace Pushscope {

/// Which records of a damaged capture can be read: all that is whole, also behind what is not.
///
/// Threads: that of the database.
class PresentRecords
{
public:
    /// Looks at the records from @p first to @p last; neither may come unchecked from the file.
    PresentRecords(Database &database, qint64 first, qint64 last);

    [[nodiscard]] qint64 count() const { return m_present.count(); }
    /// seq of a row below count().
    [[nodiscard]] qint64 seqOf(qint64 row) const { return m_first + m_present.at(row); }
    /// The first row at or after @p seq; count() where there is none.
    [[nodiscard]] qint64 rowOf(qint64 seq) const { return m_present.rank(seq - m_first); }

private:
    /// Adds records from @p seq on until reading fails; gives the seq it failed at, or 0.
    qint64 addFrom(Database &database, qint64 seq);
    /// The first record that can be sought after @p seq, at which reading fails; 0 where there is
    /// none.
    qint64 nextReadable(Statement &seek, qint64 seq) const;

    const qint64 m_first;
    const qint64 m_last;
    RankBitmap m_present;
};

} // namespace Pushscope
