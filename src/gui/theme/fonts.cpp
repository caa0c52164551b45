// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/theme/fonts.h"

#include <QFontDatabase>
#include <QStringList>

namespace Pushscope {

namespace {

QStringList installed(const QStringList &families)
{
    const QStringList all = QFontDatabase::families();
    QStringList found;
    for (const QString &family : families) {
        if (all.contains(family) && !found.contains(family))
            found.append(family);
    }
    return found;
}

const QStringList &sansFamilies()
{
    static const QStringList families = [] {
        const QString system = QFontDatabase::systemFont(QFontDatabase::GeneralFont).family();
        QStringList wanted{ system };
        // Where the system names nothing of its own, fontconfig's first guess is a wide face.
        if (system.isEmpty() || system == QLatin1String("Sans Serif")
            || system == QLatin1String("DejaVu Sans"))
            wanted.prepend(QStringLiteral("Noto Sans"));
        wanted << QStringLiteral("Noto Sans") << QStringLiteral("Segoe UI")
               << QStringLiteral("DejaVu Sans") << QStringLiteral("WenQuanYi Micro Hei")
               << QStringLiteral("Microsoft YaHei") << QStringLiteral("PingFang SC");
        QStringList found = installed(wanted);
        if (found.isEmpty())
            found << system;
        return found;
    }();
    return families;
}

const QStringList &wireFamilies()
{
    static const QStringList families = [] {
        QStringList found
            = installed({ QStringLiteral("JetBrains Mono"), QStringLiteral("DejaVu Sans Mono"),
                          QStringLiteral("Noto Sans Mono"), QStringLiteral("Consolas"),
                          QStringLiteral("Menlo") });
        found << QFontDatabase::systemFont(QFontDatabase::FixedFont).family();
        return found
            + installed({ QStringLiteral("WenQuanYi Micro Hei Mono"),
                          QStringLiteral("WenQuanYi Micro Hei") });
    }();
    return families;
}

} // namespace

QFont textFont(int pixels)
{
    QFont font;
    font.setFamilies(sansFamilies());
    font.setPixelSize(pixels);
    return font;
}

QFont wireFont(int pixels)
{
    QFont font;
    font.setFamilies(wireFamilies());
    font.setPixelSize(pixels);
    font.setStyleHint(QFont::Monospace);
    font.setFixedPitch(true);
    return font;
}

QFont titleFont()
{
    QFont font = textFont(SmallPixels);
    font.setCapitalization(QFont::AllUppercase);
    font.setLetterSpacing(QFont::AbsoluteSpacing, 0.5);
    return font;
}

} // namespace Pushscope
