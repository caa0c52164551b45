// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/recordlistmodel.h"

#include <QObject>

#include <functional>
#include <map>
#include <set>
#include <unordered_map>
#include <vector>

namespace Pushscope {

/// The rows of a RecordListModel, and between them those that the user unfolded: what carried a
/// record, and the heartbeats after it, which a filter keeps out of the list.
///
/// The folding is that filter's, at a bit per record. Here are only the rows that somebody unfolds
/// and how many heartbeats come before the rows in sight, so that it works with any number of rows.
///
/// Threads: GUI thread.
class RecordOutline : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t MostUnfolded = 500; ///< Rows under one: some screens of them.

    /// How a row stands to what is folded.
    struct Place {
        bool isUnder = false; ///< It was unfolded under a row above.
        bool canUnfold = false;
        bool isUnfolded = false;
        qint64 heartbeats = 0; ///< Folded after it, as far as is known.
        bool operator==(const Place &) const = default;
    };

    explicit RecordOutline(QObject *parent = nullptr);

    void setPages(RecordPages *pages, RecordPages::FilterId filter = RecordPages::Everything);
    [[nodiscard]] RecordPages *pages() const { return m_list.pages(); }
    [[nodiscard]] RecordPages::FilterId filter() const { return m_list.filter(); }
    /// What of the heartbeats the list's filter would let pass, were it not for the folding;
    /// Everything: they are not folded.
    void setHeartbeats(RecordPages::FilterId heartbeats);
    /// How far that filter is: its rows among the records up to seq @p scanned.
    void takeHeartbeats(qint64 rows, qint64 scanned, bool isDone);
    void setCarriersFolded(bool areFolded);
    [[nodiscard]] bool areCarriersFolded() const { return m_areCarriersFolded; }

    [[nodiscard]] qint64 rowCount() const;
    /// nullptr while it has not come yet; see want().
    [[nodiscard]] const RecordRow *row(qint64 row) const;
    [[nodiscard]] Place placeOf(qint64 row) const;
    void want(qint64 first, qint64 last);
    void setFollowing(bool isFollowing) { m_list.setFollowing(isFollowing); }
    void refresh() { m_list.refresh(); }
    /// The row of a row of the list.
    [[nodiscard]] qint64 fromList(qint64 listRow) const;
    /// Tells the row of record @p seq, or of the next that is in the list; -1 where there is none.
    void findRow(qint64 seq, std::function<void(qint64 row)> handler);
    /// The number that the filter gives the row, or the one that it was unfolded under.
    [[nodiscard]] qint64 toFilter(qint64 row) const { return m_list.toFilter(toList(row)); }
    /// The row of the list, or the one that the row was unfolded under.
    [[nodiscard]] qint64 toList(qint64 row) const;

    /// Shows what is folded at @p row, once it is read.
    void unfold(qint64 row);
    /// Folds what was unfolded at @p row, or what @p row is part of.
    void fold(qint64 row);

signals:
    void reset();
    void rowCountChanged(qint64 rowCount);
    void rowsArrived(qint64 first, qint64 last);
    /// @p count rows came to stand behind @p row, or went from there where it is negative; comes
    /// after rowCount() changed. Behind row -1 are those that are found before all others.
    void unfolded(qint64 row, qint64 count);

private:
    struct Unfolded {
        qint64 seq = 0;
        std::vector<RecordRow> rows;
    };

    /// Where a row is: in the list, or at @p index of what is unfolded under that row.
    struct Spot {
        qint64 listRow = 0;
        qint64 index = -1;
    };

    [[nodiscard]] Spot spotOf(qint64 row) const;
    [[nodiscard]] qint64 heartbeatsAfter(qint64 listRow) const;
    [[nodiscard]] bool hasCarriers(const RecordRow &row) const;
    void forget();
    void takePrepended(qint64 count);
    [[nodiscard]] std::vector<qint64> seqsWithoutRank() const;
    void askRanks();
    void takeRanks(quint64 generation, const std::vector<std::pair<qint64, qint64>> &ranks);
    void readCarriers(qint64 listRow, const RecordRow &row);
    void readCarriersFrom(qint64 listRow, const RecordRow &row, qint64 first, int count);
    void readHeartbeats(qint64 listRow);
    void add(qint64 listRow, qint64 seq, std::vector<RecordRow> rows, bool hasMore);

    RecordListModel m_list;
    RecordPages::FilterId m_heartbeats = RecordPages::Everything;
    qint64 m_heartbeatRows = 0;
    qint64 m_heartbeatsScanned = 0;
    bool m_areHeartbeatsFound = false;
    bool m_areCarriersFolded = false;
    std::map<qint64, Unfolded> m_unfolded; ///< By row of the list.
    std::set<qint64> m_bare;               ///< Records of which no carrier was found.
    /// Heartbeats before a record, by its seq; of the rows that were in sight.
    std::unordered_map<qint64, qint64> m_ranks;
    qint64 m_firstWanted = 0; ///< Rows of the list.
    qint64 m_lastWanted = -1;
    bool m_isAskingRanks = false;
    quint64 m_generation = 0; ///< Answers to questions of an older one are dropped.
    Mailbox m_mailbox;
};

} // namespace Pushscope
