// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractItemModel>
#include <QByteArray>
#include <QMap>
#include <QVariant>

#include <memory>
#include <vector>

namespace Pushscope {

/// A row of a tree, as it is to be shown.
struct TreeRow {
    QByteArray key; ///< Tells it from its siblings; a row that keeps it is the same row.
    QMap<int, QVariant> values; ///< By role.
    bool isEditable = false;
    bool isSelectable = true;
    std::vector<TreeRow> children;
};

/// A tree that is told over and over how it should look, and changes no more than it must: what is
/// selected, opened and being edited stays so.
///
/// Threads: GUI thread.
class KeyedTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    explicit KeyedTreeModel(QObject *parent = nullptr);
    ~KeyedTreeModel() override;

    void setRows(std::vector<TreeRow> rows);
    /// Empty where @p index is none of a row.
    [[nodiscard]] QByteArray key(const QModelIndex &index) const;
    /// The child of @p parent with @p key; invalid where there is none.
    [[nodiscard]] QModelIndex indexOf(const QByteArray &key, const QModelIndex &parent = {}) const;

    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Node;

    [[nodiscard]] Node *node(const QModelIndex &index) const;
    void removeGone(Node &parent, const QModelIndex &at, const std::vector<TreeRow> &rows);
    void sync(Node &parent, const QModelIndex &at, std::vector<TreeRow> &&rows);
    void insert(Node &parent, const QModelIndex &at, int row, TreeRow &&fresh);
    void update(Node &present, const QModelIndex &at, TreeRow &&fresh);

    std::unique_ptr<Node> m_root;
};

} // namespace Pushscope
