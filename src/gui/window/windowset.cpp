// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/window/windowset.h"

#include "gui/theme/theme.h"

#include <QApplication>

namespace Pushscope {

namespace {

const QString ThemeKey = QStringLiteral("theme");

Scheme schemeOf(const QString &theme)
{
    if (theme == QLatin1String("light"))
        return Scheme::Light;
    return theme == QLatin1String("dark") ? Scheme::Dark : Scheme::System;
}

} // namespace

WindowSet::WindowSet(const Services &services, Dialogs &dialogs)
    : m_services(services)
    , m_worker(services)
    , m_dialogs(dialogs)
    , m_theme(QString::fromUtf8(services.recall(ThemeKey)))
{
    if (m_theme.isEmpty())
        m_theme = QStringLiteral("system");
    applyScheme(*qApp, schemeOf(m_theme));
}

MainWindow &WindowSet::open()
{
    const MainWindow::Surroundings surroundings{
        m_services,
        m_worker,
        m_dialogs,
        [this](const std::function<void(MainWindow &)> &act) { act(open()); },
        [this](const QString &theme) { setTheme(theme); },
        [this] { return m_theme; },
    };
    auto *window = new MainWindow(surroundings);
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->show();
    return *window;
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
