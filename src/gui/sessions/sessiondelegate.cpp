// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/sessions/sessiondelegate.h"

#include "gui/sessions/rowtree.h"
#include "gui/sessions/sessionsmodel.h"
#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"

#include <QLineEdit>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace Pushscope {

namespace {

constexpr int RowHeight = 46;
constexpr int LineHeight = 24; ///< Of a row that is no session.
constexpr int ArrowWidth = 22;
constexpr auto FilledProperty = "pushscopeFilled";
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

QRect arrowArea(const QRect &row)
{
    return { row.right() - ArrowWidth - 2, row.top(), ArrowWidth, std::min(row.height(), 30) };
}

/// `▸` or `▾` at the right end, where there is something under the row.
void drawArrow(QPainter *painter, const QStyleOptionViewItem &option, const QColor &color)
{
    if (!(option.state & QStyle::State_Children))
        return;
    const QPointF centre = QRectF(arrowArea(option.rect)).center();
    constexpr double Half = 3.5;
    QPainterPath path;
    if (option.state & QStyle::State_Open) {
        path.moveTo(centre + QPointF(-Half, -Half / 2));
        path.lineTo(centre + QPointF(0, Half / 2));
        path.lineTo(centre + QPointF(Half, -Half / 2));
    } else {
        path.moveTo(centre + QPointF(-Half / 2, -Half));
        path.lineTo(centre + QPointF(Half / 2, 0));
        path.lineTo(centre + QPointF(-Half / 2, Half));
    }
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(color, 1.3));
    painter->drawPath(path);
}

/// As many parts of @p line as fit: half a number says nothing, and the tool tip has all.
QString wholeParts(QString line, const QFontMetrics &metrics, int width)
{
    while (metrics.horizontalAdvance(line) > width) {
        const qsizetype last = line.lastIndexOf(QStringLiteral(" · "));
        if (last < 0)
            break;
        line.truncate(last);
    }
    return metrics.elidedText(line, Qt::ElideRight, width);
}

void drawSession(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                 const Theme &theme)
{
    const bool isSelected = option.state & QStyle::State_Selected;
    const QColor color = theme.sessionColor(index.data(SessionsModel::SessionRole).toUInt());
    const QRect area = option.rect;
    painter->fillRect(area.left(), area.bottom(), area.width(), 1, theme.line);
    const int nameMiddle = area.top() + 15;
    drawMark(painter, { area.left() + Margin + MarkSide / 2, nameMiddle },
             static_cast<SessionMark>(index.data(SessionsModel::MarkRole).toInt()), color, theme);

    const bool hasArrow = option.state & QStyle::State_Children;
    const QRect curve(area.right() - Margin - CurveWidth, nameMiddle - CurveHeight / 2, CurveWidth,
                      CurveHeight);
    const auto rates = index.data(SessionsModel::HistoryRole).value<QList<double>>();
    // A flat one says nothing, and the name has use for its room.
    const bool hasCurve = rates.size() > 1 && !hasArrow
        && std::ranges::any_of(rates, [](double rate) { return rate > 0; });
    if (hasCurve)
        drawCurve(painter, curve, rates, color);
    const int nameLeft = area.left() + Margin + MarkSide + 8;
    const int nameRight = hasCurve ? curve.left() - 6
        : hasArrow                 ? arrowArea(area).left()
                                   : area.right() - Margin;
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
        wholeParts(index.data(SessionsModel::SubLineRole).toString(), painter->fontMetrics(),
                   sub.width()));
}

/// A row of one line: its name, and at the right what else matters.
void drawLine(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
              const Theme &theme)
{
    const SessionItem kind = SessionsModel::kindOf(index);
    const bool isSelected = option.state & QStyle::State_Selected;
    const bool isSection = kind == SessionItem::Section;
    const bool isWire = kind == SessionItem::Endpoint || kind == SessionItem::Client;
    const int right = option.state & QStyle::State_Children ? ArrowWidth : Margin;
    const QRect inside = option.rect.adjusted(Margin, 0, -right, 0);
    painter->setFont(textFont(SmallPixels));
    painter->setPen(isSelected ? theme.text : theme.dim);
    const QString sub = index.data(SessionsModel::SubLineRole).toString();
    const int most = inside.width() * 2 / 5;
    const QString shown = painter->fontMetrics().elidedText(sub, Qt::ElideRight, most);
    const int subWidth = shown.isEmpty() ? 0 : painter->fontMetrics().horizontalAdvance(shown) + 8;
    painter->drawText(inside, Qt::AlignVCenter | Qt::AlignRight, shown);
    QFont font = isWire ? wireFont(kind == SessionItem::Client ? SmallPixels : WirePixels)
                        : textFont(isSection ? SmallPixels : TextPixels);
    if (isSection)
        font.setCapitalization(QFont::AllUppercase);
    painter->setFont(font);
    const bool isDim = isSection || kind == SessionItem::Client;
    painter->setPen(isDim && !isSelected ? theme.dim : theme.text);
    painter->drawText(inside, Qt::AlignVCenter | Qt::AlignLeft,
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle,
                                                        inside.width() - subWidth));
}

} // namespace

QSize SessionDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const bool isSession = SessionsModel::kindOf(index) == SessionItem::Session;
    return { 120, isSession ? RowHeight : LineHeight };
}

void SessionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const Theme &theme = Theme::of(option.palette);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QStyleOptionViewItem row = option;
    if (index.model()->hasChildren(index))
        row.state |= QStyle::State_Children;
    const bool isSession = SessionsModel::kindOf(index) == SessionItem::Session;
    if (isSession && (option.state & QStyle::State_Selected))
        painter->fillRect(option.rect, theme.selection); // It stays the one that is shown.
    if (!isSession || (option.widget && option.widget->hasFocus()))
        RowTree::paintChosen(painter, option);
    if (isSession)
        drawSession(painter, row, index, theme);
    else
        drawLine(painter, row, index, theme);
    drawArrow(painter, row, theme.dim);
    painter->restore();
}

void SessionDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    // Once: the row goes on changing while its name is typed.
    if (editor->property(FilledProperty).toBool())
        return;
    QStyledItemDelegate::setEditorData(editor, index);
    editor->setProperty(FilledProperty, true);
    editor->setAccessibleName(tr("Name"));
}

void SessionDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                           const QModelIndex &) const
{
    constexpr int EditorHeight = 24;
    editor->setGeometry(option.rect.left() + Margin, option.rect.top() + 1,
                        option.rect.width() - 2 * Margin, EditorHeight);
}

bool SessionDelegate::editorEvent(QEvent *event, QAbstractItemModel *model,
                                  const QStyleOptionViewItem &option, const QModelIndex &index)
{
    auto *view = qobject_cast<QTreeView *>(const_cast<QWidget *>(option.widget));
    if (event->type() == QEvent::MouseButtonPress && view && model->hasChildren(index)) {
        const QPoint where = static_cast<QMouseEvent *>(event)->position().toPoint();
        const bool isSection = SessionsModel::kindOf(index) == SessionItem::Section;
        if (isSection || arrowArea(option.rect).contains(where)) {
            view->setExpanded(index, !view->isExpanded(index));
            return true;
        }
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

} // namespace Pushscope
