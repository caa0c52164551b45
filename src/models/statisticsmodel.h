// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordpages.h"
#include "models/mailbox.h"
#include "models/statistics.h"

#include <QObject>

#include <chrono>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace Pushscope {

/// The statistics of a capture, counted from its records on the reader's thread, a page at a time,
/// so that whatever else is asked of the reader comes between. Nothing is counted twice: what came
/// since is added.
///
/// Threads: GUI thread.
class StatisticsModel : public QObject
{
    Q_OBJECT

public:
    /// Of a page; some milliseconds.
    static constexpr int RecordsAtOnce = 8192;
    /// What is counted so far is told that often at most.
    static constexpr std::chrono::milliseconds TellInterval{ 250 };
    using Range = std::optional<std::pair<qint64, qint64>>;

    explicit StatisticsModel(QObject *parent = nullptr);

    /// Counts @p pages from now on, which outlives this or is replaced first; nullptr: nothing.
    void setPages(RecordPages *pages);
    /// Only records of these times, ns since the capture began; nullopt: all.
    void setRange(Range range);
    /// While it is not, nothing is read; what was counted is kept. At first it is not.
    void setActive(bool isActive);
    /// Has it stop until goOn().
    void stop();
    void goOn();
    /// Looks for what came since. Call it when the capture said that it changed.
    void refresh();

    /// Never null.
    [[nodiscard]] std::shared_ptr<const Statistics> statistics() const { return m_statistics; }
    [[nodiscard]] const std::vector<SessionRow> &sessions() const { return m_sessions; }
    [[nodiscard]] const Range &range() const { return m_range; }
    /// There are records that it has not come to.
    [[nodiscard]] bool isCounting() const { return m_pages && !m_isEnd; }
    [[nodiscard]] bool isStopped() const { return m_isStopped; }
    /// How far it is: records, of those that there are.
    [[nodiscard]] qint64 counted() const { return m_lastSeq - m_beforeFirst; }
    [[nodiscard]] qint64 total() const { return m_endSeq - m_beforeFirst; }

signals:
    /// statistics() or sessions() are others.
    void changed();
    void progressed();

private:
    struct Work;

    void begin();
    void next();
    void take(const FiguresPage &page, std::shared_ptr<const Statistics> statistics);
    void askSessions();

    RecordPages *m_pages = nullptr;
    Range m_range;
    std::shared_ptr<Work> m_work; ///< The reader's thread's while m_isAsked.
    std::shared_ptr<const Statistics> m_statistics;
    std::vector<SessionRow> m_sessions;
    qint64 m_lastSeq = 0;
    qint64 m_endSeq = 0;
    qint64 m_beforeFirst = 0;
    bool m_isActive = false;
    bool m_isStopped = false;
    bool m_isAsked = false;
    bool m_isEnd = false;
    bool m_isAskedForSessions = false;
    quint64 m_generation = 0; ///< Answers of an older one are dropped.
    Mailbox m_mailbox;
};

} // namespace Pushscope
