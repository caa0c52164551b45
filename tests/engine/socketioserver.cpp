// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/socketioserver.h"


namespace Pushscope {

namespace {

constexpr qsizetype SmallHeader = 2;
constexpr qsizetype MaskOctets = 4;
constexpr quint8 LengthBits = 0x7f;

} // namespace

void SocketIoDialogue::acceptAll()
{
    for (const auto &one : network().peers()) {
        if (!one->isOpen() && !one->hasEnded())
            one->accept();
    }
}

qsizetype SocketIoDialogue::asking(const QByteArray &begin) const
{
    const auto &all = const_cast<SocketIoDialogue *>(this)->network().peers();
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i]->isOpen() && all[i]->written().startsWith(begin))
            return static_cast<qsizetype>(i);
    }
    return -1;
}

ScriptedPeer &SocketIoDialogue::taken(const QByteArray &begin)
{
    acceptAll();
    const qsizetype index = asking(begin);
    if (index < 0)
        qFatal("nobody asks for %s", begin.constData());
    ScriptedPeer &peer = *network().peers()[static_cast<std::size_t>(index)];
    lastRequest = peer.takeWritten();
    return peer;
}

bool SocketIoDialogue::answer(const QByteArray &begin, const QByteArray &body,
                              const QByteArray &status, const QByteArray &fields)
{
    acceptAll();
    if (asking(begin) < 0)
        return false;
    taken(begin).send(response(status, fields, body));
    acceptAll();
    return true;
}

QByteArray SocketIoDialogue::posted()
{
    acceptAll();
    if (asking("POST ") < 0)
        return {};
    ScriptedPeer &peer = taken("POST ");
    const QByteArray body = lastRequest.mid(lastRequest.indexOf("\r\n\r\n") + 4);
    peer.send(response("200 OK", "Content-Type: text/html\r\n", "ok"));
    acceptAll();
    return body;
}

void SocketIoDialogue::open(const QByteArray &handshake)
{
    const bool isOpen = poll("0" + handshake) && posted() == "40" && poll(R"(40{"sid":"n1"})");
    if (!isOpen)
        qFatal("the client does not connect");
}

ScriptedPeer &SocketIoDialogue::upgrade()
{
    acceptAll();
    for (const auto &one : network().peers()) {
        if (!one->isOpen() || !one->written().contains("transport=websocket"))
            continue;
        lastRequest = one->takeWritten();
        one->send(switching(lastRequest));
        return *one;
    }
    qFatal("nobody asks for a WebSocket");
}

QByteArray SocketIoDialogue::frames(ScriptedPeer &peer)
{
    QByteArray octets = peer.takeWritten();
    QByteArrayList payloads;
    while (octets.size() >= SmallHeader + MaskOctets) {
        const auto length = static_cast<qsizetype>(static_cast<quint8>(octets[1]) & LengthBits);
        QByteArray payload = octets.mid(SmallHeader + MaskOctets, length);
        for (qsizetype i = 0; i < payload.size(); ++i)
            payload[i] = static_cast<char>(payload[i] ^ octets[SmallHeader + i % MaskOctets]);
        const bool isClose = (octets[0] & 0x0f) == 8;
        payloads.append(isClose ? QByteArray("close") : payload);
        octets = octets.mid(SmallHeader + MaskOctets + length);
    }
    return payloads.join('|');
}

ClientOptions socketIoOptions(SocketIoTransports transports)
{
    ClientOptions options = clientOf(Technique::SocketIo, "http://feed.example");
    options.socketIo.transports = transports;
    options.offersDeflate = false;
    options.reconnects = false;
    return options;
}

} // namespace Pushscope
