// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/commands/commandsmodel.h"
#include "gui/services.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <vector>

class QAction;
class QMainWindow;
class QMenu;

namespace Pushscope {

/// The text of an action without its mnemonic: `Open…` of `&Open…` and of `Open(O)…`.
[[nodiscard]] QString plainActionText(const QString &text);

/// What a window can do by now, gathered from its menus: whatever is put there is found by the
/// command list without a word elsewhere.
class WindowCommands : public QObject
{
    Q_OBJECT

public:
    static constexpr int RecentCount = 5; ///< Those used last stand first.

    WindowCommands(const Services &services, QMainWindow &window);

    /// Shows the list over the window.
    void show();

private:
    void gather(QMenu &menu, const QString &place, int depth);
    void add(QAction &action, const QString &place);
    /// Moves those that were used last to the front.
    void sortByUse();
    void run(int index);

    const Services &m_services;
    QMainWindow &m_window;
    QList<Command> m_commands;
    std::vector<QPointer<QAction>> m_actions; ///< As m_commands.
};

} // namespace Pushscope
