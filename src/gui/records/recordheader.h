// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/records/recordcolumns.h"

#include <QHeaderView>

#include <array>
#include <bitset>

class QMenu;
class QStandardItemModel;

namespace Pushscope {

/// The columns of the record list: their names, widths and order, and which are shown.
///
/// Threads: GUI thread.
class RecordHeader final : public QHeaderView
{
    Q_OBJECT

public:
    explicit RecordHeader(QWidget *parent = nullptr);

    [[nodiscard]] QString titleOf(RecordColumn column) const;
    [[nodiscard]] bool isShown(RecordColumn column) const { return !isSectionHidden(column); }
    void setShown(RecordColumn column, bool isShown);
    /// Moves @p column one place to the left, or right, past those that are hidden.
    void moveColumn(RecordColumn column, bool isToTheRight);
    /// Widths, order and what is shown as in a new window.
    void reset();
    /// Fits the columns into @p width, unless the user has moved them since.
    void fit(int width);
    /// Gives the preview what the others leave of @p width.
    void stretchPreview(int width);
    /// Makes room for numbers of records up to @p seq, and times up to @p t, in ns.
    void makeRoomFor(qint64 seq, qint64 t);
    /// The same for the names of sessions, as far as the preview can do without.
    void makeRoomForSessions(const QStringList &names);
    /// The same for @p text in a column of numbers, unless the user has moved that.
    void makeRoomForText(RecordColumn column, const QString &text);
    /// A choice for each column, and what puts them back.
    void fillMenu(QMenu &menu);

signals:
    void columnsChanged();

private:
    using Widths = std::array<int, RecordColumnCount>;

    void setUpTitles();
    /// Nobody has moved a column since they got @p widths; some may have grown.
    [[nodiscard]] bool areAsMade(const Widths &widths) const;
    /// What @p column gets is not the user's.
    void give(int column, int width);
    /// The width that @p text needs, which it has now.
    int widen(RecordColumn column, const QString &text);
    /// Gives @p column the room that it has needed so far.
    void growTo(RecordColumn column);
    void addMoveMenu(QMenu &menu);

    /// The room that a column has needed so far.
    [[nodiscard]] int &grown(int column) { return m_grown[static_cast<std::size_t>(column)]; }

    QStandardItemModel *m_titles;
    Widths m_grown{};
    Widths m_given{};
    std::bitset<RecordColumnCount> m_isMoved; ///< By the user, in this run.
};

} // namespace Pushscope
