// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QObject>
#include <QString>

class QMenu;
class QWidget;

namespace Pushscope {

/// A pane that the keyboard can go to.
struct PaneTarget {
    QString name;  ///< Of the action: `goSessionsAction`.
    QString title; ///< As the menu has it.
    QWidget *pane = nullptr;
};

/// Moves the keyboard from pane to pane: a number for each, and F6 around them.
class PaneFocus : public QObject
{
    Q_OBJECT

public:
    /// Puts its actions into @p menu. The panes are told apart by their order: Ctrl+1 is the first.
    PaneFocus(const QList<PaneTarget> &panes, QMenu &menu);

    /// Shows @p pane, where it is closed or behind another, and puts the focus on what had it there
    /// last, or on the first thing that can have it.
    static void enter(QWidget &pane);

private:
    void step(int by);

    QList<PaneTarget> m_panes;
};

} // namespace Pushscope
