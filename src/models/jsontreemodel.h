// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/treepaths.h"

#include <QAbstractItemModel>
#include <QByteArray>

#include <memory>

namespace Pushscope {

/// A JSON text as a tree: keys in the order of the wire, twice where they are there twice, numbers
/// with all their digits. Branches are read when they are opened.
///
/// Threads: GUI thread.
class JsonTreeModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { KeyColumn, ValueColumn, ColumnCount };
    enum ItemRole {
        JsonRole = Qt::UserRole, ///< QByteArray: the value as it stands on the wire
        PointerRole,             ///< QString: its JSON Pointer (RFC 6901)
        TypeRole,                ///< int: a Type
        DottedRole,              ///< QString: its path as programs write it: `.a.b[0]`
        BeginRole,               ///< qint64: where it begins in the octets
        EndRole,                 ///< qint64: one past its last octet
    };
    enum class Type : quint8 { Object, Array, String, Number, Literal };

    explicit JsonTreeModel(QObject *parent = nullptr);
    ~JsonTreeModel() override;

    /// False, and empty, where @p json is not valid.
    bool setJson(const QByteArray &json);

    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    struct Node;

    [[nodiscard]] Node *node(const QModelIndex &index) const;
    void read(Node &node) const;
    [[nodiscard]] TreePath path(const Node &item) const;

    QByteArray m_json;
    std::unique_ptr<Node> m_root; ///< Its children are the rows at the top.
};

} // namespace Pushscope
