// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which records the list shows: what its filter finds, and what stands while it is paused.

#include "gui/records/followpill.h"
#include "gui/records/recordview.h"

#include <QScrollBar>

#include <algorithm>

namespace Pushscope {

namespace {

constexpr int PillGap = 10; ///< Between the pill and the lower edge.

} // namespace

void RecordView::setFilter(RecordPages::FilterId filter)
{
    if (filter == m_rows.filter())
        return;
    const qint64 top = firstVisibleRow();
    const RecordRow *first = m_rows.row(top);
    const qint64 firstSeq = first ? first->seq : 0;
    const qint64 seq = meantSeq();
    const qint64 offset = m_currentRow - top;
    const bool isInSight = m_currentRow >= top && offset < visibleRows();
    m_currentRow = -1;
    m_isSearching = filter != RecordPages::Everything;
    m_rows.setPages(m_rows.pages(), filter);
    m_recordsWhenPaused = pages() ? pages()->extent().records : 0;
    if (m_isFollowing)
        return;
    if (seq > 0)
        restorePlace(seq, isInSight ? offset : visibleRows() / 2, true);
    else if (firstSeq > 0)
        restorePlace(firstSeq, 0, false);
}

void RecordView::restorePlace(qint64 seq, qint64 offset, bool isCurrent)
{
    const quint64 search = ++m_search;
    m_rows.findRow(seq, [this, search, seq, offset, isCurrent](qint64 row) {
        if (search != m_search)
            return;
        if (row < 0 || row >= rowCount()) {
            m_soughtSeq = isCurrent && (row >= 0 || m_isSearching) ? seq : 0;
            return;
        }
        m_isAdjusting = true;
        verticalScrollBar()->setValue(static_cast<int>(std::max<qint64>(0, row - offset)));
        m_isAdjusting = false;
        if (isCurrent)
            makeCurrentFor(seq, row);
    });
}

qint64 RecordView::seqInSight() const
{
    const RecordRow *row = m_isFollowing ? nullptr : m_rows.row(firstVisibleRow());
    if (row)
        return row->seq;
    return m_rows.pages() ? m_rows.pages()->extent().records : 0;
}

void RecordView::takeFilterProgress(bool isDone)
{
    // A filter goes on with what is recorded; a list that stands still only wants what it lets
    // pass of what was there.
    if (m_isPaused && !m_isSearching)
        return updatePill();
    m_isSearching = !isDone;
    readRows();
    if (isDone)
        m_soughtSeq = 0; // It is not in this list.
}

qint64 RecordView::seqToFindFrom() const
{
    if (m_currentSeq > 0)
        return m_currentSeq;
    const RecordRow *row = m_rows.row(firstVisibleRow());
    return row ? row->seq : 0;
}

void RecordView::setPaused(bool isPaused)
{
    if (isPaused == m_isPaused)
        return;
    if (isPaused) {
        m_followsAfterPause = m_isFollowing;
        m_recordsWhenPaused = pages() ? pages()->extent().records : 0;
        setFollowing(false);
    }
    m_isPaused = isPaused;
    if (!isPaused && m_followsAfterPause)
        setFollowing(true);
    refresh();
}

void RecordView::refresh()
{
    if (m_isPaused)
        updatePill();
    else
        readRows();
}

void RecordView::readRows()
{
    m_rows.refresh();
    if (m_soughtSeq > 0)
        setCurrentSeq(m_soughtSeq);
}

void RecordView::updatePill()
{
    if (m_isPaused)
        m_pill->showPaused(pages() ? pages()->extent().records - m_recordsWhenPaused : 0);
    else
        m_pill->setCount(m_isFollowing ? 0 : rowCount() - m_rowCountWhenLeft);
    m_pill->move((viewport()->width() - m_pill->width()) / 2,
                 viewport()->height() - m_pill->height() - PillGap);
}

} // namespace Pushscope
