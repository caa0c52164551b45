// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/jsontreemodel.h"
#include "protocol/payload/document.h"

#include <QAbstractItemModel>
#include <QByteArray>

#include <vector>

namespace Pushscope {

/// A MessagePack or CBOR payload as a tree, with the columns and roles of JsonTreeModel and, in a
/// third column, what the format calls each value. What was read before something was wrong is
/// there.
///
/// Threads: GUI thread.
class PayloadTreeModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { KeyColumn, ValueColumn, TypeColumn, ColumnCount };

    explicit PayloadTreeModel(QObject *parent = nullptr);

    void setPayload(const QByteArray &octets, Payload::Format format);
    [[nodiscard]] const Payload::Document &document() const { return m_document; }

    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    /// A value of the tree: an item that is no key.
    struct Row {
        int item = 0;
        int key = -1;       ///< Item that is its key; -1: none.
        int parent = -1;    ///< Index into m_rows; -1 at the top.
        int number = 0;     ///< Among those of its parent.
        int firstChild = 0; ///< In m_children.
        int children = 0;
    };

    void addRows();
    [[nodiscard]] const Row &row(const QModelIndex &index) const;
    [[nodiscard]] const Payload::Item &item(const Row &row) const;
    [[nodiscard]] QByteArray notation(int index) const;
    [[nodiscard]] QString keyText(const Row &row) const;
    [[nodiscard]] QString valueText(const Row &row) const;
    [[nodiscard]] QString typeText(const Row &row) const;
    [[nodiscard]] TreePath path(const Row &row) const;

    QByteArray m_octets;
    Payload::Document m_document;
    std::vector<Row> m_rows;     ///< In the order of the octets.
    std::vector<int> m_children; ///< Rows, by parent; those at the top first.
    int m_topRows = 0;
};

} // namespace Pushscope
