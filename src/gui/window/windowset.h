// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/document/captureworker.h"
#include "gui/services.h"
#include "gui/window/mainwindow.h"

namespace Pushscope {

class Dialogs;

/// The windows of this process; a closed one deletes itself.
class WindowSet
{
public:
    /// Both outlive the windows. Destroying it waits until every capture is closed.
    WindowSet(const Services &services, Dialogs &dialogs);

    /// Opens a window and shows it.
    MainWindow &open();
    /// `light`, `dark` or `system`, for all windows; remembered.
    void setTheme(const QString &theme);
    [[nodiscard]] QString theme() const;

private:
    const Services &m_services;
    CaptureWorker m_worker;
    Dialogs &m_dialogs;
    QString m_theme;
};

} // namespace Pushscope
