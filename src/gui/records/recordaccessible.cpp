// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/records/recordaccessible.h"

#include "gui/records/recordview.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QHash>
#include <QPointer>

#include <algorithm>
#include <limits>

namespace Pushscope {

namespace {

/// One row. Lives as long as the list keeps it; asked about a row that is gone it is invalid.
class RowAccessible final : public QAccessibleInterface
{
public:
    RowAccessible(RecordView *view, int row)
        : m_view(view)
        , m_row(row)
    {
    }

    [[nodiscard]] bool isValid() const override { return m_view && m_row < m_view->rowCount(); }
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
        return text == QAccessible::Name && isValid() ? m_view->rowDescription(m_row) : QString();
    }
    void setText(QAccessible::Text, const QString &) override { }

    [[nodiscard]] QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect rect = m_view->rowRect(m_row);
        return rect.isValid() ? QRect(m_view->viewport()->mapToGlobal(rect.topLeft()), rect.size())
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
        state.selected = m_view->isSelected(m_row);
        state.focused = m_view->currentRow() == m_row && m_view->hasFocus();
        const RecordOutline::Place place = m_view->placeOf(m_row);
        state.expandable = place.canUnfold || place.isUnfolded;
        state.collapsed = place.canUnfold;
        state.expanded = place.isUnfolded;
        state.offscreen = !m_view->rowRect(m_row).isValid();
        return state;
    }

    [[nodiscard]] int row() const { return m_row; }

private:
    QPointer<RecordView> m_view;
    int m_row;
};

/// The list. Makes rows when they are asked for and keeps only some.
class ListAccessible final : public QAccessibleWidget
{
public:
    static constexpr int MostRows = 256; ///< Several screens.

    explicit ListAccessible(RecordView *view)
        : QAccessibleWidget(view, QAccessible::List)
    {
    }
    ~ListAccessible() override { forget(); }

    [[nodiscard]] int childCount() const override
    {
        return view() ? static_cast<int>(
                   std::min<qint64>(view()->rowCount(), std::numeric_limits<int>::max()))
                      : 0;
    }

    [[nodiscard]] QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        if (const auto found = m_rows.constFind(index); found != m_rows.constEnd())
            return QAccessible::accessibleInterface(*found);
        if (m_rows.size() >= MostRows)
            forget();
        auto *row = new RowAccessible(view(), index);
        m_rows.insert(index, QAccessible::registerAccessibleInterface(row));
        return row;
    }

    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override
    {
        if (child->role() != QAccessible::ListItem)
            return -1;
        return static_cast<const RowAccessible *>(child)->row();
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

private:
    /// nullptr while the widget is being destroyed: it still tells that it is hidden.
    [[nodiscard]] RecordView *view() const { return qobject_cast<RecordView *>(widget()); }

    void forget() const
    {
        for (QAccessible::Id id : std::as_const(m_rows))
            QAccessible::deleteAccessibleInterface(id);
        m_rows.clear();
    }

    mutable QHash<int, QAccessible::Id> m_rows;
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
