// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What keys, mouse and clipboard do to the record list.

#include "gui/records/recordview.h"

#include "gui/records/recordrowpainter.h"
#include "models/formatting.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QToolTip>

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
    fitColumns();
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
    const qint64 last = rowCount() - 1;
    const qint64 current = m_currentRow >= 0 ? m_currentRow : firstVisibleRow() - 1;
    if (event->matches(QKeySequence::Copy)) {
        copyCurrent(CopyForm::Text);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Up:
        makeCurrent(std::max<qint64>(0, current - 1), true);
        return;
    case Qt::Key_Down:
        makeCurrent(std::min(last, current + 1), true);
        return;
    case Qt::Key_PageUp:
        makeCurrent(std::max<qint64>(0, current - visibleRows()), true);
        return;
    case Qt::Key_PageDown:
        makeCurrent(std::min(last, current + visibleRows()), true);
        return;
    case Qt::Key_Home:
        makeCurrent(0, true);
        return;
    case Qt::Key_End:
        setFollowing(true);
        makeCurrent(last, true);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_currentSeq > 0 && event->modifiers() == Qt::NoModifier) {
            emit recordActivated(m_currentSeq);
            return;
        }
        break;
    default:
        break;
    }
    QAbstractScrollArea::keyPressEvent(event);
}

void RecordView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton || event->button() == Qt::RightButton)
        makeCurrent(rowAt(event->position().toPoint().y()), true);
    else
        QAbstractScrollArea::mousePressEvent(event);
}

void RecordView::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        makeCurrent(rowAt(event->position().toPoint().y()), true);
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

QMenu *RecordView::makeRecordMenu()
{
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("recordMenu"));
    const auto add = [this, menu](const QString &text, CopyForm form) {
        QAction *action = menu->addAction(text);
        connect(action, &QAction::triggered, this, [this, form] { copyCurrent(form); });
        return action;
    };
    add(tr("Copy as text"), CopyForm::Text)->setShortcut(QKeySequence::Copy);
    add(tr("Copy as JSON"), CopyForm::Json);
    add(tr("Copy as hexadecimal"), CopyForm::Hex);
    add(tr("Copy as Base64"), CopyForm::Base64);
    addFilterActions(*menu);
    menu->addSeparator();
    addColumnActions(*menu->addMenu(tr("Columns")));
    return menu;
}

void RecordView::addFilterActions(QMenu &menu)
{
    const RecordRow *row = m_model.row(m_currentRow);
    if (!row)
        return;
    const auto add = [this, &menu](const QString &text, const QString &expression) {
        QAction *action = menu.addAction(text);
        connect(action, &QAction::triggered, this,
                [this, expression] { emit filterRequested(expression); });
    };
    menu.addSeparator();
    if (row->session > 0)
        add(tr("Show only this session"), QStringLiteral("session:%1").arg(row->session));
    if (row->connection > 0)
        add(tr("Show only this connection"), QStringLiteral("conn:%1").arg(row->connection));
    add(tr("Show only this kind"),
        QStringLiteral("kind:") + QString::fromLatin1(recordKindName(row->kind)));
}

void RecordView::addColumnActions(QMenu &menu)
{
    for (int column = 0; column < PreviewColumn; ++column) {
        const QString title = column == DirectionColumn
            ? tr("direction")
            : m_columns->headerData(column, Qt::Horizontal).toString();
        QAction *action = menu.addAction(title);
        action->setCheckable(true);
        action->setChecked(!m_header->isSectionHidden(column));
        connect(action, &QAction::toggled, this, [this, column](bool isShown) {
            m_header->setSectionHidden(column, !isShown);
            layOut();
            viewport()->update();
        });
    }
}

void RecordView::copyCurrent(CopyForm form)
{
    if (!m_model.pages() || m_currentSeq == 0)
        return;
    m_model.pages()->requestRecord(
        m_currentSeq,
        [address = m_mailbox.address(), form](const Record *record, OctetSource &octets) {
            if (!record)
                return;
            address->post([text = copyText(*record, octets, form)] {
                QGuiApplication::clipboard()->setText(text);
            });
        });
}

QString RecordView::rowDescription(qint64 row) const
{
    const RecordRow *record = m_model.row(row);
    if (!record)
        return tr("Record %1, not read yet").arg(row + 1);
    QStringList parts{ tr("Record %1").arg(record->seq) };
    switch (directionOf(record->from, m_sessions.isServer(record->session))) {
    case Direction::Incoming:
        parts << tr("incoming");
        break;
    case Direction::Outgoing:
        parts << tr("outgoing");
        break;
    case Direction::None:
        break;
    }
    parts << record->text.what;
    if (record->hasSize)
        parts << octetsText(record->size);
    if (!record->text.preview.isEmpty())
        parts << record->text.preview;
    if (const QString session = m_sessions.name(record->session); !session.isEmpty())
        parts << tr("session %1").arg(session);
    for (Violation violation : record->violations.toVector())
        parts << tr("problem: %1").arg(describe(violation));
    return parts.join(QStringLiteral(", "));
}

bool RecordView::showToolTip(const QPoint &position, const QPoint &globalPosition)
{
    const qint64 row = rowAt(position.y());
    const RecordRow *record = m_model.row(row);
    if (!record || record->violations.isEmpty()) {
        QToolTip::hideText();
        return false;
    }
    QStringList sentences;
    for (Violation violation : record->violations.toVector())
        sentences << QStringLiteral("<p>%1</p>").arg(describe(violation).toHtmlEscaped());
    QToolTip::showText(globalPosition, sentences.join(QString()), viewport(), rowRect(row));
    return true;
}

} // namespace Pushscope
