// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QPainter;
class QStyle;
class QStyleOption;
class QStyleOptionComplex;
class QStyleOptionHeader;
class QStyleOptionSlider;
class QStyleOptionSpinBox;
class QStyleOptionTab;
class QWidget;

namespace Pushscope::BenchPainting {

inline constexpr int HeaderMargin = 8; ///< Of a header's text; the list's cells have the same.

/// The drawing behind BenchStyle; for that class only.

void drawButton(const QStyleOption *option, QPainter *painter);
/// The arrow of a button that opens a menu.
void drawMenuMark(const QStyleOption *option, QPainter *painter);
void drawToolButton(const QStyleOption *option, QPainter *painter);
void drawLineEdit(const QStyleOption *option, QPainter *painter);
void drawEdge(const QStyleOption *option, QPainter *painter);
void drawPlainFrame(const QStyleOption *option, QPainter *painter);
/// Of a check box or radio button: that of Fusion is hardly to be seen on a dark window.
void drawIndicatorEdge(const QStyleOption *option, QPainter *painter, bool isRound);
void drawFocus(const QStyleOption *option, QPainter *painter);
void drawHeaderSection(const QStyleOption *option, QPainter *painter);
void drawHeaderLabel(const QStyleOptionHeader &header, QPainter *painter);
void drawTab(const QStyleOptionTab &tab, QPainter *painter);
void drawTabLabel(const QStyleOptionTab &tab, QPainter *painter);
void drawScrollBar(const QStyleOptionSlider &bar, QPainter *painter, const QStyle &style,
                   const QWidget *widget);
void drawSpinBox(const QStyleOptionSpinBox &box, QPainter *painter, const QStyle &style,
                 const QWidget *widget);
void drawComboBox(const QStyleOptionComplex *option, QPainter *painter);

} // namespace Pushscope::BenchPainting
