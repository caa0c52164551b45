// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/findings/findingshint.h"

#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"

#include <QEvent>

#include <algorithm>

namespace Pushscope {

FindingsHint::FindingsHint(QWidget *parent)
    : QToolButton(parent)
{
    setObjectName(QStringLiteral("findingsHint"));
    setAutoRaise(true);
    setFont(textFont(SmallPixels));
    setToolTip(tr("Show what the records together say is wrong (Ctrl+8); rows that are marked each "
                  "by itself are not counted here"));
    hide();
}

void FindingsHint::setFindings(const Findings &findings)
{
    m_hasErrors = std::ranges::any_of(findings, [](const Finding &finding) {
        return describe(finding).severity == Severity::Error;
    });
    const auto count = static_cast<int>(findings.size());
    setText(QStringLiteral("▲ ") + (count == 1 ? tr("1 problem across records")
                                               : tr("%1 problems across records").arg(count)));
    setAccessibleName(text().sliced(2));
    setVisible(count > 0);
    refreshColor();
}

void FindingsHint::refreshColor()
{
    const Theme &theme = Theme::of(palette());
    const QColor color = m_hasErrors ? theme.error : theme.warning;
    QPalette own = palette();
    if (own.color(QPalette::ButtonText) == color)
        return;
    own.setColor(QPalette::ButtonText, color);
    setPalette(own);
}

void FindingsHint::changeEvent(QEvent *event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refreshColor();
}

} // namespace Pushscope
