// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/recordfollower.h"
#include "models/timelinescene.h"

#include <QObject>

#include <vector>

namespace Pushscope {

/// Every stretch in which recording held the peers up, from the records of kind recording.stall.
///
/// Threads: GUI thread.
class TimelineStalls : public QObject
{
    Q_OBJECT

public:
    explicit TimelineStalls(QObject *parent = nullptr);

    /// Reads @p pages from now on, which outlives this or is replaced first; nullptr: nothing.
    void setPages(RecordPages *pages) { m_follower.setPages(pages); }
    /// By time.
    [[nodiscard]] const std::vector<TimelineStall> &stalls() const { return m_stalls; }

signals:
    void changed();

private:
    void take(const std::vector<Record> &records);

    std::vector<TimelineStall> m_stalls;
    RecordFollower m_follower;
};

} // namespace Pushscope
