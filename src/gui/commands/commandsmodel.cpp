// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/commands/commandsmodel.h"

#include "gui/commands/commandsearch.h"

#include <algorithm>

namespace Pushscope {

CommandsModel::CommandsModel(QList<Command> commands, QObject *parent)
    : QAbstractListModel(parent)
    , m_commands(std::move(commands))
{
    search({});
}

void CommandsModel::search(const QString &typed)
{
    beginResetModel();
    m_rows.clear();
    for (int i = 0; i < m_commands.size(); ++i) {
        const Command &command = m_commands[i];
        if (const auto match = matchCommand(command.name, typed)) {
            m_rows.push_back({ i, match->score, match->positions });
        } else if (const auto elsewhere
                   = matchCommand(command.place + QLatin1Char(' ') + command.name, typed)) {
            // What is found with the help of its menu's name comes after what is found without.
            constexpr int Elsewhere = 1000;
            m_rows.push_back({ i, elsewhere->score - Elsewhere, {} });
        }
    }
    std::stable_sort(m_rows.begin(), m_rows.end(),
                     [](const Row &a, const Row &b) { return a.score > b.score; });
    endResetModel();
}

int CommandsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant CommandsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const Command &command = m_commands[row.command];
    switch (role) {
    case Qt::DisplayRole:
        return command.name;
    case Qt::CheckStateRole:
        return command.isChecked ? QVariant(Qt::Checked) : QVariant();
    case Qt::AccessibleTextRole: {
        QStringList parts{ command.name, command.place };
        if (!command.shortcut.isEmpty())
            parts << command.shortcut.toString(QKeySequence::NativeText);
        parts.removeAll({});
        return parts.join(QStringLiteral(", "));
    }
    case PlaceRole:
        return command.place;
    case ShortcutRole:
        return command.shortcut.toString(QKeySequence::NativeText);
    case PositionsRole:
        return QVariant::fromValue(row.positions);
    case IndexRole:
        return row.command;
    default:
        return {};
    }
}

} // namespace Pushscope
