// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordpages.h"
#include "models/mailbox.h"

#include <QObject>

namespace Pushscope {

/// Finds the record that says why a session failed, once it is in the file: the engine knows of the
/// failure earlier.
///
/// Threads: GUI thread.
class FailureFinder : public QObject
{
    Q_OBJECT

public:
    /// How far from the end it is looked for; what is further away has been passed by others.
    static constexpr int MostRows = 64;

    explicit FailureFinder(QObject *parent = nullptr);

    /// Looks in @p pages, which outlives this or is replaced first; nullptr: nowhere.
    void setPages(RecordPages *pages);
    /// found() follows, perhaps at once, perhaps with a later refresh().
    void look(quint32 session);
    /// Call it when the capture said that it changed.
    void refresh();

signals:
    /// The newest record of kind `error` or `ws.closed` of the session.
    void found(qint64 seq);

private:
    RecordPages *m_pages = nullptr;
    quint32 m_session = 0; ///< 0: none is looked for.
    int m_tries = 0;
    bool m_isAsking = false;
    Mailbox m_mailbox;
};

} // namespace Pushscope
