// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/window/windowset.h"

#include "gui/theme/theme.h"

#include <QApplication>

#include <utility>

namespace Pushscope {

namespace {

const QString ThemeKey = QStringLiteral("theme");
const QString LanguageKey = QStringLiteral("language");

Scheme schemeOf(const QString &theme)
{
    if (theme == QLatin1String("light"))
        return Scheme::Light;
    return theme == QLatin1String("dark") ? Scheme::Dark : Scheme::System;
}

} // namespace

WindowSet::WindowSet(const Services &services, Dialogs &dialogs, const QString &language)
    : m_services(services)
    , m_worker(services)
    , m_dialogs(dialogs)
    , m_theme(QString::fromUtf8(services.recall(ThemeKey)))
    , m_language(language.isEmpty() ? QString::fromUtf8(services.recall(LanguageKey)) : language)
{
    if (m_theme.isEmpty())
        m_theme = QStringLiteral("system");
    if (m_language.isEmpty())
        m_language = QStringLiteral("system");
    services.speak(m_language);
    applyScheme(*qApp, schemeOf(m_theme));
}

WindowSet::~WindowSet()
{
    for (const QPointer<MainWindow> &window : std::exchange(m_windows, {}))
        delete window.data(); // Where it was not closed.
}

void WindowSet::end()
{
    for (const QPointer<MainWindow> &window : m_windows) {
        if (window)
            window->end();
    }
}

MainWindow &WindowSet::open()
{
    MainWindow *window = make();
    window->show();
    return *window;
}

MainWindow *WindowSet::make()
{
    const MainWindow::Surroundings surroundings{
        m_services,
        m_worker,
        m_dialogs,
        [this](const std::function<void(MainWindow &)> &act) { act(open()); },
        [this](const QString &theme) { setTheme(theme); },
        [this] { return m_theme; },
        [this](const QString &language) { setLanguage(language); },
        [this] { return m_language; },
    };
    auto *window = new MainWindow(surroundings);
    window->setAttribute(Qt::WA_DeleteOnClose);
    m_windows.removeAll({});
    m_windows.append(window);
    return window;
}

void WindowSet::setLanguage(const QString &language)
{
    if (language == m_language)
        return;
    m_language = language;
    m_services.remember(LanguageKey, language.toUtf8());
    m_services.speak(language);
    const QList<QPointer<MainWindow>> former = std::exchange(m_windows, {});
    for (const QPointer<MainWindow> &window : former) {
        if (!window || !window->isVisible())
            continue;
        window->rememberLayout(); // The successor is made where this one stands.
        MainWindow *successor = make();
        successor->takeOver(*window);
        successor->show();
        successor->activateWindow();
        window->close();
    }
}

void WindowSet::setTheme(const QString &theme)
{
    m_theme = theme;
    m_services.remember(ThemeKey, theme.toUtf8());
    applyScheme(*qApp, schemeOf(theme));
}

QString WindowSet::theme() const
{
    return m_theme;
}

} // namespace Pushscope
