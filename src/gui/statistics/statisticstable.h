// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/statisticsrow.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace Pushscope {

/// The sessions of a capture with their figures. Rows are made when they are looked at.
///
/// Threads: GUI thread.
class StatisticsTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        SessionColumn,
        MessagesColumn,
        OctetsColumn,
        GapsColumn,
        TripsColumn,
        ColumnCount
    };
    enum ItemRole {
        RowRole = Qt::UserRole, ///< std::shared_ptr<const StatisticsRow>
        SessionRole,            ///< quint32
    };
    using RowPointer = std::shared_ptr<const StatisticsRow>;

    explicit StatisticsTable(QObject *parent = nullptr);

    void setStatistics(std::shared_ptr<const Statistics> statistics,
                       const std::vector<SessionRow> &sessions);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

    [[nodiscard]] RowPointer row(int number) const;
    /// -1 where there is none.
    [[nodiscard]] int rowOf(quint32 session) const;
    /// All that it says, a line for each session.
    [[nodiscard]] QString text() const;

private:
    [[nodiscard]] QString cellText(const StatisticsRow &row, int column) const;

    std::shared_ptr<const Statistics> m_statistics;
    std::vector<SessionRow> m_sessions;
    std::vector<StatisticsEntry> m_entries;
    mutable std::vector<RowPointer> m_rows; ///< Null until it is looked at.
};

} // namespace Pushscope

Q_DECLARE_METATYPE(Pushscope::StatisticsTable::RowPointer)
