// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/websocket/messagereader.h"

namespace Pushscope::WebSocket {

MessageReader::MessageReader(Role sender, std::optional<DeflateParameters> deflate,
                             qint64 maxMessage)
    : m_parser(sender, deflate ? Rsv1 : NoRsv, maxMessage)
    , m_assembler(sender, deflate, maxMessage)
{
}

std::optional<Outcome> MessageReader::next()
{
    while (!m_assembler.hasNext()) {
        if (const std::optional<FrameEvent> event = m_parser.next()) {
            m_assembler.feed(*event);
        } else if ((m_isFinished || m_parser.stopped()) && !m_isEndTold) {
            // Nobody is to keep the begin of a message that cannot go on.
            m_isEndTold = true;
            m_assembler.finish();
        } else {
            return std::nullopt;
        }
    }
    return m_assembler.next();
}

void MessageReader::finish()
{
    m_isFinished = true;
    m_parser.finish();
}

} // namespace Pushscope::WebSocket
