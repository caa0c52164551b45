// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a proxy answers before it leads on. The first octet says what it is asked: bit 0 by CONNECT
// (else by SOCKS 5), bit 1 with a password, bit 2 for an address instead of a name. However the
// octets were cut: the same is said to it, the same is made of it, and no octet of the target's is
// taken for the proxy's.

#include "fuzz/require.h"
#include "protocol/http1/serializer.h"
#include "protocol/http1/tunnelrequest.h"
#include "protocol/socks/clienthandshake.h"

#include <algorithm>
#include <cstdint>

using namespace Pushscope;

namespace {

/// A dialogue as far as it went.
struct Dialogue {
    QByteArray told; ///< To the proxy.
    qsizetype taken = 0;
    bool isOpen = false;
    std::optional<Socks::Refusal> refusal;
    std::optional<Http1::ResponseHead> answer;
    bool isLost = false;
    bool operator==(const Dialogue &) const = default;
};

Socks::ClientHandshake::Target targetOf(std::uint8_t choice)
{
    Socks::ClientHandshake::Target target{ "feed.example", {}, 443, {}, {} };
    if ((choice & 2U) != 0) {
        target.user = "li";
        target.password = "s3";
    }
    if ((choice & 4U) != 0)
        target.address = QByteArray::fromHex("20010db8000000000000000000000001");
    return target;
}

/// Feeds @p wire @p step octets at a time until @p feed takes less than it was given.
template<typename Feed>
qsizetype feedAll(QByteArrayView wire, qsizetype step, Feed feed)
{
    qsizetype taken = 0;
    while (taken < wire.size()) {
        const qsizetype given = std::min(step, wire.size() - taken);
        const qsizetype used = feed(wire.sliced(taken, given));
        require(used >= 0 && used <= given, "no more is taken than there is");
        taken += used;
        if (used < given)
            break;
    }
    return taken;
}

Dialogue bySocks(std::uint8_t choice, QByteArrayView wire, qsizetype step)
{
    Socks::ClientHandshake handshake(targetOf(choice));
    Dialogue dialogue;
    dialogue.told = handshake.takeOutput();
    dialogue.taken = feedAll(wire, step, [&](QByteArrayView octets) {
        const qsizetype used = handshake.feed(octets);
        dialogue.told += handshake.takeOutput();
        return used;
    });
    dialogue.isOpen = handshake.isDone();
    dialogue.refusal = handshake.refusal();
    require(!(dialogue.isOpen && dialogue.refusal), "it is open or refused");
    return dialogue;
}

Dialogue byConnect(std::uint8_t choice, QByteArrayView wire, qsizetype step)
{
    Http1::TunnelRequest request("feed.example:443", (choice & 2U) != 0 ? "Basic bGk6czM=" : "");
    Dialogue dialogue;
    dialogue.told = request.request();
    dialogue.taken
        = feedAll(wire, step, [&](QByteArrayView octets) { return request.feed(octets); });
    dialogue.answer = request.answer();
    dialogue.isLost = request.isLost();
    dialogue.isOpen = dialogue.answer && dialogue.answer->status / 100 == 2;
    require(!(dialogue.answer && dialogue.isLost), "it is answered or lost");
    return dialogue;
}

/// Octets of the answers of a SOCKS server that leads on, by the lengths that RFC 1928 §3, §6 and
/// RFC 1929 §2 give them.
qsizetype octetsOfSocksAnswers(QByteArrayView wire)
{
    constexpr qsizetype Method = 2;
    constexpr qsizetype Status = 2;
    constexpr qsizetype ReplyHead = 4; // Up to the address.
    constexpr qsizetype Port = 2;
    qsizetype octets = Method;
    if (wire[1] == 2)
        octets += Status;
    const qsizetype address = octets + ReplyHead;
    switch (wire[octets + 3]) {
    case 1:
        return address + 4 + Port;
    case 3:
        return address + 1 + static_cast<unsigned char>(wire[address]) + Port;
    default:
        return address + 16 + Port;
    }
}

void checkSocks(std::uint8_t choice, QByteArrayView wire)
{
    const Dialogue whole = bySocks(choice, wire, wire.size());
    for (qsizetype step = 1; step <= 3; ++step)
        require(bySocks(choice, wire, step) == whole, "cuts change nothing");
    if (whole.isOpen)
        require(whole.taken == octetsOfSocksAnswers(wire), "the target's octets are left");
    else if (!whole.refusal)
        require(whole.taken == wire.size(), "it waits for more");
    if (whole.refusal && whole.refusal->reason == Socks::Refusal::Reason::Replied)
        require(whole.refusal->reply != 0, "0 is no refusal");
}

void checkConnect(std::uint8_t choice, QByteArrayView wire)
{
    const Dialogue whole = byConnect(choice, wire, wire.size());
    for (qsizetype step = 1; step <= 3; ++step)
        require(byConnect(choice, wire, step) == whole, "cuts change nothing");
    if (!whole.answer) {
        require(whole.isLost || whole.taken == wire.size(), "it waits for more");
        return;
    }
    const QByteArrayView heads = wire.first(whole.taken);
    require(heads.endsWith('\n'), "a head ends with a line");
    require(whole.answer->status >= 200, "interim heads are no answer");
    if (!whole.answer->violations.isEmpty())
        return;
    const QByteArray written = Http1::serialize(*whole.answer);
    const Dialogue again = byConnect(choice, written, written.size());
    require(again.answer && again.answer->status == whole.answer->status
                && again.answer->reason == whole.answer->reason
                && std::ranges::equal(again.answer->fields, whole.answer->fields,
                                      [](const auto &a, const auto &b) {
                                          return a.name == b.name && a.value == b.value;
                                      }),
            "a head is read from what it is written as");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const QByteArrayView wire(data + 1, static_cast<qsizetype>(size - 1));
    if ((data[0] & 1U) != 0)
        checkConnect(data[0], wire);
    else
        checkSocks(data[0], wire);
    return 0;
}
