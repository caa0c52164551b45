// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/commands/commanddelegate.h"

#include "gui/commands/commandsmodel.h"
#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"

#include <QPainter>

namespace Pushscope {

namespace {

constexpr int Margin = 12;
constexpr int CheckWidth = 16;
constexpr int Gap = 10;

/// Draws @p name with the characters at @p positions in bold; the x behind it.
int drawName(QPainter &painter, const QRect &area, const QString &name,
             const QList<int> &positions)
{
    QFont plain = textFont();
    QFont bold = plain;
    bold.setWeight(QFont::DemiBold);
    int x = area.left();
    for (int at = 0; at < name.size();) {
        const bool isTyped = positions.contains(at);
        int end = at + 1;
        while (end < name.size() && positions.contains(end) == isTyped)
            ++end;
        painter.setFont(isTyped ? bold : plain);
        const QString run = name.mid(at, end - at);
        painter.drawText(QRect(x, area.top(), qMax(0, area.right() - x), area.height()),
                         Qt::AlignVCenter | Qt::AlignLeft, run);
        x += painter.fontMetrics().horizontalAdvance(run);
        at = end;
    }
    return x;
}

} // namespace

QSize CommandDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return { 2 * Margin, RowHeight };
}

void CommandDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const Theme &theme = Theme::of(option.palette);
    const bool isSelected = option.state & QStyle::State_Selected;
    painter->save();
    if (isSelected)
        painter->fillRect(option.rect, theme.selection);
    const QColor faint = isSelected ? theme.text : theme.dim;
    QRect area = option.rect.adjusted(Margin, 0, -Margin, 0);
    if (index.data(Qt::CheckStateRole).isValid()) {
        painter->setFont(textFont());
        painter->setPen(theme.accent);
        painter->drawText(area, Qt::AlignVCenter | Qt::AlignLeft, QStringLiteral("✓"));
    }
    area.setLeft(area.left() + CheckWidth);
    painter->setFont(wireFont(SmallPixels));
    painter->setPen(faint);
    const QString shortcut = index.data(CommandsModel::ShortcutRole).toString();
    painter->drawText(area, Qt::AlignVCenter | Qt::AlignRight, shortcut);
    if (!shortcut.isEmpty())
        area.setRight(area.right() - painter->fontMetrics().horizontalAdvance(shortcut) - Gap);
    painter->setPen(theme.text);
    area.setLeft(drawName(*painter, area, index.data().toString(),
                          index.data(CommandsModel::PositionsRole).value<QList<int>>())
                 + Gap);
    painter->setFont(textFont(SmallPixels));
    painter->setPen(faint);
    if (area.width() > 0)
        painter->drawText(area, Qt::AlignVCenter | Qt::AlignLeft,
                          painter->fontMetrics().elidedText(
                              index.data(CommandsModel::PlaceRole).toString(), Qt::ElideRight,
                              area.width()));
    painter->restore();
}

} // namespace Pushscope
