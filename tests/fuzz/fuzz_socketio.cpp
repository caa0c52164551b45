// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzz/require.h"
#include "protocol/socketio/olderpacket.h"
#include "protocol/socketio/packetassembler.h"
#include "protocol/socketio/packetparser.h"
#include "protocol/socketio/serializer.h"

#include <cstddef>
#include <cstdint>

using namespace Pushscope;
using namespace Pushscope::SocketIo;

namespace {

bool isInside(ByteRange inner, ByteRange outer)
{
    return inner.begin >= outer.begin && inner.begin <= inner.end && inner.end <= outer.end;
}

void checkPacket(QByteArrayView octets, Revision revision)
{
    const Packet packet = parsePacket(octets, revision);
    require(packet.range == (ByteRange{ 0, octets.size() }));
    for (ByteRange range : { packet.typeRange, packet.attachmentsRange, packet.namespaceRange,
                             packet.ackIdRange, packet.dataRange })
        require(isInside(range, packet.range));
    // The data is what follows all else, so nothing is lost.
    require(packet.dataRange.end == octets.size());
    require(octets.sliced(packet.dataRange.begin) == packet.data);
    if (!packet.violations.isEmpty())
        return;
    const Packet again = parsePacket(serializePacket(packet), revision);
    require(again.violations.isEmpty() && again.type == packet.type);
    require(again.namespaceName == packet.namespaceName && again.query == packet.query);
    require(again.ackId == packet.ackId && again.attachments == packet.attachments);
    require(again.data == packet.data && again.event == packet.event);
}

/// What came before 1.0: frames lie side by side, and each is one packet.
void checkOlder(QByteArrayView body)
{
    qint64 end = 0;
    for (const OlderFrame &frame : olderFrames(body)) {
        require(frame.range.begin == end && frame.range.end > end);
        require(isInside(frame.content, frame.range));
        end = frame.range.end;
        const QByteArrayView octets = body.sliced(frame.range.begin, frame.range.size());
        const Packet packet = parsePacket(octets, Revision::V1, frame.range.begin);
        require(packet.range == frame.range);
        for (ByteRange range :
             { packet.typeRange, packet.namespaceRange, packet.ackIdRange, packet.dataRange })
            require(range.isEmpty() || isInside(range, packet.range));
        // What lies between the frames may look like a packet: the frame says that it is none.
        require(packet.type || !packet.violations.isEmpty() || !frame.violations.isEmpty());
    }
    require(end == body.size());
}

} // namespace

/// The first octet says the revision; LF ends a message, and one that begins with `b` is binary.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 1)
        return 0;
    const auto revision = static_cast<Revision>(3 + data[0] % 3);
    QByteArrayView rest(data + 1, static_cast<qsizetype>(size - 1));
    checkOlder(rest);
    PacketAssembler assembler(revision, 4, 64);
    qsizetype texts = 0;
    qsizetype binaries = 0;
    while (!rest.isEmpty()) {
        const qsizetype found = rest.indexOf('\n');
        const QByteArrayView message = found < 0 ? rest : rest.first(found);
        rest = found < 0 ? QByteArrayView() : rest.sliced(found + 1);
        if (message.startsWith('b')) {
            assembler.addBinary(message.sliced(1).toByteArray());
            ++binaries;
        } else {
            assembler.addText(message);
            checkPacket(message, revision);
            ++texts;
        }
    }
    assembler.finish();
    require(!assembler.isWaiting());
    // Every text is one packet, and no attachment is in two.
    while (const std::optional<Message> message = assembler.next()) {
        texts -= message->packet ? 1 : 0;
        binaries -= static_cast<qsizetype>(message->attachments.size());
        require(message->attachments.size() == message->attachmentRanges.size());
    }
    require(texts == 0 && binaries >= 0);
    return 0;
}
