// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the record list does with rows that come, and go: their room, and what follows them.

#include "gui/records/recordheader.h"
#include "gui/records/recordview.h"

#include <QScrollBar>

#include <algorithm>

namespace Pushscope {

void RecordView::takeRowCount()
{
    updateRange();
    if (m_soughtSeq > 0) // No other change may come to look again.
        setCurrentSeq(m_soughtSeq);
    m_header->makeRoomFor(rowCount(), pages() ? pages()->extent().tLast : 0);
    if (m_isFollowing && m_partsOf != 0)
        followParts();
    viewport()->update();
    emit rowCountChanged(rowCount());
}

void RecordView::takeRows(qint64 first, qint64 last)
{
    const qint64 top = firstVisibleRow();
    makeRoomForNumbers(std::max(first, top), std::min(last, top + visibleRows()));
    if (first <= firstVisibleRow() + visibleRows() && last >= firstVisibleRow())
        viewport()->update();
    // A filter that let it pass gave it another row, and the list goes on following.
    for (qint64 row = first; m_currentRow < 0 && m_currentSeq > 0 && row <= last; ++row) {
        if (m_rows.row(row) && m_rows.row(row)->seq == m_currentSeq)
            m_currentRow = m_anchorRow = row;
    }
    if (m_currentRow >= first && m_currentRow <= last)
        publishCurrent();
}

void RecordView::makeRoomForNumbers(qint64 first, qint64 last)
{
    const RecordFacts facts = this->facts();
    for (const RecordColumn column : { DeltaColumn, MarkDeltaColumn, SizeColumn }) {
        if (!m_header->isShown(column))
            continue;
        QString longest;
        for (qint64 number = first; number <= last; ++number) {
            const RecordRow *row = m_rows.row(number);
            const QString text = row ? cellText(*row, column, facts) : QString();
            if (text.size() > longest.size()) // They are of digits, all of one width.
                longest = text;
        }
        m_header->makeRoomForText(column, longest);
    }
}

/// Rows came or went below @p row: what stands further down keeps its record.
void RecordView::takeUnfolded(qint64 row, qint64 count)
{
    const auto moved = [row, count](qint64 at) {
        if (at <= row)
            return at;
        return count < 0 && at <= row - count ? row : at + count;
    };
    const qint64 first = firstVisibleRow();
    m_currentRow = moved(m_currentRow);
    m_anchorRow = moved(m_anchorRow);
    m_rowCountWhenLeft = moved(m_rowCountWhenLeft);
    updateRange();
    if (first > row && !m_isFollowing) {
        m_isAdjusting = true;
        verticalScrollBar()->setValue(static_cast<int>(moved(first)));
        m_isAdjusting = false;
    }
    publishCurrent();
    viewport()->update();
}

/// Says nothing to a screen reader: it would have to speak thirty times a second.
void RecordView::followParts()
{
    const qint64 least = std::max(m_currentRow, rowCount() - RecordListModel::PageRows);
    for (qint64 number = rowCount() - 1; number > least; --number) {
        const RecordRow *row = m_rows.row(number);
        if (!row || row->kind != RecordKind::MultipartPart || row->connection != m_partsOf)
            continue;
        m_currentRow = number;
        m_anchorRow = number;
        m_currentSeq = row->seq;
        m_wantedSeq = 0;
        emit currentRecordChanged(m_currentSeq);
        return;
    }
}

} // namespace Pushscope
