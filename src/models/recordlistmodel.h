// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordpages.h"
#include "models/mailbox.h"
#include "models/recordrow.h"

#include <QObject>

#include <list>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace Pushscope {

/// The rows of a capture, or of a filter of it, as far as they are looked at: a cache of pages
/// that a RecordPages fills. Memory does not grow with the capture.
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

    [[nodiscard]] qint64 rowCount() const { return m_rowCount; }
    /// nullptr while it has not come yet; see want().
    [[nodiscard]] const RecordRow *row(qint64 row) const;

    /// Asks for the rows from @p first to @p last, and some on either side; what was wanted before
    /// and has not been asked for yet is forgotten.
    void want(qint64 first, qint64 last);
    /// While true, rows at the end count only once they are here, so that a view which follows
    /// them never shows gaps.
    void setFollowing(bool isFollowing) { m_isFollowing = isFollowing; }

    /// Looks for rows that came since. Call it when the capture said that it changed.
    void refresh();

signals:
    /// Everything is new: the count, the rows.
    void reset();
    void rowCountChanged(qint64 rowCount);
    void rowsArrived(qint64 first, qint64 last);

private:
    struct Page {
        std::vector<RecordRow> rows;
        std::list<qint64>::iterator used;
    };

    [[nodiscard]] bool isMissing(qint64 page) const;
    void requestNext();
    void request(qint64 firstRow, int count, bool isTail);
    void take(quint64 generation, qint64 firstRow, qint64 rowCount, std::vector<RecordRow> rows,
              bool isTail);
    void store(qint64 page, std::vector<RecordRow> rows);
    void setRowCount(qint64 rowCount);

    RecordPages *m_pages = nullptr;
    RecordPages::FilterId m_filter = RecordPages::Everything;
    quint64 m_generation = 0; ///< Answers to questions of an older one are dropped.
    qint64 m_rowCount = 0;
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
