// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

#include <functional>

class QAction;
class QMenu;

namespace Pushscope {

struct Services;
class TimelineView;

/// What the timeline can do, as a menu: in the window's menu, and where it is clicked with the
/// right button. How high its lanes are, and how much room their names have, is remembered.
///
/// Threads: GUI thread.
class TimelineActions : public QObject
{
    Q_OBJECT

public:
    /// Puts a menu into @p menu, which owns this.
    /// @param services outlives this.
    TimelineActions(TimelineView &view, QMenu &menu, const Services &services);

private:
    /// @p key: what does the same while the timeline has the focus, to be read only.
    QAction *add(const QString &name, const QString &text, const QString &key,
                 const std::function<void()> &action);
    void addShown();
    void addLanes();
    void refresh();
    void restoreSizes();
    void rememberSizes();

    TimelineView &m_view;
    QMenu &m_menu;
    const Services &m_services;
    QAction *m_zoomToRange = nullptr;
    QAction *m_clearRange = nullptr;
};

} // namespace Pushscope
