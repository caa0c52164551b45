// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The first octet says how the rest is read: bit 0 who sent it (1: the server), bits 1 and 2 what
// a response answers, bit 3 small limits, bit 4 that the stream goes on, bit 5 that protocols are
// switched after the first request. The log must be the same whole, octet by octet and cut where
// the second octet says, and the ranges must cover all that was read.

#include "protocol/http1/eventlog.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

using namespace Pushscope;
using namespace Pushscope::Http1;

namespace {

Conversation conversationFrom(std::uint8_t flags, QByteArrayView wire)
{
    Conversation conversation;
    conversation.sender = flags & 1U ? Role::Server : Role::Client;
    conversation.wire = wire.toByteArray();
    switch (flags >> 1U & 3U) {
    case 1:
        conversation.answered = { "HEAD", "GET", "GET" };
        break;
    case 2:
        conversation.answered = { "CONNECT", "GET" };
        break;
    case 3:
        conversation.answered = { "GET" };
        break;
    default:
        break;
    }
    if (flags & 8U)
        conversation.limits = { 64, 3, 12 };
    conversation.isOpen = flags & 16U;
    conversation.isSwitched = conversation.sender == Role::Client && flags & 32U;
    return conversation;
}

void expectEqual(const char *what, const QByteArray &whole, const QByteArray &cut)
{
    if (whole == cut)
        return;
    std::fprintf(stderr, "%s gives other values\nwhole:\n%s%s:\n%s", what, whole.constData(), what,
                 cut.constData());
    std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const QByteArrayView wire(data + 2, static_cast<qsizetype>(size - 2));
    const Conversation conversation = conversationFrom(data[0], wire);

    EventLog log = readWhole(conversation);
    const QByteArray whole = log.text();
    const qint64 covered = log.coveredUntil();
    if (covered < 0 || (!conversation.isOpen && covered != wire.size())) {
        std::fprintf(stderr, "covers %lld of %lld octets\n%s", static_cast<long long>(covered),
                     static_cast<long long>(wire.size()), whole.constData());
        std::abort();
    }
    expectEqual("octet by octet", whole, readOctetByOctet(conversation).text());
    if (!wire.isEmpty())
        expectEqual("cut in two", whole, readCut(conversation, { data[1] % wire.size() }).text());
    return 0;
}
