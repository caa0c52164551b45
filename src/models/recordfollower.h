// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordpages.h"
#include "models/appliedfilter.h"

#include <QObject>
#include <QString>

#include <functional>
#include <limits>
#include <vector>

namespace Pushscope {

/// Reads every record that passes a filter, each once and in order, and those that come later. For
/// kinds of which a capture has few.
///
/// Threads: GUI thread.
class RecordFollower : public QObject
{
    Q_OBJECT

public:
    /// No more are kept in memory: nobody writes so many, and a forged file must not fill it.
    static constexpr qint64 MostRecords = 100'000;
    /// For who keeps none of them.
    static constexpr qint64 AllRecords = std::numeric_limits<qint64>::max();

    /// @p expression: contract §2; must be understood. @p most: later ones are not read.
    explicit RecordFollower(QString expression, QObject *parent = nullptr,
                            qint64 most = MostRecords);

    /// Reads @p pages, which outlives this or is replaced first; nullptr: nothing.
    void setPages(RecordPages *pages);
    [[nodiscard]] RecordPages *pages() const { return m_filter.pages(); }

signals:
    /// What was read belongs to a capture that is not shown any more.
    void restarted();
    void arrived(const std::vector<Pushscope::Record> &records);

private:
    static constexpr int PageRows = 256;

    void take(qint64 rows, bool isDone);
    void requestNext();

    const QString m_expression;
    const qint64 m_most;
    AppliedFilter m_filter;
    qint64 m_known = 0; ///< Rows that the filter is known to have.
    qint64 m_read = 0;
    bool m_isAsking = false;
};

} // namespace Pushscope
