// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordpages.h"
#include "models/mailbox.h"
#include "models/timelinescene.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace Pushscope {

/// The stretch of a capture that the timeline shows: asks the reader for it and keeps the newest
/// answer. One question is under way at a time; of those that come meanwhile the last counts.
///
/// Threads: GUI thread.
class TimelineModel : public QObject
{
    Q_OBJECT

public:
    explicit TimelineModel(QObject *parent = nullptr);
    ~TimelineModel() override;

    /// Shows @p pages, which outlives this or is replaced first; nullptr: nothing.
    void setPages(RecordPages *pages);
    [[nodiscard]] RecordPages *pages() const { return m_pages; }

    [[nodiscard]] const TimelineScene &scene() const { return m_scene; }
    [[nodiscard]] const std::vector<SessionRow> &sessions() const { return m_sessions; }
    /// ns since the capture began of its newest record.
    [[nodiscard]] qint64 lastTime() const { return m_lastTime; }

    /// Sessions that have one lane for all their connections; seen with the next answer.
    void setCollapsed(std::set<quint32> sessions) { m_collapsed = std::move(sessions); }
    [[nodiscard]] const std::set<quint32> &collapsed() const { return m_collapsed; }
    /// A question is under way.
    [[nodiscard]] bool isAsked() const { return m_isAsked; }

    /// Asks for [@p tFrom, @p tTo] on @p columns pixels.
    void want(qint64 tFrom, qint64 tTo, int columns);
    /// What the user calls sessions, and which of them are not to be seen.
    void setSessionView(const QHash<quint32, QString> &names, const QSet<quint32> &hidden);
    /// Looks how far the capture has come. Call it when it said that it changed.
    void refresh();

signals:
    void sceneChanged();
    void sessionsChanged();
    void lastTimeChanged(qint64 t);

private:
    struct Question {
        qint64 tFrom;
        qint64 tTo;
        int columns;
    };

    void ask(const Question &question);
    void makeView();
    /// Everything is shown as it is recorded: the scene need not be copied.
    [[nodiscard]] bool isPlain() const { return m_names.isEmpty() && m_hidden.isEmpty(); }
    void take(quint64 generation, TimelineScene &&scene, std::vector<SessionRow> &&sessions);

    RecordPages *m_pages = nullptr;
    quint64 m_generation = 0; ///< Answers of an older one are dropped.
    TimelineScene m_recorded; ///< With every session, by its recorded name; unless isPlain().
    TimelineScene m_scene;
    QHash<quint32, QString> m_names;
    QSet<quint32> m_hidden;
    std::vector<SessionRow> m_sessions;
    qint64 m_lastTime = 0;
    std::set<quint32> m_collapsed;
    bool m_isAsked = false;
    std::optional<Question> m_next;
    Mailbox m_mailbox;
};

} // namespace Pushscope
