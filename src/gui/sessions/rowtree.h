// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTreeView>

namespace Pushscope {

/// A tree of one column without header, whose rows are chosen as a whole, indentation and all.
class RowTree : public QTreeView
{
    Q_OBJECT

public:
    explicit RowTree(QWidget *parent = nullptr);

    /// Draws what says that @p option is chosen; delegates call it before they draw the rest.
    static void paintChosen(QPainter *painter, const QStyleOptionViewItem &option);

protected:
    void drawBranches(QPainter *painter, const QRect &rect,
                      const QModelIndex &index) const override;
};

} // namespace Pushscope
