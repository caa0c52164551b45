// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/appliedfilter.h"

#include <QHash>
#include <QObject>
#include <QString>

namespace Pushscope {

/// How the newest connection of each session is encrypted, from the records of kind conn.open.
///
/// Threads: GUI thread.
class Encryption : public QObject
{
    Q_OBJECT

public:
    explicit Encryption(QObject *parent = nullptr);

    /// Reads @p pages from now on, which outlives this or is replaced first; nullptr: nothing.
    void setPages(RecordPages *pages);

    /// `TLS 1.3 · certificate verified`; empty while the session had no connection.
    [[nodiscard]] QString sentence(quint32 session) const;
    /// Encrypted, by a peer that proved who it is.
    [[nodiscard]] bool isVerified(quint32 session) const;

signals:
    void changed();

private:
    struct Facts {
        quint32 connection = 0;
        QString version; ///< Empty: not encrypted.
        bool isVerified = false;
    };

    void readRows(qint64 rows);

    AppliedFilter m_filter;
    qint64 m_rowsRead = 0;
    QHash<quint32, Facts> m_facts;
};

} // namespace Pushscope
