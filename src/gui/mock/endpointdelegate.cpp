// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/mock/endpointdelegate.h"

#include "gui/mock/endpointsmodel.h"
#include "gui/sessions/rowtree.h"
#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"

#include <QPainter>

namespace Pushscope {

namespace {

constexpr int EndpointHeight = 26;
constexpr int ClientHeight = 22;
constexpr int Margin = 8;
/// Right of the first text, where there is that much, the longer one stands.
constexpr int RoomForLong = 150;

QString rightText(const QModelIndex &index, const QFontMetrics &metrics, int width)
{
    const QString text = index.data(EndpointsModel::LongTextRole).toString();
    return metrics.horizontalAdvance(text) + RoomForLong <= width
        ? text
        : index.data(EndpointsModel::ClientsTextRole).toString();
}

} // namespace

QSize EndpointDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return { 120, index.parent().isValid() ? ClientHeight : EndpointHeight };
}

void EndpointDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const Theme &theme = Theme::of(option.palette);
    const bool isSelected = option.state & QStyle::State_Selected;
    const bool isClient = index.parent().isValid();
    const QRect area = option.rect;
    painter->save();
    RowTree::paintChosen(painter, option);
    const QRect inside = area.adjusted(isClient ? 0 : 2, 0, -Margin, 0);
    painter->setFont(textFont(SmallPixels));
    const QString right = rightText(index, painter->fontMetrics(), inside.width());
    const int rightWidth = painter->fontMetrics().horizontalAdvance(right);
    const bool isBright
        = isSelected || (!isClient && index.data(EndpointsModel::HasClientsRole).toBool());
    painter->setPen(isBright ? theme.text : theme.dim);
    painter->drawText(inside, Qt::AlignVCenter | Qt::AlignRight, right);
    painter->setFont(wireFont(isClient ? SmallPixels : WirePixels));
    painter->setPen(isClient && !isSelected ? theme.dim : theme.text);
    const int leftWidth = inside.width() - rightWidth - Margin;
    painter->drawText(
        inside, Qt::AlignVCenter | Qt::AlignLeft,
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, leftWidth));
    painter->restore();
}

} // namespace Pushscope
