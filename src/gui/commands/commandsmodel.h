// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractListModel>
#include <QKeySequence>
#include <QString>

#include <vector>

namespace Pushscope {

/// One thing that can be done.
struct Command {
    QString name;          ///< As its menu has it, without the mnemonic.
    QString place;         ///< Where it stands otherwise: `View › Panes`.
    QKeySequence shortcut; ///< Empty where it has none.
    bool isChecked = false;
};

/// The commands that answer what was typed, the best first.
class CommandsModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum ItemRole {
        PlaceRole = Qt::UserRole,
        ShortcutRole,  ///< As text.
        PositionsRole, ///< QList<int>: characters of the name that were typed.
        IndexRole,     ///< In the list given.
    };

    explicit CommandsModel(QList<Command> commands, QObject *parent = nullptr);

    void search(const QString &typed);
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Row {
        int command = 0;
        int score = 0;
        QList<int> positions;
    };

    QList<Command> m_commands;
    std::vector<Row> m_rows;
};

} // namespace Pushscope
