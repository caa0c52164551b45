// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/appliedfilter.h"
#include "models/timelinescene.h"

#include <QObject>

namespace Pushscope {

/// Finds the record that tells how a connection ended.
///
/// Threads: GUI thread.
class EndFinder : public QObject
{
    Q_OBJECT

public:
    explicit EndFinder(QObject *parent = nullptr);

    /// Looks in @p pages, which outlives this or is replaced first; nullptr: nowhere.
    void setPages(RecordPages *pages);
    /// found() follows where there is such a record, and no one was looked for after this.
    /// @param nearSeq where to begin to look.
    void find(const TimelineEnd &end, qint64 nearSeq);

signals:
    void found(qint64 seq);

private:
    void take(qint64 rows, bool isDone);

    AppliedFilter m_filter;
};

} // namespace Pushscope
