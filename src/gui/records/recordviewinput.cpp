// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What keys and mouse do to the record list.

#include "gui/records/recordview.h"

#include "gui/records/recordheader.h"
#include "gui/records/recordrowpainter.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>

#include <algorithm>

namespace Pushscope {

bool RecordView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        if (showToolTip(help->pos(), help->globalPos()))
            return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void RecordView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    m_header->fit(viewport()->width());
    layOut();
}

void RecordView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        viewport()->update();
}

void RecordView::scrollContentsBy(int, int)
{
    m_header->setOffset(horizontalScrollBar()->value());
    viewport()->update();
}

void RecordView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copySelected(CopyForm::Text);
    else if (event->matches(QKeySequence::SelectAll))
        selectAll();
    else if (!walk(*event) && !act(*event))
        QAbstractScrollArea::keyPressEvent(event);
}

bool RecordView::walk(QKeyEvent &event)
{
    const qint64 last = rowCount() - 1;
    const qint64 current = m_currentRow >= 0 ? m_currentRow : firstVisibleRow() - 1;
    const bool extends = event.modifiers() & Qt::ShiftModifier;
    switch (event.key()) {
    case Qt::Key_Up:
        makeCurrent(std::max<qint64>(0, current - 1), true, extends);
        return true;
    case Qt::Key_Down:
        makeCurrent(std::min(last, current + 1), true, extends);
        return true;
    case Qt::Key_PageUp:
        makeCurrent(std::max<qint64>(0, current - visibleRows()), true, extends);
        return true;
    case Qt::Key_PageDown:
        makeCurrent(std::min(last, current + visibleRows()), true, extends);
        return true;
    case Qt::Key_Home:
        makeCurrent(0, true, extends);
        return true;
    case Qt::Key_End:
        setFollowing(true);
        makeCurrent(last, true, extends);
        return true;
    default:
        return false;
    }
}

bool RecordView::act(const QKeyEvent &event)
{
    if (event.modifiers() & ~(Qt::KeypadModifier))
        return false;
    switch (event.key()) {
    case Qt::Key_Right:
        return foldOrUnfold(true);
    case Qt::Key_Left:
        return foldOrUnfold(false);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_currentSeq == 0)
            return false;
        emit recordActivated(m_currentSeq);
        return true;
    case Qt::Key_M:
        toggleMark();
        return true;
    case Qt::Key_N:
        if (m_currentSeq > 0)
            emit noteRequested(m_currentSeq);
        return true;
    case Qt::Key_Period:
        goToNextMark();
        return true;
    case Qt::Key_Comma:
        goToPreviousMark();
        return true;
    default:
        return false;
    }
}

bool RecordView::foldOrUnfold(bool isUnfolding)
{
    const RecordOutline::Place place = m_rows.placeOf(m_currentRow);
    if (isUnfolding && place.canUnfold) {
        m_rows.unfold(m_currentRow);
        return true;
    }
    if (!isUnfolding && place.isUnfolded) {
        m_rows.fold(m_currentRow);
        return true;
    }
    if (!isUnfolding && place.isUnder) {
        makeCurrent(m_rows.fromList(m_rows.toList(m_currentRow)), true);
        return true;
    }
    return false;
}

void RecordView::toggleFold()
{
    if (!foldOrUnfold(true))
        (void)foldOrUnfold(false);
}

bool RecordView::clickFold(const QPoint &position)
{
    const qint64 row = rowAt(position.y());
    if (row < 0)
        return false;
    const QRect rect = rowRect(row);
    RecordRowPainter::State state;
    state.hasTriangles = m_rows.areCarriersFolded();
    state.place = m_rows.placeOf(row);
    if (!RecordRowPainter::triangleRect(*m_header, rect, state).contains(position)
        && !RecordRowPainter::heartbeatsRect(*m_header, rect, state.place).contains(position))
        return false;
    makeCurrent(row, true);
    toggleFold();
    return true;
}

void RecordView::mousePressEvent(QMouseEvent *event)
{
    const QPoint position = event->position().toPoint();
    const qint64 row = rowAt(position.y());
    const bool isLeft = event->button() == Qt::LeftButton;
    if (isLeft && clickFold(position))
        return;
    // A menu is about what is selected, where it opens on that.
    if (isLeft || (event->button() == Qt::RightButton && !isSelected(row)))
        makeCurrent(row, true, isLeft && (event->modifiers() & Qt::ShiftModifier));
    else
        QAbstractScrollArea::mousePressEvent(event);
}

void RecordView::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        makeCurrent(rowAt(event->position().toPoint().y()), true, true);
}

void RecordView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && m_currentSeq > 0)
        emit recordActivated(m_currentSeq);
}

void RecordView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason) {
        if (m_currentRow < 0 && rowCount() > 0)
            makeCurrent(std::min(rowCount() - 1, firstVisibleRow() + visibleRows() - 1), true);
    }
    viewport()->update();
}

void RecordView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void RecordView::contextMenuEvent(QContextMenuEvent *event)
{
    if (m_currentSeq == 0)
        return;
    QMenu *menu = makeRecordMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QRect current = rowRect(m_currentRow);
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard && current.isValid();
    menu->popup(isByKey ? viewport()->mapToGlobal(current.bottomLeft()) : event->globalPos());
}

} // namespace Pushscope
