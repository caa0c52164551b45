// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/records/followpill.h"

#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"
#include "models/formatting.h"

#include <QPainter>

namespace Pushscope {

namespace {

constexpr int Height = 24;
constexpr int Margin = 14;

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
    setText(tr("↓ %1 new").arg(groupedNumber(count)));
    setAccessibleName(tr("%1 new records; go to the newest").arg(groupedNumber(count)));
    setToolTip(tr("Go to the newest record and follow (End)"));
    setVisible(count > 0);
    resize(sizeHint());
    update();
}

QSize FollowPill::sizeHint() const
{
    return { fontMetrics().horizontalAdvance(text()) + 2 * Margin, Height };
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
    painter.drawText(rect(), Qt::AlignCenter, text());
}

} // namespace Pushscope
