// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/api/cursorrule.h"
#include "engine/client/clientrequest.h"
#include "engine/client/clienturl.h"
#include "protocol/http1/message.h"

#include <QByteArray>

#include <optional>

namespace Pushscope {

/// Carries on, from one answer into the next request, what was seen last, so that the server
/// sends what came since.
class PollCursor
{
public:
    /// @param rule Habit has to be resolved by the caller.
    explicit PollCursor(CursorRule rule);

    /// An answer with its content; what it does not name stays as it was.
    void learn(const Http1::ResponseHead &head, QByteArrayView content);
    void apply(ClientUrl &url, RequestHabits &habits) const;
    /// What is carried on, for records: a value, or field lines joined by `; `; empty for nothing.
    [[nodiscard]] QByteArray shown() const;

private:
    void learnPointer(QByteArrayView content, const QByteArray &pointer, qint64 add,
                      const QByteArray &parameter);
    void learnFields(const Http1::ResponseHead &head);

    CursorRule m_rule;
    QByteArray m_parameter; ///< Of the query, that takes m_value.
    std::optional<QByteArray> m_value;
    QByteArray m_entityTag;
    QByteArray m_lastModified;
};

} // namespace Pushscope
