// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/commands/commandsmodel.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QListView;

namespace Pushscope {

/// Everything that can be done, found by typing a part of its name.
///
/// It does nothing itself: commandChosen() comes after it has closed, so that what the command does
/// finds the window as it was.
///
/// Threads: GUI thread.
class CommandList final : public QDialog
{
    Q_OBJECT

public:
    /// @p commands in the order in which they are listed while nothing is typed.
    CommandList(QList<Command> commands, QWidget *parent);

signals:
    /// @p index counts in the commands given.
    void commandChosen(int index);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void setUpInput();
    void setUpList();
    void search(const QString &typed);
    void choose(const QModelIndex &index);
    void fitHeight();
    void place();

    CommandsModel m_model;
    QLineEdit *m_input;
    QListView *m_list;
    QLabel *m_nothing;
};

} // namespace Pushscope
