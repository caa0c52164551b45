// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/contenttranscript.h"
#include "capture/socketiotranscript.h"
#include "protocol/streaming/messagecutter.h"

namespace Pushscope {

/// Turns a text with one Engine.IO message a line into sio.packet records: a packet as it stands, an
/// attachment as `b` and base64. Blank lines are none, and the last line needs no end.
///
/// Who sent what is not known, so nothing is said of what its sender may not send.
class SocketIoLinesTranscript final : public ContentTranscript
{
public:
    SocketIoLinesTranscript(const Setup &setup, SocketIo::Revision revision);

    void octets(QByteArrayView octets, qint64 t, Chunk *chunk) override;
    void finish(qint64 t) override;
    [[nodiscard]] qint64 pendingFrom() const override { return m_cutter.pendingFrom(); }

private:
    void drain(qint64 t);
    void take(const Streaming::MessageView &line, qint64 t);
    void takeOlder(const Streaming::MessageView &line, Record place, qint64 t);
    [[nodiscard]] PacketArrival arrival(qint64 t) const;

    Streaming::MessageCutter m_cutter;
    SocketIoTranscript m_packets;
};

} // namespace Pushscope
