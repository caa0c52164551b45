// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/sessions/sessiondelegate.h"

#include "gui/sessions/sessionsmodel.h"
#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace Pushscope {

namespace {

constexpr int RowHeight = 46;
constexpr int Margin = 10;
constexpr int MarkSide = 8;
constexpr int CurveWidth = 52;
constexpr int CurveHeight = 14;

void drawMark(QPainter *painter, QPoint centre, SessionMark mark, const QColor &session,
              const Theme &theme)
{
    const QRectF circle(centre.x() - MarkSide / 2.0, centre.y() - MarkSide / 2.0, MarkSide,
                        MarkSide);
    painter->setBrush(Qt::NoBrush);
    switch (mark) {
    case SessionMark::Open:
        painter->setPen(Qt::NoPen);
        painter->setBrush(session);
        painter->drawEllipse(circle);
        break;
    case SessionMark::Busy:
        painter->setPen(QPen(session, 2));
        painter->drawArc(circle.adjusted(1, 1, -1, -1), 30 * 16, 270 * 16);
        break;
    case SessionMark::Over:
        painter->setPen(QPen(session, 1.5));
        painter->drawEllipse(circle.adjusted(0.75, 0.75, -0.75, -0.75));
        break;
    case SessionMark::Failed:
        painter->setPen(QPen(theme.error, 2));
        painter->drawLine(circle.topLeft(), circle.bottomRight());
        painter->drawLine(circle.topRight(), circle.bottomLeft());
        break;
    }
}

void drawCurve(QPainter *painter, const QRectF &area, const QList<double> &rates,
               const QColor &color)
{
    if (rates.size() < 2)
        return;
    const double highest = *std::max_element(rates.begin(), rates.end());
    if (highest <= 0)
        return;
    const double step = area.width() / static_cast<double>(rates.size() - 1);
    QPainterPath path;
    for (qsizetype i = 0; i < rates.size(); ++i) {
        const QPointF point(area.left() + step * static_cast<double>(i),
                            area.bottom() - rates[i] / highest * area.height());
        if (i == 0)
            path.moveTo(point);
        else
            path.lineTo(point);
    }
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(color, 1.3));
    painter->drawPath(path);
}

} // namespace

QSize SessionDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return { 120, RowHeight };
}

void SessionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const Theme &theme = Theme::of(option.palette);
    const bool isSelected = option.state & QStyle::State_Selected;
    const quint32 id = index.data(SessionsModel::SessionRole).toUInt();
    const QColor color = theme.sessionColor(id);
    const QRect area = option.rect;

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (isSelected)
        painter->fillRect(area, theme.selection);
    painter->fillRect(area.left(), area.bottom(), area.width(), 1, theme.line);
    if (isSelected && (option.state & QStyle::State_HasFocus)) {
        painter->setPen(theme.accent);
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -1.5));
    }

    const int nameMiddle = area.top() + 15;
    drawMark(painter, { area.left() + Margin + MarkSide / 2, nameMiddle },
             static_cast<SessionMark>(index.data(SessionsModel::MarkRole).toInt()), color, theme);

    const QRect curve(area.right() - Margin - CurveWidth, nameMiddle - CurveHeight / 2, CurveWidth,
                      CurveHeight);
    const auto rates = index.data(SessionsModel::HistoryRole).value<QList<double>>();
    drawCurve(painter, curve, rates, color);

    const bool hasCurve = rates.size() > 1;
    const int nameLeft = area.left() + Margin + MarkSide + 8;
    const int nameRight = hasCurve ? curve.left() - 6 : area.right() - Margin;
    painter->setFont(textFont());
    painter->setPen(theme.text);
    const QRect name(nameLeft, area.top() + 4, nameRight - nameLeft, 22);
    painter->drawText(
        name, Qt::AlignVCenter | Qt::AlignLeft,
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, name.width()));
    painter->setFont(textFont(SmallPixels));
    painter->setPen(isSelected ? theme.text : theme.dim);
    const QRect sub(area.left() + Margin, area.top() + 25, area.width() - 2 * Margin, 16);
    painter->drawText(
        sub, Qt::AlignVCenter | Qt::AlignLeft,
        painter->fontMetrics().elidedText(index.data(SessionsModel::SubLineRole).toString(),
                                          Qt::ElideRight, sub.width()));
    painter->restore();
}

} // namespace Pushscope
