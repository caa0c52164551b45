// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/socketio/packetassembler.h"

#include "protocol/socketio/packetparser.h"

#include <utility>

namespace Pushscope::SocketIo {

PacketAssembler::PacketAssembler(Revision revision, qint64 maxAttachments, qint64 maxOctets)
    : m_revision(revision)
    , m_maxAttachments(maxAttachments)
    , m_maxOctets(maxOctets)
{
}

void PacketAssembler::addText(QByteArrayView text, qint64 offset)
{
    if (isWaiting()) {
        m_open.violations.add(Violation::MissingAttachment);
        complete();
    }
    m_open.packet = parsePacket(text, m_revision, offset);
    m_left = m_open.packet->attachments;
    if (m_left == 0)
        complete();
}

void PacketAssembler::addBinary(const QByteArray &octets, ByteRange range)
{
    if (!isWaiting()) {
        m_open.attachments.push_back(octets);
        m_open.attachmentRanges.push_back(range);
        m_open.violations.add(Violation::UnexpectedAttachment);
        complete();
        return;
    }
    m_octets += octets.size();
    const bool hasRoom
        = static_cast<qint64>(m_open.attachments.size()) < m_maxAttachments && m_octets <= m_maxOctets;
    if (hasRoom && !m_open.violations.contains(Violation::TooLarge)) {
        m_open.attachments.push_back(octets);
        m_open.attachmentRanges.push_back(range);
    } else {
        m_open.violations.add(Violation::TooLarge);
    }
    if (--m_left == 0)
        complete();
}

void PacketAssembler::finish()
{
    if (!isWaiting())
        return;
    m_open.violations.add(Violation::CutOff);
    complete();
}

void PacketAssembler::complete()
{
    m_ready.push_back(std::exchange(m_open, {}));
    m_left = 0;
    m_octets = 0;
}

std::optional<Message> PacketAssembler::next()
{
    if (m_next == m_ready.size()) {
        m_ready.clear();
        m_next = 0;
        return std::nullopt;
    }
    return std::move(m_ready[m_next++]);
}

} // namespace Pushscope::SocketIo
