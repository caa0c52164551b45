// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordpages.h"
#include "storage/sqlite.h"

#include <map>
#include <utility>
#include <vector>

namespace Pushscope {

/// The exchanges of a stretch of time. Knows of each page of the table `exchange` from when to
/// when it reaches, so that a short stretch of a long capture reads few of them. For a long one it
/// keeps those that can be told apart: of several in one cell of time of a connection that are
/// narrower than it, the one with the worst answer.
///
/// Threads: that of the database.
class TimelineExchanges
{
public:
    /// So many are kept at most; then the cells grow.
    static constexpr std::size_t MostKept = 64 * 1024;

    explicit TimelineExchanges(Database &database, std::size_t mostKept = MostKept);

    /// Takes in what was recorded since.
    void update();
    /// Those that overlap the range of @p slice, into it; of several in one column of @p pixelNs
    /// of a connection that are narrower than it, the one with the worst answer.
    void read(TimelineSlice &slice, qint64 pixelNs);

private:
    static constexpr int PageRows = 512;

    struct Page {
        qint64 firstId = 0;
        qint64 lastId = 0;
        int count = 0;
        qint64 tFrom = 0; ///< The earliest request.
        qint64 tTo = 0;   ///< The latest end; of one that still goes on, the end of time.
    };
    /// By connection and cell; a wide one by its ID instead, which is negative.
    using Cells = std::map<std::pair<quint32, qint64>, ExchangeRow>;

    void readPage(Page &page, std::vector<ExchangeRow> &rows);
    void keep(const ExchangeRow &exchange);
    static void put(Cells &cells, const ExchangeRow &exchange, qint64 cellNs);

    Statement m_select;
    const std::size_t m_mostKept;
    std::vector<Page> m_pages;
    std::size_t m_settled = 0; ///< So many pages, from the first, are full and over, and kept.
    Cells m_kept;
    qint64 m_cellNs = 1;
};

} // namespace Pushscope
