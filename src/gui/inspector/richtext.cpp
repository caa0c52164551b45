// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/inspector/richtext.h"

#include "gui/theme/fonts.h"

namespace Pushscope {

namespace {

constexpr int BreakEvery = 24;

} // namespace

QString wireStyle()
{
    return QStringLiteral("font-family:%1; font-size:%2px;")
        .arg(wireFont().families().value(0))
        .arg(WirePixels);
}

QString breakableHtml(const QString &text)
{
    QString html;
    int run = 0;
    for (QChar character : text) {
        html += QString(character).toHtmlEscaped();
        run = character.isSpace() ? 0 : run + 1;
        if (run >= BreakEvery && !character.isHighSurrogate()) {
            html += QChar(0x200b);
            run = 0;
        }
    }
    return html;
}

} // namespace Pushscope
