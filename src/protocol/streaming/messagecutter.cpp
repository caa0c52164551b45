// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/streaming/messagecutter.h"

#include <algorithm>
#include <utility>

namespace Pushscope::Streaming {

MessageCutter::MessageCutter(Cut cut, qint64 maxMessage)
    : m_cut(cut)
    , m_maxMessage(std::max(maxMessage, LeastMaxMessage))
    , m_scanner(MessageScanner::create(cut, m_maxMessage))
{
}

void MessageCutter::feed(QByteArrayView octets)
{
    if (!m_isFinished)
        m_window.append(octets, pendingFrom());
}

qint64 MessageCutter::pendingFrom() const
{
    return m_isSkipping ? m_scanner->searchedTo() : m_scanner->openFrom();
}

std::optional<MessageView> MessageCutter::next()
{
    while (const std::optional<MessageScanner::Found> found = m_scanner->next(m_window)) {
        if (std::optional<MessageView> message = take(*found))
            return message;
    }
    const qint64 open = m_scanner->openFrom();
    if (!m_isSkipping && m_scanner->searchedTo() - open > m_maxMessage) {
        m_isSkipping = true;
        return viewOf({ open, open + m_maxMessage }, { Violation::TooLarge });
    }
    if (!m_isFinished || std::exchange(m_isOver, true))
        return std::nullopt;
    const std::optional<MessageScanner::Found> rest = m_scanner->finish();
    return rest ? take(*rest) : std::nullopt;
}

std::optional<MessageView> MessageCutter::take(const MessageScanner::Found &found)
{
    if (std::exchange(m_isSkipping, false))
        return std::nullopt;
    if (found.range.size() <= m_maxMessage)
        return viewOf(found.range, found.violations);
    const qint64 begin = found.range.begin;
    return viewOf({ begin, begin + m_maxMessage }, { Violation::TooLarge });
}

MessageView MessageCutter::viewOf(ByteRange range, ViolationSet violations) const
{
    const QByteArrayView octets = m_window.view(range);
    const ByteRange content = contentRange(m_cut, octets, violations);
    return { octets.sliced(content.begin, content.size()), range, violations };
}

} // namespace Pushscope::Streaming
