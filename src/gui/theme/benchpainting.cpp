// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/theme/benchpainting.h"

#include "gui/theme/theme.h"

#include <QAbstractSpinBox>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>
#include <QStyleOption>

#include <algorithm>
#include <utility>

namespace Pushscope::BenchPainting {

namespace {

constexpr int Radius = 4;

void drawBox(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &edge)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(edge);
    painter->setBrush(fill);
    painter->drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), Radius, Radius);
    painter->restore();
}

bool isEnabled(const QStyleOption *option)
{
    return option->state & QStyle::State_Enabled;
}

bool hasFocus(const QStyleOption *option)
{
    return isEnabled(option) && (option->state & QStyle::State_HasFocus);
}

QColor edgeOf(const QStyleOption *option)
{
    const Theme &theme = Theme::of(option->palette);
    return hasFocus(option) ? theme.accent : theme.line;
}

QColor hovered(const QColor &color, const Theme &theme)
{
    return theme.isDark ? color.lighter(118) : color.darker(105);
}

void drawChevron(QPainter *painter, const QPointF &center, const QColor &color,
                 bool isUpward = false)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(color, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const double depth = isUpward ? -1.75 : 1.75;
    QPainterPath path(center + QPointF(-3.5, -depth));
    path.lineTo(center + QPointF(0, depth));
    path.lineTo(center + QPointF(3.5, -depth));
    painter->drawPath(path);
    painter->restore();
}

} // namespace

void drawButton(const QStyleOption *option, QPainter *painter)
{
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    const Theme &theme = Theme::of(option->palette);
    const bool isMain = button && (button->features & QStyleOptionButton::DefaultButton);
    const bool isFlat = button && (button->features & QStyleOptionButton::Flat);
    const bool isPressed = option->state & (QStyle::State_Sunken | QStyle::State_On);
    const bool isHovered = isEnabled(option) && (option->state & QStyle::State_MouseOver);
    if (isFlat && !isPressed && !isHovered && !hasFocus(option))
        return;
    QColor fill = isMain && isEnabled(option) ? theme.accent : theme.raised;
    if (isPressed)
        fill = isMain ? theme.accent.darker(115) : theme.selection;
    else if (isHovered)
        fill = hovered(fill, theme);
    const QColor edge = hasFocus(option) ? (isMain ? theme.text : theme.accent)
        : isMain && isEnabled(option)    ? fill
                                         : theme.line;
    drawBox(painter, option->rect, fill, edge);
}

void drawMenuMark(const QStyleOption *option, QPainter *painter)
{
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    if (!button || !(button->features & QStyleOptionButton::HasMenu))
        return;
    constexpr int FromEdge = 11;
    drawChevron(painter, QPointF(option->rect.right() - FromEdge, option->rect.center().y() + 1),
                option->palette.color(QPalette::ButtonText));
}

void drawSpinBox(const QStyleOptionSpinBox &box, QPainter *painter, const QStyle &style,
                 const QWidget *widget)
{
    const Theme &theme = Theme::of(box.palette);
    if (box.frame)
        drawBox(painter, box.rect, theme.raised, edgeOf(&box));
    for (const auto &[control, step] :
         { std::pair(QStyle::SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled),
           std::pair(QStyle::SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled) }) {
        const bool isUp = control == QStyle::SC_SpinBoxUp;
        const bool isUsable = isEnabled(&box) && (box.stepEnabled & step);
        const bool isActive = box.activeSubControls == control
            && (box.state & (QStyle::State_Sunken | QStyle::State_MouseOver));
        const QRect rect = style.subControlRect(QStyle::CC_SpinBox, &box, control, widget);
        drawChevron(painter, QRectF(rect).center() + QPointF(-1, isUp ? 1 : -1),
                    isUsable ? (isActive ? theme.accent : theme.text) : theme.line, isUp);
    }
}

void drawToolButton(const QStyleOption *option, QPainter *painter)
{
    const Theme &theme = Theme::of(option->palette);
    const bool isPressed = option->state & (QStyle::State_Sunken | QStyle::State_On);
    const bool isHovered = isEnabled(option) && (option->state & QStyle::State_MouseOver);
    const bool isRaised
        = option->state & QStyle::State_Raised && !(option->state & QStyle::State_AutoRaise);
    if (!isPressed && !isHovered && !isRaised && !hasFocus(option))
        return;
    const QColor fill = isPressed ? theme.selection
        : isHovered               ? hovered(theme.raised, theme)
                                  : theme.raised;
    drawBox(painter, option->rect, fill, edgeOf(option));
}

void drawLineEdit(const QStyleOption *option, QPainter *painter)
{
    const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
    if (frame && frame->lineWidth > 0)
        drawBox(painter, option->rect, Theme::of(option->palette).raised, edgeOf(option));
}

void drawEdge(const QStyleOption *option, QPainter *painter)
{
    drawBox(painter, option->rect, Qt::transparent, edgeOf(option));
}

void drawPlainFrame(const QStyleOption *option, QPainter *painter)
{
    painter->save();
    painter->setPen(edgeOf(option));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
    painter->restore();
}

void drawIndicatorEdge(const QStyleOption *option, QPainter *painter, bool isRound)
{
    const Theme &theme = Theme::of(option->palette);
    const QRectF box = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing, isRound);
    painter->setPen(option->state & QStyle::State_Enabled ? theme.dim : theme.line);
    painter->setBrush(Qt::NoBrush);
    if (isRound)
        painter->drawEllipse(box.center(), box.width() / 2 - 1, box.width() / 2 - 1);
    else
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
    painter->restore();
}

void drawFocus(const QStyleOption *option, QPainter *painter)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Theme::of(option->palette).accent);
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
    painter->restore();
}

void drawHeaderSection(const QStyleOption *option, QPainter *painter)
{
    const Theme &theme = Theme::of(option->palette);
    painter->fillRect(option->rect, theme.raised);
    painter->setPen(theme.line);
    painter->drawLine(option->rect.bottomLeft(), option->rect.bottomRight());
}

void drawHeaderLabel(const QStyleOptionHeader &header, QPainter *painter)
{
    const Theme &theme = Theme::of(header.palette);
    const QRect rect = header.rect.adjusted(HeaderMargin, 0, -HeaderMargin, -1);
    painter->setPen(theme.dim);
    painter->drawText(rect, static_cast<int>(header.textAlignment) | Qt::TextSingleLine,
                      header.fontMetrics.elidedText(header.text, Qt::ElideRight, rect.width()));
}

void drawTab(const QStyleOptionTab &tab, QPainter *painter)
{
    const Theme &theme = Theme::of(tab.palette);
    if (!(tab.state & QStyle::State_Selected))
        return;
    constexpr int Thickness = 2;
    const QRect rect = tab.rect;
    painter->fillRect(QRect(rect.left(), rect.bottom() - Thickness + 1, rect.width(), Thickness),
                      theme.accent);
}

void drawTabLabel(const QStyleOptionTab &tab, QPainter *painter)
{
    const Theme &theme = Theme::of(tab.palette);
    const bool isSelected = tab.state & QStyle::State_Selected;
    const bool isHovered = tab.state & QStyle::State_MouseOver;
    painter->setPen(isSelected || isHovered ? theme.text : theme.dim);
    painter->drawText(tab.rect, Qt::AlignCenter | Qt::TextShowMnemonic, tab.text);
    if (tab.state & QStyle::State_HasFocus) {
        QStyleOption focus(tab);
        focus.rect = tab.rect.adjusted(2, 3, -2, -4);
        drawFocus(&focus, painter);
    }
}

void drawScrollBar(const QStyleOptionSlider &bar, QPainter *painter, const QStyle &style,
                   const QWidget *widget)
{
    const Theme &theme = Theme::of(bar.palette);
    painter->fillRect(bar.rect, theme.pane);
    if (bar.maximum <= bar.minimum)
        return;
    const QRect handle
        = style.subControlRect(QStyle::CC_ScrollBar, &bar, QStyle::SC_ScrollBarSlider, widget);
    const bool isActive = bar.state & QStyle::State_MouseOver || bar.state & QStyle::State_Sunken;
    QColor color = theme.dim;
    color.setAlphaF(isActive ? 0.85F : 0.5F);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    const QRectF box = QRectF(handle).adjusted(2, 2, -2, -2);
    const double radius = std::min(box.width(), box.height()) / 2;
    painter->drawRoundedRect(box, radius, radius);
    painter->restore();
}

void drawComboBox(const QStyleOptionComplex *option, QPainter *painter)
{
    const Theme &theme = Theme::of(option->palette);
    const bool isHovered = isEnabled(option) && (option->state & QStyle::State_MouseOver);
    const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option);
    const QColor fill = combo && combo->editable ? option->palette.color(QPalette::Base)
        : isHovered                              ? hovered(theme.raised, theme)
                                                 : theme.raised;
    drawBox(painter, option->rect, fill, edgeOf(option));
    const bool isMirrored = option->direction == Qt::RightToLeft;
    const double x = isMirrored ? option->rect.left() + 12 : option->rect.right() - 11;
    drawChevron(painter, { x, option->rect.center().y() + 0.5 },
                isEnabled(option) ? theme.dim : theme.line);
}

} // namespace Pushscope::BenchPainting
