// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How long reading 1,000,000 WebSocket text messages of 64 octets takes, without any I/O: frames
// alone, and messages with their UTF-8 checked; unmasked as from a server, masked as from a
// client. Octets come in reads of 64 KiB. Prints the best of five, in processor time.

#include "protocol/websocket/frameserializer.h"
#include "protocol/websocket/messagereader.h"

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace Pushscope;
using namespace Pushscope::WebSocket;

namespace {

constexpr int Messages = 1'000'000;
constexpr qsizetype PayloadOctets = 64;
constexpr qsizetype ReadOctets = 64 * 1024;
constexpr int Rounds = 5;

QByteArray makeWire(Role sender)
{
    QByteArray wire;
    for (int i = 0; i < Messages; ++i) {
        const QByteArray payload
            = QByteArray::number(i).leftJustified(PayloadOctets, static_cast<char>('a' + i % 26));
        FrameSpec spec;
        if (sender == Role::Client) {
            const auto n = static_cast<quint32>(i) * 2'654'435'761U;
            spec.maskingKey
                = MaskingKey{ quint8(n), quint8(n >> 8), quint8(n >> 16), quint8(n >> 24) };
        }
        appendFrame(wire, spec, payload);
    }
    return wire;
}

template <typename Read> void measure(const char *what, QByteArrayView wire, Read read)
{
    double best = 1e9;
    qint64 counted = 0;
    for (int round = 0; round < Rounds; ++round) {
        const std::clock_t begin = std::clock();
        counted = read(wire);
        best = std::min(best, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
    }
    std::printf("%-28s %7.1f ms %6.1f ns a message, %lld counted\n", what, best * 1e3,
                best * 1e9 / Messages, static_cast<long long>(counted));
}

qint64 readFrames(Role sender, QByteArrayView wire)
{
    FrameParser parser(sender);
    qint64 frames = 0;
    for (qsizetype i = 0; i < wire.size(); i += ReadOctets) {
        parser.feed(wire.sliced(i, std::min(ReadOctets, wire.size() - i)));
        while (const std::optional<FrameEvent> event = parser.next())
            frames += std::holds_alternative<FrameEnd>(*event);
    }
    return frames;
}

qint64 readMessages(Role sender, QByteArrayView wire)
{
    MessageReader reader(sender);
    qint64 messages = 0;
    for (qsizetype i = 0; i < wire.size(); i += ReadOctets) {
        reader.feed(wire.sliced(i, std::min(ReadOctets, wire.size() - i)));
        while (const std::optional<Outcome> outcome = reader.next())
            messages += std::get<Message>(*outcome).content.size() == PayloadOctets;
    }
    return messages;
}

} // namespace

int main()
{
    for (Role sender : { Role::Server, Role::Client }) {
        const QByteArray wire = makeWire(sender);
        const bool isMasked = sender == Role::Client;
        measure(isMasked ? "frames, masked" : "frames, unmasked", wire,
                [sender](QByteArrayView octets) { return readFrames(sender, octets); });
        measure(isMasked ? "messages, masked" : "messages, unmasked", wire,
                [sender](QByteArrayView octets) { return readMessages(sender, octets); });
    }
    return 0;
}
