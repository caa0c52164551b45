// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/window/windowcommands.h"

#include "gui/commands/commandlist.h"

#include <QAction>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>

#include <algorithm>

namespace Pushscope {

namespace {

const QString UsedKey = QStringLiteral("commands/used");
/// No menu of ours is deeper; a loop of menus ends.
constexpr int DeepestMenu = 4;

} // namespace

QString plainActionText(const QString &text)
{
    QString plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        // One `&` marks the mnemonic, two are one.
        if (text[i] != QLatin1Char('&') || (i > 0 && text[i - 1] == QLatin1Char('&')))
            plain.append(text[i]);
    }
    // Chinese menus carry their mnemonic behind the word: `打开(O)`.
    static const QRegularExpression trailing(QStringLiteral("\\([A-Z0-9]\\)(?=…?$)"));
    return plain.remove(trailing);
}

WindowCommands::WindowCommands(const Services &services, QMainWindow &window)
    : QObject(&window)
    , m_services(services)
    , m_window(window)
{
}

void WindowCommands::show()
{
    m_commands.clear();
    m_actions.clear();
    for (QAction *action : m_window.menuBar()->actions()) {
        if (QMenu *menu = action->menu())
            gather(*menu, plainActionText(action->text()), 1);
    }
    sortByUse();
    auto *list = new CommandList(m_commands, &m_window);
    list->setAttribute(Qt::WA_DeleteOnClose);
    connect(list, &CommandList::commandChosen, this, &WindowCommands::run);
    list->open();
}

void WindowCommands::gather(QMenu &menu, const QString &place, int depth)
{
    // Menus that are filled when they open are filled now.
    emit menu.aboutToShow();
    for (QAction *action : menu.actions()) {
        if (action->menu() && depth < DeepestMenu && action->isVisible())
            gather(*action->menu(), place + QStringLiteral(" › ") + plainActionText(action->text()),
                   depth + 1);
        else if (!action->menu())
            add(*action, place);
    }
}

void WindowCommands::add(QAction &action, const QString &place)
{
    const bool isListItself = action.objectName() == QLatin1String("commandsAction");
    if (action.isSeparator() || !action.isEnabled() || !action.isVisible() || isListItself
        || action.text().isEmpty())
        return;
    // What its menu says before it, the list has to say itself.
    const QString name = action.property("commandText").toString();
    m_commands.append({ name.isEmpty() ? plainActionText(action.text()) : name, place, action.shortcut(),
                        action.isCheckable() && action.isChecked() });
    m_actions.emplace_back(&action);
}

void WindowCommands::sortByUse()
{
    const QStringList used
        = QString::fromUtf8(m_services.recall(UsedKey)).split(QLatin1Char('\n'));
    std::vector<std::size_t> order(m_actions.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    const auto rank = [&](std::size_t i) {
        const QString name = m_actions[i]->objectName();
        const qsizetype at = name.isEmpty() ? -1 : used.indexOf(name);
        return at < 0 ? used.size() : at;
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
    QList<Command> commands;
    std::vector<QPointer<QAction>> actions;
    for (const std::size_t i : order) {
        commands.append(m_commands[static_cast<qsizetype>(i)]);
        actions.push_back(m_actions[i]);
    }
    m_commands = commands;
    m_actions = actions;
}

void WindowCommands::run(int index)
{
    const QPointer<QAction> action = m_actions[static_cast<std::size_t>(index)];
    if (!action || !action->isEnabled()) // What was possible may be over.
        return;
    if (const QString name = action->objectName(); !name.isEmpty()) {
        QStringList used
            = QString::fromUtf8(m_services.recall(UsedKey)).split(QLatin1Char('\n'));
        used.removeAll(name);
        used.removeAll({});
        used.prepend(name);
        m_services.remember(UsedKey, used.mid(0, RecentCount).join(QLatin1Char('\n')).toUtf8());
    }
    action->trigger();
}

} // namespace Pushscope
