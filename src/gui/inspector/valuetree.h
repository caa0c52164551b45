// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/byterange.h"

#include <QPersistentModelIndex>
#include <QTimer>
#include <QWidget>

#include <vector>

class QAbstractItemModel;
class QLabel;
class QLineEdit;
class QTreeView;

namespace Pushscope {

/// A value as a tree: search in keys and values, the path of the chosen one, and copies of both.
///
/// The search goes through the tree in slices of a few milliseconds, so that a megabyte of values
/// holds nothing up.
///
/// Threads: GUI thread.
class ValueTree final : public QWidget
{
    Q_OBJECT

public:
    /// Found values that are kept; more are not stepped through.
    static constexpr std::size_t MostFound = 10'000;

    explicit ValueTree(QWidget *parent = nullptr);

    /// @p model has the columns and roles of JsonTreeModel and outlives this.
    void setModel(QAbstractItemModel *model);
    [[nodiscard]] QTreeView *view() const { return m_view; }
    /// The model holds something else: opens its first levels, @p depth of them.
    void showAnew(int depth);

    /// The octets of the chosen value; empty: none.
    [[nodiscard]] ByteRange chosenRange() const;
    /// Chooses the innermost value that @p range lies in.
    void choose(ByteRange range);

    void focusSearch();
    /// So far.
    [[nodiscard]] int foundCount() const { return static_cast<int>(m_found.size()); }

public slots:
    void findNext();
    void findPrevious();
    void copyValue();
    void copyPointer();
    void copyDottedPath();

signals:
    void chosenChanged();
    /// Shows the octets of the chosen value.
    void octetsWanted();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setUpView();
    void startSearch();
    void searchOn();
    void showFound(std::ptrdiff_t number);
    void showCount();
    void showPath();
    void showMenu(const QPoint &position);
    /// The value behind @p index, as the tree is read from the top.
    [[nodiscard]] QModelIndex after(const QModelIndex &index) const;
    [[nodiscard]] bool matches(const QModelIndex &index) const;

    QTreeView *m_view;
    QLineEdit *m_search;
    QLabel *m_count;
    QLabel *m_path;
    QTimer m_slice;
    std::vector<QPersistentModelIndex> m_found;
    std::ptrdiff_t m_shown = -1;  ///< Of m_found.
    QPersistentModelIndex m_next; ///< Where the search goes on.
};

} // namespace Pushscope
