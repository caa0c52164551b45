// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordpages.h"
#include "models/finding.h"
#include "models/mailbox.h"

#include <QObject>

#include <memory>

namespace Pushscope {

/// The findings of a capture, looked for on the reader's thread, a page at a time, so that whatever
/// else is asked of the reader comes between. No record is read twice.
///
/// Threads: GUI thread.
class FindingsReader : public QObject
{
    Q_OBJECT

public:
    /// Of a page; some milliseconds.
    static constexpr int RecordsAtOnce = 2048;

    explicit FindingsReader(QObject *parent = nullptr);

    /// Reads @p pages from now on, which outlives this or is replaced first; nullptr: nothing.
    void setPages(RecordPages *pages);
    /// Looks for what came since. Call it when the capture said that it changed.
    void refresh();

    [[nodiscard]] const Findings &findings() const { return m_findings; }
    /// There may be records that it has not come to.
    [[nodiscard]] bool isReading() const { return m_pages && !m_isEnd; }

signals:
    void changed();

private:
    struct Work;

    void readRoles();
    void next();
    void take(qint64 rows, bool isEnd, const std::shared_ptr<const Findings> &findings);

    RecordPages *m_pages = nullptr;
    std::shared_ptr<Work> m_work; ///< The reader's thread's while m_isAsked.
    Findings m_findings;
    qint64 m_row = 0;
    bool m_isAsked = false;
    bool m_isEnd = false;
    bool m_wasRefreshed = false; ///< While it asked.
    quint64 m_generation = 0;    ///< Answers of an older one are dropped.
    Mailbox m_mailbox;
};

} // namespace Pushscope
