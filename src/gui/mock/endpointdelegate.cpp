// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/mock/endpointdelegate.h"

#include "gui/mock/endpointsmodel.h"
#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"

#include <QPainter>
#include <QWidget>

namespace Pushscope {

namespace {

constexpr int RowHeight = 28;
constexpr int Margin = 10;

} // namespace

QSize EndpointDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return { 120, RowHeight };
}

void EndpointDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const Theme &theme = Theme::of(option.palette);
    const bool isSelected = option.state & QStyle::State_Selected;
    const QRect area = option.rect;
    painter->save();
    const bool hasFocus = option.widget && option.widget->hasFocus();
    if (isSelected)
        painter->fillRect(area, hasFocus ? theme.selection : theme.raised);
    painter->fillRect(area.left(), area.bottom(), area.width(), 1, theme.line);
    if (isSelected && hasFocus) {
        painter->setPen(theme.accent);
        painter->drawRect(area.adjusted(0, 0, -1, -2));
    }
    const QRect inside = area.adjusted(Margin, 0, -Margin, -1);
    painter->setFont(textFont(SmallPixels));
    const QString clients = index.data(EndpointsModel::ClientsTextRole).toString();
    const int clientsWidth = painter->fontMetrics().horizontalAdvance(clients);
    const bool isBright = isSelected || index.data(EndpointsModel::HasClientsRole).toBool();
    painter->setPen(isBright ? theme.text : theme.dim);
    painter->drawText(inside, Qt::AlignVCenter | Qt::AlignRight, clients);
    painter->setFont(wireFont());
    painter->setPen(theme.text);
    const int pathWidth = inside.width() - clientsWidth - Margin;
    painter->drawText(
        inside, Qt::AlignVCenter | Qt::AlignLeft,
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, pathWidth));
    painter->restore();
}

} // namespace Pushscope
