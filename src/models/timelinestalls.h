// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordpages.h"
#include "models/mailbox.h"
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
    ~TimelineStalls() override;

    /// Reads @p pages from now on, which outlives this or is replaced first; nullptr: nothing.
    void setPages(RecordPages *pages);
    /// By time.
    [[nodiscard]] const std::vector<TimelineStall> &stalls() const { return m_stalls; }

signals:
    void changed();

private:
    void drop();
    void readRows();
    void take(std::vector<TimelineStall> &&stalls);

    RecordPages *m_pages = nullptr;
    RecordPages::FilterId m_filter = RecordPages::Everything;
    qint64 m_rows = 0;     ///< That there are.
    qint64 m_rowsRead = 0; ///< Of these.
    bool m_isReading = false;
    std::vector<TimelineStall> m_stalls;
    Mailbox m_mailbox;
};

} // namespace Pushscope
