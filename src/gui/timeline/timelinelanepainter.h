// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/theme/theme.h"
#include "gui/timeline/timelinebatch.h"
#include "gui/timeline/timelinegeometry.h"

#include <QHash>
#include <QPixmap>

class QPainter;

namespace Pushscope {

/// Draws what lies in the lanes that can be seen: bars, ticks, round trips, ends and what leads
/// from a break to its reconnect.
///
/// Threads: GUI thread.
class TimelineLanePainter
{
public:
    /// Pills that were drawn before, by text and colour.
    using Pills = QHash<QString, QPixmap>;

    TimelineLanePainter(const Theme &theme, const TimelineGeometry &geometry, Pills &pills);

    void paint(QPainter &painter, const TimelineScene &scene);

    [[nodiscard]] static QFont pillFont();

private:
    void addBars(const TimelineLane &lane, int top);
    void addBar(const TimelineBar &bar, int top);
    void addMarks(const TimelineLane &lane, int top);
    void paintRoundTrips(QPainter &painter, const TimelineScene &scene) const;
    void paintLinks(QPainter &painter, const TimelineScene &scene) const;
    void paintEnds(QPainter &painter, const TimelineScene &scene);
    void paintPill(QPainter &painter, const QRect &rect, const TimelineEnd &end);

    const Theme &m_theme;
    const TimelineGeometry &m_geometry;
    Pills &m_pills;
    TimelineBatch m_batch;
    std::pair<std::size_t, std::size_t> m_visible;
};

} // namespace Pushscope
