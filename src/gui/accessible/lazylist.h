// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAccessible>
#include <QAccessibleWidget>
#include <QHash>
#include <QPointer>

#include <utility>

namespace Pushscope {

/// One item of a list that a view paints itself. Lives as long as the list keeps it; asked about
/// one that is gone it is invalid.
template <typename View> class LazyItemAccessible : public QAccessibleInterface
{
public:
    LazyItemAccessible(View *view, int index)
        : m_view(view)
        , m_index(index)
    {
    }

    [[nodiscard]] int index() const { return m_index; }
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
    void setText(QAccessible::Text, const QString &) override { }

protected:
    [[nodiscard]] View *view() const { return m_view; }

private:
    QPointer<View> m_view;
    int m_index;
};

/// The list itself. Makes items when they are asked for and keeps only @p MostItems.
template <typename View, typename Item, int MostItems>
class LazyListAccessible : public QAccessibleWidget
{
public:
    explicit LazyListAccessible(View *view)
        : QAccessibleWidget(view, QAccessible::List)
    {
    }
    ~LazyListAccessible() override { forget(); }

    [[nodiscard]] QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        if (const auto found = m_items.constFind(index); found != m_items.constEnd())
            return QAccessible::accessibleInterface(*found);
        if (m_items.size() >= MostItems)
            forget();
        auto *item = new Item(view(), index);
        m_items.insert(index, QAccessible::registerAccessibleInterface(item));
        return item;
    }

    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override
    {
        if (child->role() != QAccessible::ListItem)
            return -1;
        return static_cast<const Item *>(child)->index();
    }

protected:
    /// nullptr while the widget is being destroyed: it still tells that it is hidden.
    [[nodiscard]] View *view() const { return qobject_cast<View *>(widget()); }

private:
    void forget() const
    {
        for (QAccessible::Id id : std::as_const(m_items))
            QAccessible::deleteAccessibleInterface(id);
        m_items.clear();
    }

    mutable QHash<int, QAccessible::Id> m_items;
};

} // namespace Pushscope
