// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/timeline/timelineaccessible.h"

#include "gui/timeline/timelineview.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QHash>
#include <QPointer>

#include <algorithm>

namespace Pushscope {

namespace {

/// One lane. Asked about one that is gone it is invalid.
class LaneAccessible final : public QAccessibleInterface
{
public:
    LaneAccessible(TimelineView *view, int lane)
        : m_view(view)
        , m_lane(static_cast<std::size_t>(lane))
    {
    }

    [[nodiscard]] bool isValid() const override
    {
        return m_view && m_lane < m_view->scene().lanes.size();
    }
    [[nodiscard]] QObject *object() const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *parent() const override
    {
        return QAccessible::queryAccessibleInterface(m_view.data());
    }
    [[nodiscard]] QAccessibleInterface *child(int) const override { return nullptr; }
    [[nodiscard]] int childCount() const override { return 0; }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    [[nodiscard]] QAccessible::Role role() const override { return QAccessible::ListItem; }

    [[nodiscard]] QString text(QAccessible::Text text) const override
    {
        if (!isValid())
            return {};
        if (text == QAccessible::Name)
            return m_view->laneDescription(m_lane);
        const bool isCurrent = m_view->currentLane() == m_lane;
        return text == QAccessible::Value && isCurrent ? m_view->currentMarkDescription()
                                                       : QString();
    }
    void setText(QAccessible::Text, const QString &) override { }

    [[nodiscard]] QRect rect() const override
    {
        if (!isValid())
            return {};
        const TimelineGeometry geometry = m_view->geometryNow();
        const QRect rect(0, geometry.laneTop(m_lane), geometry.width(), geometry.laneHeight);
        return { m_view->viewport()->mapToGlobal(rect.topLeft()), rect.size() };
    }

    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state;
        if (!isValid()) {
            state.invalid = true;
            return state;
        }
        const TimelineGeometry geometry = m_view->geometryNow();
        const auto visible = geometry.visibleLanes(m_view->scene().lanes.size());
        state.selectable = true;
        state.focusable = true;
        state.selected = m_view->currentLane() == m_lane;
        state.focused = state.selected && m_view->hasFocus();
        state.offscreen = m_lane < visible.first || m_lane >= visible.second;
        state.collapsed = m_view->scene().lanes[m_lane].isCollapsed;
        return state;
    }

    [[nodiscard]] int lane() const { return static_cast<int>(m_lane); }

private:
    QPointer<TimelineView> m_view;
    std::size_t m_lane;
};

/// The timeline. Makes lanes when they are asked for and keeps only some.
class TimelineAccessible final : public QAccessibleWidget
{
public:
    static constexpr int MostLanes = 512; ///< More than a screen has.

    explicit TimelineAccessible(TimelineView *view)
        : QAccessibleWidget(view, QAccessible::List)
    {
    }
    ~TimelineAccessible() override { forget(); }

    [[nodiscard]] int childCount() const override
    {
        return view() ? static_cast<int>(view()->scene().lanes.size()) : 0;
    }

    [[nodiscard]] QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        if (const auto found = m_lanes.constFind(index); found != m_lanes.constEnd())
            return QAccessible::accessibleInterface(*found);
        if (m_lanes.size() >= MostLanes)
            forget();
        auto *lane = new LaneAccessible(view(), index);
        m_lanes.insert(index, QAccessible::registerAccessibleInterface(lane));
        return lane;
    }

    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override
    {
        if (child->role() != QAccessible::ListItem)
            return -1;
        return static_cast<const LaneAccessible *>(child)->lane();
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

private:
    /// nullptr while the widget is being destroyed: it still tells that it is hidden.
    [[nodiscard]] TimelineView *view() const { return qobject_cast<TimelineView *>(widget()); }

    void forget() const
    {
        for (QAccessible::Id id : std::as_const(m_lanes))
            QAccessible::deleteAccessibleInterface(id);
        m_lanes.clear();
    }

    mutable QHash<int, QAccessible::Id> m_lanes;
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
