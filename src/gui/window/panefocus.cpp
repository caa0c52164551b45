// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/window/panefocus.h"

#include <QApplication>
#include <QDockWidget>
#include <QMenu>

namespace Pushscope {

namespace {

bool takesTab(const QWidget &widget)
{
    return widget.isEnabled() && widget.isVisible() && (widget.focusPolicy() & Qt::TabFocus);
}

QDockWidget *dockOf(QWidget &pane)
{
    for (QWidget *widget = &pane; widget; widget = widget->parentWidget()) {
        if (auto *dock = qobject_cast<QDockWidget *>(widget))
            return dock;
    }
    return nullptr;
}

bool holds(const QWidget &pane, const QWidget *widget)
{
    return widget && (widget == &pane || pane.isAncestorOf(widget));
}

} // namespace

PaneFocus::PaneFocus(const QList<PaneTarget> &panes, QMenu &menu)
    : QObject(&menu)
    , m_panes(panes)
{
    for (qsizetype i = 0; i < m_panes.size(); ++i) {
        const PaneTarget &target = m_panes[i];
        QAction *action = menu.addAction(target.title, this,
                                         [pane = target.pane] { PaneFocus::enter(*pane); });
        action->setObjectName(target.name);
        action->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i)));
    }
    menu.addSeparator();
    QAction *next = menu.addAction(tr("&Next pane"), this, [this] { step(1); });
    next->setObjectName(QStringLiteral("nextPaneAction"));
    next->setShortcut(QKeySequence(Qt::Key_F6));
    QAction *previous = menu.addAction(tr("Pre&vious pane"), this, [this] { step(-1); });
    previous->setObjectName(QStringLiteral("previousPaneAction"));
    previous->setShortcut(QKeySequence(Qt::SHIFT | Qt::Key_F6));
}

void PaneFocus::enter(QWidget &pane)
{
    if (QDockWidget *dock = dockOf(pane)) {
        dock->show();
        dock->raise();
        if (dock->isFloating())
            dock->activateWindow();
    }
    QWidget *last = pane.focusWidget();
    if (last && takesTab(*last)) {
        last->setFocus(Qt::ShortcutFocusReason);
        return;
    }
    if (takesTab(pane)) {
        pane.setFocus(Qt::ShortcutFocusReason);
        return;
    }
    // In the order of the Tab key; the chain leads through the whole window and back.
    for (QWidget *widget = pane.nextInFocusChain(); widget && widget != &pane;
         widget = widget->nextInFocusChain()) {
        if (holds(pane, widget) && takesTab(*widget)) {
            widget->setFocus(Qt::ShortcutFocusReason);
            return;
        }
    }
}

void PaneFocus::step(int by)
{
    const auto count = static_cast<int>(m_panes.size());
    int at = by > 0 ? -1 : count;
    for (int i = 0; i < count; ++i) {
        if (holds(*m_panes[i].pane, QApplication::focusWidget()))
            at = i;
    }
    for (int i = 1; i <= count; ++i) {
        QWidget *pane = m_panes[((at + by * i) % count + count) % count].pane;
        if (pane->isVisible()) { // A closed pane was closed on purpose.
            enter(*pane);
            return;
        }
    }
}

} // namespace Pushscope
