// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/socketio/packet.h"

#include <QByteArrayView>

#include <optional>
#include <vector>

namespace Pushscope::SocketIo {

/// A packet with its attachments, or octets that belong to none.
struct Message {
    /// The packet; without one, attachments has the octets that no packet announced.
    std::optional<Packet> packet;
    std::vector<QByteArray> attachments;
    std::vector<ByteRange> attachmentRanges; ///< As the ranges that add…() were given.
    /// Beyond the packet's own: MissingAttachment: something else came before the last of them.
    /// UnexpectedAttachment. TooLarge: more, or longer, than our limits; attachments are left out.
    /// CutOff: the stream ended first.
    ViolationSet violations;
    bool operator==(const Message &) const = default;
};

/// Brings packets and the binary attachments behind them together.
///
/// Values in, values out: each call takes one Engine.IO message, and next() gives the Socket.IO
/// messages that are whole. What announces more than came is given up when the next text comes.
///
/// Spec: Socket.IO protocol, section Packet encoding.
/// Threads: reentrant, not thread-safe.
class PacketAssembler
{
public:
    /// Attachments of one packet; a packet announces at no cost what has to be waited for.
    static constexpr qint64 DefaultMaxAttachments = 1024;
    /// Octets of all attachments of a packet; as much as a WebSocket message may have by default.
    static constexpr qint64 DefaultMaxOctets = 64 * 1024 * 1024;

    explicit PacketAssembler(Revision revision, qint64 maxAttachments = DefaultMaxAttachments,
                             qint64 maxOctets = DefaultMaxOctets);

    /// A message that is text. @p offset is of its first octet, as for parsePacket().
    void addText(QByteArrayView text, qint64 offset = 0);
    /// A message that is binary.
    void addBinary(const QByteArray &octets, ByteRange range = {});
    /// No more will come.
    void finish();

    [[nodiscard]] std::optional<Message> next();
    /// A packet still waits for attachments.
    [[nodiscard]] bool isWaiting() const { return m_left > 0; }

private:
    void complete();

    Revision m_revision;
    qint64 m_maxAttachments;
    qint64 m_maxOctets;
    Message m_open;
    qint64 m_left = 0;   ///< Attachments that m_open still waits for.
    qint64 m_octets = 0; ///< Of its attachments so far.
    std::vector<Message> m_ready;
    std::size_t m_next = 0; ///< Of m_ready.
};

} // namespace Pushscope::SocketIo
