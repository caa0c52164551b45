// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/statistics/statisticstable.h"

#include "gui/address/techniquelabels.h"

#include <algorithm>

namespace Pushscope {

StatisticsTable::StatisticsTable(QObject *parent)
    : QAbstractTableModel(parent)
    , m_statistics(std::make_shared<Statistics>())
{
}

void StatisticsTable::setStatistics(std::shared_ptr<const Statistics> statistics,
                                    const std::vector<SessionRow> &sessions)
{
    std::vector<StatisticsEntry> entries = statisticsEntries(*statistics, sessions);
    const auto isSame
        = [](const StatisticsEntry &a, const StatisticsEntry &b) { return a.session == b.session; };
    const bool isLonger = entries.size() >= m_entries.size()
        && std::equal(m_entries.begin(), m_entries.end(), entries.begin(), isSame);
    const int before = rowCount();
    const int after = static_cast<int>(entries.size());
    if (!isLonger)
        beginResetModel();
    else if (after > before)
        beginInsertRows({}, before, after - 1);
    m_statistics = std::move(statistics);
    m_sessions = sessions;
    m_entries = std::move(entries);
    m_rows.assign(m_entries.size(), nullptr);
    if (!isLonger)
        endResetModel();
    else if (after > before)
        endInsertRows();
    if (isLonger && before > 0)
        emit dataChanged(index(0, 0), index(before - 1, ColumnCount - 1));
}

int StatisticsTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int StatisticsTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

StatisticsTable::RowPointer StatisticsTable::row(int number) const
{
    const auto place = static_cast<std::size_t>(number);
    if (number < 0 || place >= m_entries.size())
        return nullptr;
    if (!m_rows[place]) {
        m_rows[place] = std::make_shared<StatisticsRow>(
            statisticsRow(m_entries[place], *m_statistics, m_sessions));
    }
    return m_rows[place];
}

int StatisticsTable::rowOf(quint32 session) const
{
    const auto found = std::ranges::find(m_entries, session, &StatisticsEntry::session);
    return found == m_entries.end() ? -1 : static_cast<int>(found - m_entries.begin());
}

QString StatisticsTable::cellText(const StatisticsRow &row, int column) const
{
    if (column != SessionColumn)
        return row.groups[static_cast<std::size_t>(column - 1)].sentence;
    const QString reconnects = tr("%n reconnect(s)", nullptr, static_cast<int>(row.reconnects));
    return row.technique.isEmpty()
        ? tr("%1, %2").arg(row.name, reconnects)
        : tr("%1, %2, %3").arg(row.name, techniqueLabel(QByteArrayView(row.technique)), reconnects);
}

QVariant StatisticsTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return cellText(*row(index.row()), index.column());
    case RowRole:
        return QVariant::fromValue(row(index.row()));
    case SessionRole:
        return m_entries[static_cast<std::size_t>(index.row())].session;
    default:
        return {};
    }
}

QVariant StatisticsTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    const bool isTip = role == Qt::ToolTipRole;
    if (role != Qt::DisplayRole && !isTip)
        return {};
    switch (section) {
    case SessionColumn:
        return isTip ? QString() : tr("Session");
    case MessagesColumn:
        return isTip ? tr("A second and in all; a poll counts where it brought something new")
                     : tr("Messages");
    case OctetsColumn:
        return isTip ? tr("On the wire, a second and in all") : tr("Octets");
    case GapsColumn:
        return isTip ? tr("From one message of the server to the next of its stream; told to "
                          "within 0.8 %, the largest exactly")
                     : tr("Gaps");
    case TripsColumn:
        return isTip ? tr("From a ping to the pong that came; told to within 0.8 %, the shortest "
                          "exactly")
                     : tr("Pings");
    default:
        return {};
    }
}

QString StatisticsTable::text() const
{
    QString text;
    for (int number = 0; number < rowCount(); ++number) {
        const RowPointer shown = row(number);
        for (int column = 0; column < ColumnCount; ++column)
            text += cellText(*shown, column) + QLatin1Char(column + 1 < ColumnCount ? ';' : '\n');
    }
    return text;
}

} // namespace Pushscope
