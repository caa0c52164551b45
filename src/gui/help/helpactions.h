// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QString>

class QAction;
class QMainWindow;
class QMenu;

namespace Pushscope {

struct Theme;

/// All keys of @p window, by the menus where they stand: made from its actions, so that no list of
/// them can go stale. As HTML in the colours of @p theme.
[[nodiscard]] QString keysHtml(const QMainWindow &window, const Theme &theme);

/// Every key of a filter expression with what it means and an example, and how terms are put
/// together; made from the table that the expressions are read with.
[[nodiscard]] QString filterReferenceHtml(const Theme &theme);

/// The entries of the Help menu that explain: keys, and filter expressions.
///
/// Threads: GUI thread.
class HelpActions : public QObject
{
    Q_OBJECT

public:
    /// Puts them before @p before.
    HelpActions(QMainWindow &window, QMenu &helpMenu, QAction *before);

private:
    void show(const QString &name, const QString &title, const QString &html);

    QMainWindow &m_window;
};

} // namespace Pushscope
