// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/api/clientoptions.h"

#include <QByteArrayView>

namespace Pushscope {

/// Counts what a client received and says when it has what it was asked for.
class StopWatcher
{
public:
    explicit StopWatcher(const StopConditions &conditions);

    /// A message from the server with @p content.
    void messageArrived(QByteArrayView content);
    /// An SSE event of @p type, in addition to messageArrived().
    void eventArrived(QByteArrayView type);
    /// A poll round answered with @p status.
    void statusArrived(int status);

    [[nodiscard]] bool isMet() const { return m_isMet; }
    /// Anything but a duration was asked for, so that an end before is early.
    [[nodiscard]] bool isExpecting() const;

private:
    [[nodiscard]] bool pointerMatches(QByteArrayView content) const;

    StopConditions m_conditions;
    qint64 m_messages = 0;
    bool m_isMet = false;
};

} // namespace Pushscope
