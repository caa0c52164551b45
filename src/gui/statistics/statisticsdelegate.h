// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/statisticsrow.h"

#include <QStyledItemDelegate>

namespace Pushscope {

struct Theme;

/// Draws a cell of the statistics: a small plot over its figures, which stand in columns.
class StatisticsDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int RowHeight = 68;

    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

    /// Two lines of two figures in @p area.
    static void paintFigures(QPainter &painter, const QRectF &area, const Theme &theme,
                             const StatisticsRow::Group &group, bool isSelected);

private:
    static void paintSession(QPainter &painter, const QRectF &area, const Theme &theme,
                             const StatisticsRow &row, bool isSelected);
};

} // namespace Pushscope
