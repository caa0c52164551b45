// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/statistics/statisticsdelegate.h"

#include "gui/address/techniquelabels.h"
#include "gui/statistics/statisticsplotpainter.h"
#include "gui/statistics/statisticstable.h"
#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace Pushscope {

namespace {

constexpr int Margin = 8;
constexpr int DotSide = 8;
constexpr double PlotHeight = 22;
constexpr double LineHeight = 15;
constexpr double FigureGap = 8;
constexpr double LabelGap = 4;
constexpr double RightPart = 0.46;

} // namespace

QSize StatisticsDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return { 120, RowHeight };
}

void StatisticsDelegate::paintFigures(QPainter &painter, const QRectF &area, const Theme &theme,
                                      const StatisticsRow::Group &group, bool isSelected)
{
    const QFontMetricsF labels(textFont(SmallPixels));
    const QFontMetricsF values(wireFont(SmallPixels));
    const auto needed = [&](const StatisticsFigure &figure) {
        const double label
            = figure.label.isEmpty() ? 0 : labels.horizontalAdvance(figure.label) + LabelGap;
        return label + values.horizontalAdvance(figure.value) + 1;
    };
    // The right column stands in the same place in every row, as long as there is room for that.
    const double room = area.width() - FigureGap;
    const double forLeft = room - std::max(needed(group.figures[0]), needed(group.figures[2]));
    const double right = std::max({ std::min(room * RightPart, forLeft), needed(group.figures[1]),
                                    needed(group.figures[3]) });
    const double left = room - right;
    for (std::size_t i = 0; i < group.figures.size(); ++i) {
        const StatisticsFigure &figure = group.figures[i];
        const bool isRight = i % 2 == 1;
        const QRectF cell(isRight ? area.right() - right : area.left(),
                          area.top() + static_cast<double>(i / 2) * LineHeight,
                          isRight ? right : left, LineHeight);
        painter.setFont(textFont(SmallPixels));
        painter.setPen(isSelected ? theme.text : theme.dim);
        painter.drawText(cell, Qt::AlignLeft | Qt::AlignVCenter, figure.label);
        const double taken
            = figure.label.isEmpty() ? 0 : labels.horizontalAdvance(figure.label) + LabelGap;
        painter.setFont(wireFont(SmallPixels));
        // Rates first; what they come to stands back.
        painter.setPen(figure.label.isEmpty() && !isSelected ? theme.dim : theme.text);
        const QRectF place = cell.adjusted(taken, 0, 0, 0);
        painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter,
                         values.elidedText(figure.value, Qt::ElideRight, place.width() + 1));
    }
}

void StatisticsDelegate::paintSession(QPainter &painter, const QRectF &area, const Theme &theme,
                                      const StatisticsRow &row, bool isSelected)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.sessionColor(row.session));
    painter.drawEllipse(QRectF(area.left(), area.top() + 5, DotSide, DotSide));
    painter.setRenderHint(QPainter::Antialiasing, false);
    const auto line = [&](int number, const QString &text, const QFont &font, const QColor &color,
                          double indent) {
        const QRectF place(area.left() + indent, area.top() + number * 18.0, area.width() - indent,
                           18);
        painter.setFont(font);
        painter.setPen(isSelected ? theme.text : color);
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text, Qt::ElideMiddle,
                                                          static_cast<int>(place.width())));
    };
    line(0, row.name, textFont(), theme.text, DotSide + 7);
    line(1, techniqueLabel(QByteArrayView(row.technique)), textFont(SmallPixels), theme.dim, 0);
    line(2, StatisticsTable::tr("%n reconnect(s)", nullptr, static_cast<int>(row.reconnects)),
         textFont(SmallPixels), row.reconnects > 0 ? theme.warning : theme.dim, 0);
}

void StatisticsDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const auto row = index.data(StatisticsTable::RowRole).value<StatisticsTable::RowPointer>();
    if (!row)
        return;
    const Theme &theme = Theme::of(option.palette);
    const bool isSelected = option.state & QStyle::State_Selected;
    painter->save();
    painter->setClipRect(option.rect);
    if (isSelected)
        painter->fillRect(option.rect, theme.selection);
    painter->fillRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1, theme.line);
    if (isSelected && (option.state & QStyle::State_HasFocus)) {
        painter->setPen(theme.accent);
        painter->drawRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -1.5));
    }
    const QRectF area = QRectF(option.rect).adjusted(Margin, 6, -Margin, -5);
    if (index.column() == StatisticsTable::SessionColumn) {
        paintSession(*painter, area, theme, *row, isSelected);
        painter->restore();
        return;
    }
    const auto place = static_cast<std::size_t>(index.column() - 1);
    const StatisticsRow::Group &group = row->groups[place];
    if (group.isEmpty) {
        painter->setFont(textFont(SmallPixels));
        painter->setPen(isSelected ? theme.text : theme.dim);
        painter->drawText(area, Qt::AlignCenter | Qt::TextWordWrap, group.sentence);
    } else {
        StatisticsPlotPainter(theme, row->plots[place])
            .paintSmall(*painter, QRectF(area.topLeft(), QSizeF(area.width(), PlotHeight)));
        paintFigures(*painter, area.adjusted(0, PlotHeight + 4, 0, 0), theme, group, isSelected);
    }
    painter->restore();
}

} // namespace Pushscope
