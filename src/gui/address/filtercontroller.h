// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordpages.h"
#include "models/mailbox.h"

#include <QObject>
#include <QSet>
#include <QString>

#include <memory>

namespace Pushscope {

class Filter;
class FilterEdit;

/// Turns what the filter box says, and a range of time, into a filter of the capture.
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
    [[nodiscard]] RecordPages::FilterId filter() const { return m_filter; }

signals:
    void filterChanged(Pushscope::RecordPages::FilterId filter);
    /// How far it is: rows found among @p scanned records.
    void progressed(qint64 rows, qint64 scanned, bool isDone);

private:
    void apply();
    void drop();
    [[nodiscard]] QString expression() const;

    FilterEdit &m_edit;
    RecordPages *m_pages = nullptr;
    RecordPages::FilterId m_filter = RecordPages::Everything;
    qint64 m_tFrom = 0;
    qint64 m_tTo = -1;
    QSet<quint32> m_hidden;
    Mailbox m_mailbox;
};

} // namespace Pushscope
