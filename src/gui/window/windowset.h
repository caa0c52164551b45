// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/document/captureworker.h"
#include "gui/services.h"
#include "gui/window/mainwindow.h"

#include <QList>
#include <QPointer>

namespace Pushscope {

class Dialogs;

/// The windows of this process; a closed one deletes itself.
class WindowSet
{
public:
    /// Both outlive the windows. Destroying it waits until every capture is closed.
    /// @p language: for this run only, as setLanguage() has it; empty: the one remembered.
    WindowSet(const Services &services, Dialogs &dialogs, const QString &language = {});
    ~WindowSet();
    Q_DISABLE_COPY_MOVE(WindowSet)

    /// Opens a window and shows it.
    MainWindow &open();
    /// Ends every window without a question; what is not saved is kept for later.
    void end();
    /// `light`, `dark` or `system`, for all windows; remembered.
    void setTheme(const QString &theme);
    [[nodiscard]] QString theme() const;
    /// `en`, `zh_CN` or `system`, for all windows at once; remembered. Every window is replaced by
    /// one that is built in that language and takes over what the old one shows.
    void setLanguage(const QString &language);
    [[nodiscard]] QString language() const { return m_language; }

private:
    [[nodiscard]] MainWindow *make();

    const Services &m_services;
    CaptureWorker m_worker;
    Dialogs &m_dialogs;
    QString m_theme;
    QString m_language;
    QList<QPointer<MainWindow>> m_windows;
};

} // namespace Pushscope
