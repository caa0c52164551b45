// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/keyedtreemodel.h"

#include <QSet>

#include <algorithm>
#include <utility>

namespace Pushscope {

struct KeyedTreeModel::Node {
    TreeRow row; ///< Without children.
    Node *parent = nullptr;
    std::vector<std::unique_ptr<Node>> children;

    /// -1 where there is none.
    [[nodiscard]] int find(const QByteArray &key, std::size_t from = 0) const
    {
        for (std::size_t i = from; i < children.size(); ++i) {
            if (children[i]->row.key == key)
                return static_cast<int>(i);
        }
        return -1;
    }
};

KeyedTreeModel::KeyedTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{
}

KeyedTreeModel::~KeyedTreeModel() = default;

void KeyedTreeModel::setRows(std::vector<TreeRow> rows)
{
    sync(*m_root, {}, std::move(rows));
}

void KeyedTreeModel::removeGone(Node &parent, const QModelIndex &at,
                                const std::vector<TreeRow> &rows)
{
    QSet<QByteArray> wanted;
    for (const TreeRow &row : rows)
        wanted.insert(row.key);
    for (auto i = static_cast<int>(parent.children.size()) - 1; i >= 0; --i) {
        if (wanted.contains(parent.children[static_cast<std::size_t>(i)]->row.key))
            continue;
        beginRemoveRows(at, i, i);
        parent.children.erase(parent.children.begin() + i);
        endRemoveRows();
    }
}

void KeyedTreeModel::sync(Node &parent, const QModelIndex &at, std::vector<TreeRow> &&rows)
{
    removeGone(parent, at, rows);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const int row = static_cast<int>(i);
        const int present = parent.find(rows[i].key, i);
        if (present < 0) {
            insert(parent, at, row, std::move(rows[i]));
            continue;
        }
        if (present != row) {
            beginMoveRows(at, present, present, at, row);
            const auto begin = parent.children.begin();
            std::rotate(begin + row, begin + present, begin + present + 1);
            endMoveRows();
        }
        update(*parent.children[i], index(row, 0, at), std::move(rows[i]));
    }
}

void KeyedTreeModel::insert(Node &parent, const QModelIndex &at, int row, TreeRow &&fresh)
{
    std::vector<TreeRow> children = std::exchange(fresh.children, {});
    auto made = std::make_unique<Node>();
    made->row = std::move(fresh);
    made->parent = &parent;
    Node &node = *made;
    beginInsertRows(at, row, row);
    parent.children.insert(parent.children.begin() + row, std::move(made));
    endInsertRows();
    sync(node, index(row, 0, at), std::move(children));
}

void KeyedTreeModel::update(Node &present, const QModelIndex &at, TreeRow &&fresh)
{
    std::vector<TreeRow> children = std::exchange(fresh.children, {});
    const bool isSame = present.row.values == fresh.values
        && present.row.isEditable == fresh.isEditable
        && present.row.isSelectable == fresh.isSelectable;
    if (!isSame) {
        present.row = std::move(fresh);
        emit dataChanged(at, at);
    }
    sync(present, at, std::move(children));
}

KeyedTreeModel::Node *KeyedTreeModel::node(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

QByteArray KeyedTreeModel::key(const QModelIndex &index) const
{
    return index.isValid() ? node(index)->row.key : QByteArray();
}

QModelIndex KeyedTreeModel::indexOf(const QByteArray &key, const QModelIndex &parent) const
{
    const int row = node(parent)->find(key);
    return row < 0 ? QModelIndex() : index(row, 0, parent);
}

QModelIndex KeyedTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, node(parent)->children[static_cast<std::size_t>(row)].get());
}

QModelIndex KeyedTreeModel::parent(const QModelIndex &index) const
{
    Node *above = index.isValid() ? node(index)->parent : nullptr;
    if (!above || above == m_root.get())
        return {};
    const auto &siblings = above->parent->children;
    const auto found = std::find_if(siblings.begin(), siblings.end(),
                                    [above](const auto &one) { return one.get() == above; });
    return createIndex(static_cast<int>(found - siblings.begin()), 0, above);
}

int KeyedTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(node(parent)->children.size());
}

int KeyedTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant KeyedTreeModel::data(const QModelIndex &index, int role) const
{
    return index.isValid() ? node(index)->row.values.value(role) : QVariant();
}

Qt::ItemFlags KeyedTreeModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const TreeRow &row = node(index)->row;
    Qt::ItemFlags flags = Qt::ItemIsEnabled;
    if (row.isSelectable)
        flags |= Qt::ItemIsSelectable;
    if (row.isEditable)
        flags |= Qt::ItemIsEditable;
    return flags;
}

} // namespace Pushscope
