// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/window/startlink.h"

#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace Pushscope {

namespace {

constexpr int Height = 58;
constexpr int GlyphSide = 22;
constexpr int Margin = 16;
constexpr int TextLeft = Margin + GlyphSide + 14;
constexpr int TitlePixels = 14;

QFont linkFont()
{
    QFont font = textFont(TitlePixels);
    // Where a font has no bold Han characters, bold Latin ones beside them stand out for nothing.
    if (QLocale().language() != QLocale::Chinese)
        font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

StartLink::StartLink(QWidget *parent)
    : QCommandLinkButton(parent)
{
    setCursor(Qt::PointingHandCursor);
}

void StartLink::setGlyph(Glyph glyph)
{
    m_glyph = glyph;
    update();
}

QSize StartLink::sizeHint() const
{
    const int title = QFontMetrics(linkFont()).size(Qt::TextShowMnemonic, text()).width();
    const int line = QFontMetrics(textFont()).horizontalAdvance(description());
    return { TextLeft + std::max(title, line) + Margin, Height };
}

QSize StartLink::minimumSizeHint() const
{
    return sizeHint();
}

int StartLink::heightForWidth(int) const
{
    return Height;
}

void StartLink::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    const bool isActive = underMouse() || isDown();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() || isActive ? theme.accent : theme.line);
    painter.setBrush(isDown() ? theme.selection : theme.pane);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    paintGlyph(painter, QRectF(Margin, (height() - GlyphSide) / 2.0, GlyphSide, GlyphSide), m_glyph,
               theme.accent);
    painter.setFont(linkFont());
    painter.setPen(theme.text);
    painter.drawText(QRect(TextLeft, 9, width() - TextLeft, 20),
                     Qt::AlignVCenter | Qt::TextShowMnemonic, text());
    painter.setFont(textFont());
    painter.setPen(theme.dim);
    painter.drawText(QRect(TextLeft, 29, width() - TextLeft, 20), Qt::AlignVCenter, description());
}

} // namespace Pushscope
