// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordpages.h"

#include <QHash>
#include <QString>

#include <vector>

namespace Pushscope {

/// What views need to know of sessions beside their number.
///
/// Threads: reentrant.
class SessionTable
{
public:
    struct Session {
        QString name;
        QByteArray technique;  ///< contract name
        bool isServer = false; ///< A mock: it recorded as the server.
    };

    SessionTable() = default;
    explicit SessionTable(const std::vector<SessionRow> &rows)
    {
        for (const SessionRow &row : rows) {
            m_sessions.insert(
                row.id,
                { QString::fromUtf8(row.name), row.technique, row.role == QByteArrayView("mock") });
        }
    }

    /// Empty where @p session is unknown.
    [[nodiscard]] Session session(quint32 session) const { return m_sessions.value(session); }
    [[nodiscard]] QString name(quint32 session) const { return this->session(session).name; }
    [[nodiscard]] bool isServer(quint32 session) const { return this->session(session).isServer; }

private:
    QHash<quint32, Session> m_sessions;
};

} // namespace Pushscope
