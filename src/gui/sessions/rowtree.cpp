// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/sessions/rowtree.h"

#include "gui/theme/theme.h"

#include <QPainter>

namespace Pushscope {

namespace {

constexpr int Indentation = 14;

} // namespace

RowTree::RowTree(QWidget *parent)
    : QTreeView(parent)
{
    setHeaderHidden(true);
    setFrameShape(QFrame::NoFrame);
    setExpandsOnDoubleClick(false);
    setIndentation(Indentation);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setEditTriggers(QAbstractItemView::NoEditTriggers); // Actions begin an edit.
}

void RowTree::paintChosen(QPainter *painter, const QStyleOptionViewItem &option)
{
    if (!(option.state & QStyle::State_Selected))
        return;
    const Theme &theme = Theme::of(option.palette);
    const bool hasFocus = option.widget && option.widget->hasFocus();
    painter->fillRect(option.rect, hasFocus ? theme.selection : theme.raised);
    if (!hasFocus)
        return;
    painter->save();
    QRect whole = option.rect;
    whole.setLeft(0);
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setPen(theme.accent);
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(whole.adjusted(0, 0, -1, -1));
    painter->restore();
}

void RowTree::drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    const Theme &theme = Theme::of(palette());
    if (selectionModel() && selectionModel()->isSelected(index))
        painter->fillRect(rect, hasFocus() ? theme.selection : theme.raised);
    QTreeView::drawBranches(painter, rect, index);
}

} // namespace Pushscope
