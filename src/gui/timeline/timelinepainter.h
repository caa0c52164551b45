// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/theme/theme.h"
#include "gui/timeline/timelinegeometry.h"
#include "gui/timeline/timelinelanepainter.h"

#include <QRegion>
#include <QString>

#include <optional>
#include <span>
#include <utility>

class QPainter;

namespace Pushscope {

/// Draws the timeline: what changes with the capture and with what is shown of it, and above that
/// what moves with pointer, keys and list.
///
/// Threads: GUI thread.
class TimelinePainter
{
public:
    /// What lies above the lanes.
    struct State {
        std::optional<std::pair<qint64, qint64>> range; ///< Chosen.
        std::optional<qint64> cursor;                   ///< Time of the current record.
        std::optional<std::size_t> cursorLane;          ///< And where its connection is.
        std::optional<std::size_t> lane;                ///< Chosen with the keys.
        std::optional<int> pointer;                     ///< Its x, while it is over the time.
        QRect hovered;                                  ///< What is under it, outlined.
        QRect end;                                      ///< The pill of the end that is chosen.
        QRegion spared; ///< Pills at the cursor, which go on being read.
        bool hasFocus = false;
    };

    TimelinePainter(const Theme &theme, const TimelineGeometry &geometry);

    void paintScene(QPainter &painter, const TimelineScene &scene,
                    std::span<const TimelineStall> stalls, TimelineLanePainter::Pills &pills) const;
    void paintState(QPainter &painter, const State &state) const;

    /// Where the triangle of a group in lane @p lane is, that collapses and expands it.
    [[nodiscard]] static QRect triangleRect(const TimelineGeometry &geometry, std::size_t lane);
    /// The lane that has the name of @p group: the first that can be seen.
    [[nodiscard]] static std::size_t nameLane(const TimelineGeometry &geometry,
                                              const TimelineGroup &group);

private:
    void paintAxis(QPainter &painter) const;
    void paintGrid(QPainter &painter, const TimelineScene &scene) const;
    void paintRange(QPainter &painter, std::pair<qint64, qint64> range) const;
    void paintStalls(QPainter &painter, std::span<const TimelineStall> stalls, int bottom) const;
    void paintNames(QPainter &painter, const TimelineScene &scene) const;
    void paintGroupName(QPainter &painter, const TimelineScene &scene, const TimelineGroup &group,
                        const QRect &rect) const;
    void paintLaneName(QPainter &painter, const TimelineLane &lane, const QRect &rect) const;
    void paintTriangle(QPainter &painter, const QRect &rect, bool isCollapsed) const;
    void paintPointer(QPainter &painter, int x) const;
    [[nodiscard]] int lanesBottom(const TimelineScene &scene) const;

    const Theme &m_theme;
    const TimelineGeometry &m_geometry;
};

/// A time on the axis, as exact as a pixel of @p scale is: `20.918 s`.
[[nodiscard]] QString axisTime(qint64 t, const TimelineScale &scale);

} // namespace Pushscope
