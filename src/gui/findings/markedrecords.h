// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/appliedfilter.h"

#include <QObject>

namespace Pushscope {

/// Counts the records that the list marks each by itself (`is:problem`), as long as somebody wants
/// to know.
///
/// Threads: GUI thread.
class MarkedRecords : public QObject
{
    Q_OBJECT

public:
    explicit MarkedRecords(QObject *parent = nullptr);

    /// Counts in @p pages from now on, which outlives this or is replaced first; nullptr: nothing.
    void setPages(RecordPages *pages);
    /// A filter costs the reader something: nobody is told while nobody looks.
    void setWanted(bool isWanted);
    /// Found so far; 0 while it is not wanted.
    [[nodiscard]] qint64 count() const { return m_count; }

signals:
    void countChanged(qint64 count);

private:
    void restart();
    void setCount(qint64 count);

    AppliedFilter m_filter;
    bool m_isWanted = false;
    qint64 m_count = 0;
};

} // namespace Pushscope
