// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordpages.h"
#include "models/mailbox.h"

#include <QObject>
#include <QSet>
#include <QString>

#include <functional>
#include <memory>

namespace Pushscope {

class Filter;
class FilterEdit;

/// Turns what the filter box says, a range of time, and what is to be folded into a filter of the
/// capture, and into another of the heartbeats that were folded.
///
/// Folding keeps out of the way of an expression that itself names kinds or `is:`: who asks for
/// pings gets them.
class FilterController : public QObject
{
    Q_OBJECT

public:
    /// @p edit outlives it.
    explicit FilterController(FilterEdit &edit, QObject *parent = nullptr);
    ~FilterController() override;

    /// Filters @p pages from now on, which outlives this or is replaced first; nullptr: nothing.
    void setPages(RecordPages *pages);
    /// Lets only records of [@p tFrom, @p tTo] pass, in ns; tTo < tFrom: of all times.
    void setRange(qint64 tFrom, qint64 tTo);
    /// Lets no record of @p sessions pass.
    void setHiddenSessions(const QSet<quint32> &sessions);
    /// Lets only pass what the list marks (`is:problem`).
    void setProblemsOnly(bool isProblemsOnly);
    [[nodiscard]] bool isProblemsOnly() const { return m_isProblemsOnly; }
    /// Leaves heartbeats, or what only carried other records, out of the list. Shown once all is
    /// looked through, so that the list does not become empty first.
    void setFolding(bool foldsHeartbeats, bool foldsCarriers);
    /// A technique has been found out: looks anew where it decides what passes.
    void takeTechniques();
    /// @p start tells at which record a filter begins to look, and spreads from there.
    void setStart(std::function<qint64()> start) { m_start = std::move(start); }
    [[nodiscard]] RecordPages::FilterId filter() const { return m_filter; }
    /// Contract §2: what the list shows.
    [[nodiscard]] QString expression() const;
    /// Whether the list is without what carried its records.
    [[nodiscard]] bool areCarriersFolded() const;

signals:
    void filterChanged(Pushscope::RecordPages::FilterId filter);
    /// How far it is: rows found among @p scanned records.
    void progressed(qint64 rows, qint64 scanned, bool isDone);
    /// The heartbeats that are folded; Everything: none are.
    void heartbeatsChanged(Pushscope::RecordPages::FilterId heartbeats);
    void heartbeatsProgressed(qint64 rows, qint64 scanned, bool isDone);

private:
    enum class Showing { AtOnce, WhenDone };

    void apply(Showing showing);
    void drop(RecordPages::FilterId &filter);
    void show(RecordPages::FilterId filter);
    void startHeartbeats();
    void takeProgress(RecordPages::FilterId filter, qint64 rows, qint64 scanned, bool isDone);
    /// What is typed, the range and the hidden sessions, without the folding.
    [[nodiscard]] QString plainExpression() const;
    /// The filter of @p expression, told of by takeProgress(); Everything where all passes.
    [[nodiscard]] RecordPages::FilterId start(const QString &expression, qint64 seq);
    [[nodiscard]] bool mayFold() const;

    FilterEdit &m_edit;
    RecordPages *m_pages = nullptr;
    RecordPages::FilterId m_filter = RecordPages::Everything;
    RecordPages::FilterId m_coming = RecordPages::Everything; ///< Shown once it is done.
    RecordPages::FilterId m_heartbeats = RecordPages::Everything;
    std::function<qint64()> m_start;
    QString m_typed; ///< What was last understood.
    bool m_isProblemsOnly = false;
    bool m_foldsHeartbeats = false;
    bool m_foldsCarriers = false;
    qint64 m_tFrom = 0;
    qint64 m_tTo = -1;
    QSet<quint32> m_hidden;
    Mailbox m_mailbox;
};

} // namespace Pushscope
