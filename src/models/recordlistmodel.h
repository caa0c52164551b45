// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordpages.h"
#include "models/mailbox.h"
#include "models/recordrow.h"

#include <QObject>

#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace Pushscope {

/// The rows of a capture, or of a filter of it, as far as they are looked at: a cache of pages
/// that a RecordPages fills. Memory does not grow with the capture.
///
/// Rows count from 0 here, whatever number the filter gives its first one: where matches are found
/// before those that are known, rowsPrepended() tells that all rows moved.
///
/// No item model, because these count rows in int, and a view over one asks for more of it than
/// a list with millions of rows that grows by thousands a second can give.
///
/// Threads: GUI thread.
class RecordListModel : public QObject
{
    Q_OBJECT

public:
    static constexpr int PageRows = 128;         ///< Some three screens.
    static constexpr std::size_t MostPages = 64; ///< About 2 MB of rows.
    static constexpr int MostRequests = 3; ///< At a time, so that a fast scroll leaves no queue.

    explicit RecordListModel(QObject *parent = nullptr);
    ~RecordListModel() override;

    /// Shows @p pages, which outlives this or is replaced first; nullptr: nothing.
    void setPages(RecordPages *pages, RecordPages::FilterId filter = RecordPages::Everything);
    [[nodiscard]] RecordPages *pages() const { return m_pages; }
    [[nodiscard]] RecordPages::FilterId filter() const { return m_filter; }

    [[nodiscard]] qint64 rowCount() const { return m_span.count; }
    /// The number that the filter gives @p row.
    [[nodiscard]] qint64 toFilter(qint64 row) const { return row + m_span.first; }
    /// nullptr while it has not come yet; see want().
    [[nodiscard]] const RecordRow *row(qint64 row) const;

    /// Asks for the rows from @p first to @p last, and some on either side; what was wanted before
    /// and has not been asked for yet is forgotten.
    void want(qint64 first, qint64 last);
    /// While true, rows at the end count only once they are here, so that a view which follows
    /// them never shows gaps.
    void setFollowing(bool isFollowing) { m_isFollowing = isFollowing; }

    /// Looks for rows that came since. Call it when the capture said that it changed, or the
    /// filter that it found more.
    void refresh();

    /// Tells the row of record @p seq, or of the next that the filter lets pass; it may be one that
    /// is not counted yet, and is -1 where there is none. @p handler is called later, but not after
    /// other pages or another filter are shown.
    void findRow(qint64 seq, std::function<void(qint64 row)> handler);

signals:
    /// Everything is new: the count, the rows.
    void reset();
    void rowCountChanged(qint64 rowCount);
    /// @p count rows came to stand before all others; rowCountChanged() follows.
    void rowsPrepended(qint64 count);
    void rowsArrived(qint64 first, qint64 last);

private:
    // Inside, rows have the numbers that the filter gives them, and pages begin at multiples of
    // PageRows of these: so they stay what they are when rows come before them.
    struct Page {
        qint64 first = 0; ///< Later than the page begins where no row is known before it.
        std::vector<RecordRow> rows;
        std::list<qint64>::iterator used;
    };

    [[nodiscard]] bool isMissing(qint64 page) const;
    void requestNext();
    void request(qint64 firstRow, int count, bool isTail);
    void take(quint64 generation, qint64 firstRow, std::vector<RecordRow> rows, bool isTail);
    void store(qint64 page, qint64 first, std::vector<RecordRow> rows);
    void takeFront(qint64 first);
    void takeEnd(qint64 end);

    RecordPages *m_pages = nullptr;
    RecordPages::FilterId m_filter = RecordPages::Everything;
    quint64 m_generation = 0; ///< Answers to questions of an older one are dropped.
    RecordPages::RowSpan m_span;
    bool m_isFollowing = true;
    bool m_isTailAsked = false;
    bool m_isTailStale = false; ///< More came while the tail was asked for.
    int m_requests = 0;
    std::vector<qint64> m_wanted;       ///< Pages, most wanted first.
    std::vector<qint64> m_asked;        ///< Pages under way.
    std::map<qint64, Page> m_cache;     ///< By number of page.
    mutable std::list<qint64> m_recent; ///< Pages, most recently used first.
    Mailbox m_mailbox;
};

} // namespace Pushscope
