// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordpages.h"
#include "models/appliedfilter.h"

#include <QObject>
#include <QStringList>

namespace Pushscope {

/// The names of the events that a session of Socket.IO had lately, either way.
///
/// Threads: GUI thread.
class EventNames final : public QObject
{
    Q_OBJECT

public:
    /// Packets that are looked at: the newest.
    static constexpr int MostPackets = 200;

    explicit EventNames(QObject *parent = nullptr);

    /// Reads @p pages, which outlives this or is replaced first; nullptr: nothing.
    void setPages(RecordPages *pages);
    void setSession(quint32 session);
    /// Looks anew; found() follows where there are any.
    void look();

signals:
    /// Each once, the newest last.
    void found(const QStringList &names);

private:
    void restart();
    void ask();

    quint32 m_session = 0;
    AppliedFilter m_filter;
    qint64 m_rows = 0;
    qint64 m_asked = 0; ///< Rows that there were when it looked last.
    bool m_isWanted = false; ///< As soon as the filter is through.
};

} // namespace Pushscope
