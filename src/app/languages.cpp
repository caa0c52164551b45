// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/languages.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace Pushscope {

void Languages::speak(const QString &language)
{
    m_translators.clear(); // A catalogue that goes is taken out by itself.
    const bool isOurs = language == QLatin1String("en") || language == QLatin1String("zh_CN");
    const QLocale locale = isOurs ? QLocale(language) : QLocale::system();
    QLocale::setDefault(locale);
    const bool isChinese = locale.language() == QLocale::Chinese;
    const QString name = isChinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
    // Qt's own dialogs: not found by itself, because it lies with Qt.
    if (isChinese)
        install(QStringLiteral("qtbase_zh_CN"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(QStringLiteral("pushscope_") + name, QStringLiteral(":/i18n"));
}

void Languages::install(const QString &file, const QString &folder)
{
    auto translator = std::make_unique<QTranslator>();
    if (!translator->load(file, folder))
        return;
    QCoreApplication::installTranslator(translator.get());
    m_translators.push_back(std::move(translator));
}

} // namespace Pushscope
