// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/theme/benchstyle.h"

#include "gui/theme/benchpainting.h"
#include "gui/theme/theme.h"

#include <QStyleOption>

#include <algorithm>

namespace Pushscope {

namespace {

constexpr int ControlHeight = 28;
constexpr int TabHeight = 30;
constexpr int TabMargin = 9;
constexpr int RowHeight = 22;
constexpr int ButtonPadding = 14;
constexpr int LeastButton = 64;
constexpr int TextMargin = 4; // Of a line edit, beside Qt's own two.
constexpr int LeastHandle = 28;

// A main button's text stands on the accent.
QStyleOptionButton mainButton(const QStyleOptionButton &option)
{
    QStyleOptionButton button(option);
    const Theme &theme = Theme::of(option.palette);
    if ((button.features & QStyleOptionButton::DefaultButton)
        && (button.state & QStyle::State_Enabled))
        button.palette.setColor(QPalette::ButtonText, theme.onAccent);
    return button;
}

// Where the handle of a scroll bar without arrows is.
QRect handleRect(const QStyleOptionSlider &bar)
{
    const bool isHorizontal = bar.orientation == Qt::Horizontal;
    const int room = isHorizontal ? bar.rect.width() : bar.rect.height();
    const qint64 range = qint64{ bar.maximum } - bar.minimum;
    if (range <= 0)
        return bar.rect;
    const qint64 wanted = room * qint64{ bar.pageStep } / (range + bar.pageStep);
    const int length = std::min(room, std::max(static_cast<int>(wanted), LeastHandle));
    const int start = QStyle::sliderPositionFromValue(bar.minimum, bar.maximum, bar.sliderPosition,
                                                      room - length, bar.upsideDown);
    return isHorizontal ? QRect(bar.rect.left() + start, bar.rect.top(), length, bar.rect.height())
                        : QRect(bar.rect.left(), bar.rect.top() + start, bar.rect.width(), length);
}

/// Fusion cuts what does not fit in the middle of a letter.
QStyleOptionComboBox elided(const QStyleOptionComboBox &combo, int width)
{
    QStyleOptionComboBox shown = combo;
    shown.currentText
        = combo.fontMetrics.elidedText(combo.currentText, Qt::ElideRight, width - 2);
    return shown;
}

} // namespace

BenchStyle::BenchStyle()
    : QProxyStyle(QStringLiteral("fusion"))
{
}

void BenchStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option,
                               QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand:
        BenchPainting::drawButton(option, painter);
        return;
    case PE_PanelButtonTool:
        BenchPainting::drawToolButton(option, painter);
        return;
    case PE_PanelLineEdit:
        BenchPainting::drawLineEdit(option, painter);
        return;
    case PE_FrameLineEdit:
        BenchPainting::drawEdge(option, painter);
        return;
    case PE_Frame:
    case PE_FrameGroupBox:
    case PE_FrameTabWidget:
        BenchPainting::drawPlainFrame(option, painter);
        return;
    case PE_FrameFocusRect:
        BenchPainting::drawFocus(option, painter);
        return;
    case PE_FrameTabBarBase:
    case PE_IndicatorDockWidgetResizeHandle:
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorRadioButton:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        BenchPainting::drawIndicatorEdge(option, painter, element == PE_IndicatorRadioButton);
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void BenchStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                             const QWidget *widget) const
{
    if (element == CE_HeaderSection || element == CE_HeaderEmptyArea) {
        BenchPainting::drawHeaderSection(option, painter);
        return;
    }
    if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
        header && element == CE_HeaderLabel) {
        BenchPainting::drawHeaderLabel(*header, painter);
        return;
    }
    if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option)) {
        if (element == CE_TabBarTabShape) {
            BenchPainting::drawTab(*tab, painter);
            return;
        }
        const bool isPlain = tab->icon.isNull() && tab->shape == QTabBar::RoundedNorth;
        if (element == CE_TabBarTabLabel && isPlain) {
            BenchPainting::drawTabLabel(*tab, painter);
            return;
        }
    }
    if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        button && element == CE_PushButtonLabel) {
        const QStyleOptionButton main = mainButton(*button);
        QProxyStyle::drawControl(element, &main, painter, widget);
        return;
    }
    if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option);
        combo && element == CE_ComboBoxLabel) {
        const QRect room = subControlRect(CC_ComboBox, combo, SC_ComboBoxEditField, widget);
        const QStyleOptionComboBox shown = elided(*combo, room.width());
        QProxyStyle::drawControl(element, &shown, painter, widget);
        return;
    }
    if (element == CE_PushButtonBevel) {
        BenchPainting::drawButton(option, painter);
        BenchPainting::drawMenuMark(option, painter);
        return;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void BenchStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                    QPainter *painter, const QWidget *widget) const
{
    if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
        bar && control == CC_ScrollBar) {
        BenchPainting::drawScrollBar(*bar, painter, *this, widget);
        return;
    }
    if (control == CC_ComboBox) {
        BenchPainting::drawComboBox(option, painter);
        return;
    }
    if (const auto *box = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
        box && control == CC_SpinBox) {
        BenchPainting::drawSpinBox(*box, painter, *this, widget);
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect BenchStyle::subElementRect(SubElement element, const QStyleOption *option,
                                 const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
    if (element == SE_LineEditContents && frame && frame->lineWidth > 0)
        return rect.adjusted(TextMargin, 0, -TextMargin, 0);
    return rect;
}

QRect BenchStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                                 SubControl subControl, const QWidget *widget) const
{
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (!bar || control != CC_ScrollBar)
        return QProxyStyle::subControlRect(control, option, subControl, widget);
    const QRect handle = handleRect(*bar);
    const bool isHorizontal = bar->orientation == Qt::Horizontal;
    switch (subControl) {
    case SC_ScrollBarSlider:
        return handle;
    case SC_ScrollBarGroove:
        return bar->rect;
    case SC_ScrollBarSubPage:
        return isHorizontal ? bar->rect.adjusted(0, 0, handle.left() - bar->rect.right() - 1, 0)
                            : bar->rect.adjusted(0, 0, 0, handle.top() - bar->rect.bottom() - 1);
    case SC_ScrollBarAddPage:
        return isHorizontal ? bar->rect.adjusted(handle.right() + 1 - bar->rect.left(), 0, 0, 0)
                            : bar->rect.adjusted(0, handle.bottom() + 1 - bar->rect.top(), 0, 0);
    default:
        return {};
    }
}

QSize BenchStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                   const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
        // Fusion makes the shortest word 80 pixels wide, which narrow panes have no room for.
        result = { std::max(LeastButton, size.width() + 2 * ButtonPadding),
                   std::max(result.height(), ControlHeight) };
        break;
    case CT_ComboBox:
    case CT_LineEdit:
    case CT_SpinBox:
        result.setHeight(std::max(result.height(), ControlHeight));
        break;
    case CT_ItemViewItem:
        result.setHeight(std::max(result.height(), RowHeight));
        break;
    case CT_HeaderSection:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            // A header asks in bold and draws in its own face, which may be wider in other scripts.
            const int asked = header->fontMetrics.horizontalAdvance(header->text);
            const int drawn = widget ? widget->fontMetrics().horizontalAdvance(header->text) : 0;
            const int text = std::max(asked, drawn);
            // The label's part of a header (SE_HeaderLabel) has a margin of its own.
            const int margin
                = BenchPainting::HeaderMargin + pixelMetric(PM_HeaderMargin, option, widget);
            result.setWidth(std::max(result.width(), text + 2 * margin));
        }
        break;
    case CT_TabBarTab:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
            tab && tab->shape == QTabBar::RoundedNorth) {
            const int text
                = tab->fontMetrics.size(Qt::TextShowMnemonic, tab->text).width() + 2 * TabMargin;
            result = { tab->icon.isNull() ? text : result.width(), TabHeight };
        }
        break;
    default:
        break;
    }
    return result;
}

int BenchStyle::pixelMetric(PixelMetric metric, const QStyleOption *option,
                            const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return 12;
    case PM_FocusFrameHMargin: // Of a cell's text, less one: headers have 8.
        return 7;
    case PM_DockWidgetSeparatorExtent:
    case PM_SplitterWidth:
        return 6;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabOverlap:
        return 0;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int BenchStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                          QStyleHintReturn *data) const
{
    if (hint == SH_ScrollView_FrameOnlyAroundContents || hint == SH_EtchDisabledText
        || hint == SH_DialogButtonBox_ButtonsHaveIcons)
        return 0;
    if (hint == SH_TabBar_Alignment)
        return Qt::AlignLeft;
    return QProxyStyle::styleHint(hint, option, widget, data);
}

} // namespace Pushscope
