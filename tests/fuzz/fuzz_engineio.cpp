// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzz/require.h"
#include "protocol/engineio/handshake.h"
#include "protocol/engineio/jsonppolling.h"
#include "protocol/engineio/payloadparser.h"
#include "protocol/engineio/serializer.h"

#include <QString>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

using namespace Pushscope;
using namespace Pushscope::EngineIo;

namespace {

std::vector<Packet> parse(QByteArrayView payload, Revision revision, qsizetype step)
{
    constexpr qint64 MaxPacket = 1024;
    PayloadParser parser(revision, MaxPacket);
    std::vector<Packet> packets;
    const auto drain = [&] {
        while (auto packet = parser.next())
            packets.push_back(*std::move(packet));
        require(parser.pendingFrom() <= parser.offset());
    };
    for (qsizetype at = 0; at < payload.size(); at += step) {
        parser.feed(payload.sliced(at, std::min(step, payload.size() - at)));
        drain();
    }
    parser.finish();
    drain();
    return packets;
}

/// Packets lie one behind the other, and what is inside of one lies there.
/// Between packets revision 4 has a separator, and 3 the sign that there are none.
void checkGap(QByteArrayView gap, Revision revision, bool isOutside)
{
    if (revision == Revision::V4) {
        require(gap == (isOutside ? QByteArrayView() : QByteArrayView("\x1e")));
        return;
    }
    bool isZero = false;
    for (const char octet : gap) {
        require(octet == '0' || (octet == ':' && isZero));
        isZero = octet == '0';
    }
    require(!isZero);
}

void checkRanges(const std::vector<Packet> &packets, QByteArrayView payload, Revision revision)
{
    qint64 end = 0;
    for (const Packet &packet : packets) {
        require(packet.range.begin >= end && packet.range.end >= packet.range.begin);
        checkGap(payload.sliced(end, packet.range.begin - end), revision,
                 &packet == &packets.front());
        for (ByteRange range : { packet.typeRange, packet.dataRange }) {
            // A type that is only implied lies nowhere.
            const bool isInside
                = range.begin >= packet.range.begin && range.end <= packet.range.end;
            require(range.begin <= range.end && (range.isEmpty() || isInside));
        }
        end = packet.range.end;
    }
    if (revision == Revision::V4 || end < payload.size())
        checkGap(payload.sliced(end), revision, true);
}

/// What breaks no rule says the same once it is written anew. The octets need not be the same: one
/// payload can be written in several ways (either form of revision 3, a length of 0 that stands
/// for no packet, leading zeros of a length), and the serializer knows one of each.
void checkRoundTrip(const std::vector<Packet> &packets, Revision revision)
{
    const auto isBroken = [](const Packet &packet) { return !packet.violations.isEmpty(); };
    if (packets.empty() || std::ranges::any_of(packets, isBroken))
        return;
    for (BinaryForm form : { BinaryForm::Base64, BinaryForm::Octets }) {
        const QByteArray written = serializePayload(packets, revision, form);
        const auto again = parse(written, revision, std::max<qsizetype>(1, written.size()));
        require(again.size() == packets.size());
        for (std::size_t i = 0; i < again.size(); ++i) {
            require(again[i].violations.isEmpty() && again[i].type == packets[i].type);
            require(again[i].data == packets[i].data && again[i].isBinary == packets[i].isBinary);
        }
    }
}

} // namespace

/// The first octet says the revision and how the rest, a payload, is cut.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 1)
        return 0;
    const auto revision = data[0] % 2 == 0 ? Revision::V4 : Revision::V3;
    const QByteArrayView payload(data + 1, static_cast<qsizetype>(size - 1));
    const std::vector<Packet> packets
        = parse(payload, revision, std::max<qsizetype>(1, payload.size()));
    checkRanges(packets, payload, revision);
    require(parse(payload, revision, 1) == packets);
    require(parse(payload, revision, 1 + data[0] / 2 % 16) == packets);
    checkRoundTrip(packets, revision);

    if (const auto handshake = parseHandshake(payload))
        require(parseHandshake(serializeHandshake(*handshake)) == handshake);
    const CarriedPayload form = parseJsonpForm(payload);
    require(form.range.end <= payload.size());
    const CarriedPayload posted = parseJsonpForm(serializeJsonpForm(payload));
    require(posted.violations.isEmpty());
    const bool isText = QString::fromUtf8(payload).toUtf8() == payload;
    // A backslash before a line end is written as the two characters for a backslash and an n are.
    require(!isText || payload.contains('\\') || posted.payload == payload);
    const CarriedPayload answer = parseJsonpAnswer(payload, {});
    require(answer.range.begin >= 0 && answer.range.begin <= answer.range.end);
    require(answer.range.end <= payload.size());
    if (isText) {
        const CarriedPayload given = parseJsonpAnswer(serializeJsonpAnswer(payload, "7"), "7");
        require(given.violations.isEmpty() && given.payload == payload);
    }
    return 0;
}
