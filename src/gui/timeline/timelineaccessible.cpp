// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/timeline/timelineaccessible.h"

#include "gui/accessible/lazylist.h"
#include "gui/timeline/timelineview.h"

#include <algorithm>

namespace Pushscope {

namespace {

class LaneAccessible final : public LazyItemAccessible<TimelineView>
{
public:
    using LazyItemAccessible::LazyItemAccessible;

    [[nodiscard]] bool isValid() const override
    {
        return view() && lane() < view()->scene().lanes.size();
    }

    [[nodiscard]] QString text(QAccessible::Text text) const override
    {
        if (!isValid())
            return {};
        if (text == QAccessible::Name)
            return view()->laneDescription(lane());
        const bool isCurrent = view()->currentLane() == lane();
        return text == QAccessible::Value && isCurrent ? view()->currentMarkDescription()
                                                       : QString();
    }

    [[nodiscard]] QRect rect() const override
    {
        if (!isValid())
            return {};
        const TimelineGeometry geometry = view()->geometryNow();
        const QRect rect(0, geometry.laneTop(lane()), geometry.width(), geometry.laneHeight);
        return { view()->viewport()->mapToGlobal(rect.topLeft()), rect.size() };
    }

    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state;
        if (!isValid()) {
            state.invalid = true;
            return state;
        }
        const TimelineGeometry geometry = view()->geometryNow();
        const auto visible = geometry.visibleLanes(view()->scene().lanes.size());
        state.selectable = true;
        state.focusable = true;
        state.selected = view()->currentLane() == lane();
        state.focused = state.selected && view()->hasFocus();
        state.offscreen = lane() < visible.first || lane() >= visible.second;
        state.collapsed = view()->scene().lanes[lane()].isCollapsed;
        return state;
    }

private:
    [[nodiscard]] std::size_t lane() const { return static_cast<std::size_t>(index()); }
};

constexpr int MostLanes = 512; ///< More than a screen has.

class TimelineAccessible final
    : public LazyListAccessible<TimelineView, LaneAccessible, MostLanes>
{
public:
    using LazyListAccessible::LazyListAccessible;

    [[nodiscard]] int childCount() const override
    {
        return view() ? static_cast<int>(view()->scene().lanes.size()) : 0;
    }

    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override
    {
        if (!view())
            return nullptr;
        const QPoint position = view()->viewport()->mapFromGlobal(QPoint(x, y));
        const auto lane = view()->geometryNow().laneAt(position.y(), view()->scene().lanes.size());
        return lane ? child(static_cast<int>(*lane)) : nullptr;
    }

    [[nodiscard]] QAccessibleInterface *focusChild() const override
    {
        const auto lane = view() ? view()->currentLane() : std::nullopt;
        return lane ? child(static_cast<int>(*lane)) : nullptr;
    }
};

QAccessibleInterface *makeAccessible(const QString &, QObject *object)
{
    auto *view = qobject_cast<TimelineView *>(object);
    return view ? new TimelineAccessible(view) : nullptr;
}

} // namespace

void installTimelineAccessibility()
{
    QAccessible::installFactory(makeAccessible); // Installing it twice has no effect.
}

void tellCurrentLane(TimelineView *view)
{
    const auto lane = view->currentLane();
    if (!QAccessible::isActive() || !lane)
        return;
    QAccessibleEvent event(view, QAccessible::Focus);
    event.setChild(static_cast<int>(*lane));
    QAccessible::updateAccessibility(&event);
}

} // namespace Pushscope
