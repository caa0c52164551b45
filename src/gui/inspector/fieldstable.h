// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/inspection.h"

#include <QTableView>

class QStandardItemModel;

namespace Pushscope {

/// Names and values in the order of the wire, with what the receiver makes of each; rows can be
/// copied.
///
/// Threads: GUI thread.
class FieldsTable final : public QTableView
{
    Q_OBJECT

public:
    explicit FieldsTable(const QString &accessibleName, QWidget *parent = nullptr);

    /// @param remarks what the third column is; empty: there is none, remarks stand below values.
    void setFields(const QList<InspectionField> &fields, const QString &remarks = {});
    /// The rows, a line each, with a tab between name, value and remark.
    [[nodiscard]] QString plainText() const;

public slots:
    /// The chosen rows, or all: `name: value`, a line each.
    void copyRows();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void layOutColumns();
    void paintSeverities();

    QStandardItemModel *m_model;
    QList<InspectionField> m_fields;
};

} // namespace Pushscope
