// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/streaming/linescanner.h"

namespace Pushscope::Streaming {

std::optional<MessageScanner::Found> LineScanner::next(const OctetWindow &window)
{
    while (searchedTo() < window.end()) {
        if (!m_isInLine && !m_hasCr && window.at(searchedTo()) == '\r') {
            m_hasCr = true;
            if (!isOpen())
                open(searchedTo());
            step();
            continue;
        }
        const qint64 lf = window.find('\n', searchedTo());
        const bool isBlank = !m_isInLine && lf == searchedTo();
        if (!isBlank && !isOpen())
            open(searchedTo());
        if (lf == window.end()) {
            m_isInLine = true;
            moveTo(lf);
            return std::nullopt;
        }
        const bool isOnlyCr = isBlank && m_hasCr && openFrom() == lf - 1;
        moveTo(lf + 1);
        m_isInLine = m_hasCr = false;
        if (isOnlyCr || !isOpen()) {
            forget(); // A blank line where no message is open.
            continue;
        }
        if (!m_isBlock || isBlank)
            return close(lf + 1);
    }
    return std::nullopt;
}

} // namespace Pushscope::Streaming
