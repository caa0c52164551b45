// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The first octet says how the rest is read: bit 0 who sent it (1: the server), bits 1 and 2 what
// a response answers, bit 3 small limits, bit 4 that the stream goes on, bit 5 that protocols are
// switched after the first request. The log must be the same whole, octet by octet and cut where
// the second octet says, and the ranges must cover all that was read.

#include "protocol/http1/eventlog.h"
#include "protocol/http1/llhttpcomparison.h"
#include "protocol/http1/messageparser.h"
#include "protocol/http1/serializer.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <type_traits>

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

template<typename Head>
bool isSameHead(const Head &a, const Head &b)
{
    if constexpr (std::is_same_v<Head, RequestHead>) {
        if (a.method != b.method || a.target != b.target)
            return false;
    } else if (a.status != b.status || a.reason != b.reason) {
        return false;
    }
    return a.version == b.version && b.violations.isEmpty()
        && std::ranges::equal(a.fields, b.fields, [](const FieldLine &one, const FieldLine &other) {
               return one.name == other.name && one.value == other.value;
           });
}

/// A head without violations is read from its own serialisation again.
template<typename Head>
void checkWritten(Role sender, const Head &head)
{
    const QByteArray written = serialize(head);
    MessageParser parser(sender);
    parser.feed(written);
    const std::optional<Event> again = parser.next();
    const Head *read = again ? std::get_if<Head>(&*again) : nullptr;
    if (read && isSameHead(head, *read))
        return;
    std::fprintf(stderr, "reads otherwise what it wrote: %s\n", written.constData());
    std::abort();
}

void checkSerialized(const Conversation &conversation)
{
    MessageParser parser(conversation.sender, conversation.limits);
    parser.feed(conversation.wire);
    while (const std::optional<Event> event = parser.next()) {
        if (const auto *request = std::get_if<RequestHead>(&*event);
            request && request->violations.isEmpty())
            checkWritten(conversation.sender, *request);
        else if (const auto *response = std::get_if<ResponseHead>(&*event);
                 response && response->violations.isEmpty())
            checkWritten(conversation.sender, *response);
    }
}

/// Where neither llhttp nor ours has anything to object, both read the same; what else they may
/// differ in has a test of its own, which lists it.
void checkAgainstLlhttp(const Conversation &conversation)
{
    const Comparison comparison = compareWithLlhttp(conversation.sender, conversation.wire);
    if (!comparison.theirs.isAccepted || !comparison.ours.violations.isEmpty())
        return;
    const QByteArray found = disagreement(comparison);
    if (found.isEmpty() || knownDifference(comparison))
        return;
    std::fprintf(stderr, "%s\nllhttp:\n%sours:\n%s", found.constData(),
                 describe(comparison.theirs.messages).constData(),
                 describe(comparison.ours.messages).constData());
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
    checkSerialized(conversation);
    // It cannot be told which requests the responses answer, nor other limits.
    if (conversation.answered.isEmpty() && !(data[0] & 8U) && !conversation.isSwitched)
        checkAgainstLlhttp(conversation);
    return 0;
}
