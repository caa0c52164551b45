// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/timeline/timelineview.h"

#include <QApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>

namespace Pushscope {

// What a pointer does over a TimelineView, at a position of its viewport.

inline QString toolTipAt(const TimelineView &view, const QPoint &position)
{
    QToolTip::hideText();
    QHelpEvent event(QEvent::ToolTip, position, view.viewport()->mapToGlobal(position));
    QApplication::sendEvent(view.viewport(), &event);
    return QToolTip::text();
}

inline void hover(const TimelineView &view, const QPoint &position)
{
    QMouseEvent event(QEvent::MouseMove, position, view.viewport()->mapToGlobal(position),
                      Qt::NoButton, Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(view.viewport(), &event);
}

} // namespace Pushscope
