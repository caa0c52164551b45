// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/filtererror.h"
#include "models/appliedfilter.h"

#include <QObject>
#include <QString>

#include <functional>

namespace Pushscope {

/// Goes from match to match in the record list without hiding the rows between them: a filter
/// beside the list's own, of which only the numbers of rows are asked for.
///
/// Threads: GUI thread.
class RecordFinder : public QObject
{
    Q_OBJECT

public:
    explicit RecordFinder(QObject *parent = nullptr);

    /// Looks in @p pages, which outlives this or is replaced first; nullptr: nowhere.
    void setPages(RecordPages *pages);
    /// Only what @p expression lets pass is in the list, and found.
    void setListExpression(const QString &expression);
    /// Contract §2; empty: nothing is looked for.
    void setExpression(const QString &expression);
    [[nodiscard]] const QString &expression() const { return m_expression; }
    [[nodiscard]] bool isActive() const { return m_filter.isActive(); }
    [[nodiscard]] qint64 matches() const { return m_matches; }

    /// Finds the next, or previous, match from record @p seq, and round the end.
    void find(qint64 seq, bool isForward);
    /// Tells which of the matches record @p seq is.
    void locate(qint64 seq);

signals:
    void found(qint64 seq);
    /// Match number @p match, from 1, of @p matches; 0: the current record is none. Until isDone
    /// there may be more.
    void counted(qint64 match, qint64 matches, bool isDone);
    void refused(const Pushscope::FilterError &error);
    void understood();

private:
    void restart();
    void forget();
    void take(qint64 rows, bool isDone);
    void takeRow(qint64 row, bool isForward);
    void readMatch(qint64 row);
    /// @p take gets the record of a row, 0 where there is none, unless another was asked for.
    void readSeq(qint64 row, std::function<void(qint64 seq)> take);

    AppliedFilter m_filter;
    QString m_list;
    QString m_expression;
    qint64 m_matches = 0;
    bool m_isDone = false;
    qint64 m_current = 0; ///< The record that counted() tells of.
    qint64 m_match = 0;
    bool m_isFinding = false;
    bool m_isWaiting = false; ///< For more matches, to find the next one.
    quint64 m_question = 0;   ///< Answers to an older one are dropped.
};

} // namespace Pushscope
