// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/records/followpill.h"

#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"
#include "gui/window/glyphs.h"
#include "models/formatting.h"

#include <QPainter>

namespace Pushscope {

namespace {

constexpr int Height = 24;
constexpr int Margin = 14;
constexpr int GlyphSide = 12;
constexpr int GlyphGap = 5;

} // namespace

FollowPill::FollowPill(QWidget *parent)
    : QAbstractButton(parent)
{
    setObjectName(QStringLiteral("followPill"));
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setFont(textFont(12));
    hide();
}

void FollowPill::setCount(qint64 count)
{
    m_count = count;
    m_isPaused = false;
    showText(tr("↓ %1 new").arg(groupedNumber(count)),
             tr("%1 new records; go to the newest").arg(groupedNumber(count)),
             tr("Go to the newest record and follow (End)"));
    setVisible(count > 0);
}

void FollowPill::showPaused(qint64 count)
{
    m_count = count;
    m_isPaused = true;
    const QString number = groupedNumber(count);
    showText(count > 0 ? tr("Paused · %1 new").arg(number) : tr("Paused"),
             count > 0 ? tr("The view is paused, %1 new records; go on").arg(number)
                       : tr("The view is paused; go on"),
             tr("The list stands still, recording goes on. Click to go on (Ctrl+P)"));
    show();
}

void FollowPill::showText(const QString &text, const QString &name, const QString &tip)
{
    setText(text);
    setAccessibleName(name);
    setToolTip(tip);
    resize(sizeHint());
    update();
}

QSize FollowPill::sizeHint() const
{
    const int glyph = m_isPaused ? GlyphSide + GlyphGap : 0;
    return { fontMetrics().horizontalAdvance(text()) + glyph + 2 * Margin, Height };
}

void FollowPill::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(hasFocus() ? QPen(theme.text, 1.5) : QPen(theme.accent));
    painter.setBrush(isDown() ? theme.accent.darker(115) : theme.accent);
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);
    painter.setPen(theme.onAccent);
    QRect words = rect().adjusted(Margin, 0, -Margin, 0);
    if (m_isPaused) {
        paintGlyph(painter,
                   QRectF(words.left(), (height() - GlyphSide) / 2.0, GlyphSide, GlyphSide),
                   Glyph::Pause, theme.onAccent);
        words.adjust(GlyphSide + GlyphGap, 0, 0, 0);
    }
    painter.drawText(words, Qt::AlignCenter, text());
}

} // namespace Pushscope
