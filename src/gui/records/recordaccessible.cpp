// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/records/recordaccessible.h"

#include "gui/accessible/lazylist.h"
#include "gui/records/recordview.h"

#include <algorithm>
#include <limits>

namespace Pushscope {

namespace {

class RowAccessible final : public LazyItemAccessible<RecordView>
{
public:
    using LazyItemAccessible::LazyItemAccessible;

    [[nodiscard]] bool isValid() const override { return view() && index() < view()->rowCount(); }

    [[nodiscard]] QString text(QAccessible::Text text) const override
    {
        return text == QAccessible::Name && isValid() ? view()->rowDescription(index()) : QString();
    }

    [[nodiscard]] QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect rect = view()->rowRect(index());
        return rect.isValid() ? QRect(view()->viewport()->mapToGlobal(rect.topLeft()), rect.size())
                              : rect;
    }

    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state;
        if (!isValid()) {
            state.invalid = true;
            return state;
        }
        state.selectable = true;
        state.focusable = true;
        state.multiSelectable = true;
        state.selected = view()->isSelected(index());
        state.focused = view()->currentRow() == index() && view()->hasFocus();
        const RecordOutline::Place place = view()->placeOf(index());
        state.expandable = place.canUnfold || place.isUnfolded;
        state.collapsed = place.canUnfold;
        state.expanded = place.isUnfolded;
        state.offscreen = !view()->rowRect(index()).isValid();
        return state;
    }
};

constexpr int MostRows = 256; ///< Several screens.

class ListAccessible final : public LazyListAccessible<RecordView, RowAccessible, MostRows>
{
public:
    using LazyListAccessible::LazyListAccessible;

    [[nodiscard]] int childCount() const override
    {
        return view() ? static_cast<int>(
                   std::min<qint64>(view()->rowCount(), std::numeric_limits<int>::max()))
                      : 0;
    }

    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override
    {
        if (!view())
            return nullptr;
        const QPoint position = view()->viewport()->mapFromGlobal(QPoint(x, y));
        return child(static_cast<int>(view()->rowAt(position.y())));
    }

    [[nodiscard]] QAccessibleInterface *focusChild() const override
    {
        return view() ? child(static_cast<int>(view()->currentRow())) : nullptr;
    }
};

QAccessibleInterface *makeAccessible(const QString &, QObject *object)
{
    auto *view = qobject_cast<RecordView *>(object);
    return view ? new ListAccessible(view) : nullptr;
}

} // namespace

void installRecordAccessibility()
{
    QAccessible::installFactory(makeAccessible); // Installing it twice has no effect.
}

void tellCurrentRow(RecordView *view, qint64 row)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent event(view, QAccessible::Focus);
    event.setChild(static_cast<int>(row));
    QAccessible::updateAccessibility(&event);
}

} // namespace Pushscope
