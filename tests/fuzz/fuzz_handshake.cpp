// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Both sides of the opening handshake and what stands in its fields. The first octet says what a
// server wants of permessage-deflate; of the rest, what stands before the first NUL is a request,
// what follows is a response. Whatever the request asks for, where our server may accept it our
// client takes the answer, and what either reads of extensions means the same written again.

#include "fuzz/require.h"
#include "protocol/http1/fields.h"
#include "protocol/http1/grammar.h"
#include "protocol/http1/messageparser.h"
#include "protocol/http1/serializer.h"
#include "protocol/websocket/openinghandshake.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

using namespace Pushscope;
using namespace Pushscope::WebSocket;

namespace {

template<typename Head>
std::optional<Head> headOf(Role sender, QByteArrayView octets)
{
    Http1::MessageParser parser(sender);
    if (sender == Role::Server)
        parser.expectResponseTo({ "GET", "/", "HTTP/1.1", {}, {}, {} });
    parser.feed(octets);
    while (const std::optional<Http1::Event> event = parser.next()) {
        if (const auto *head = std::get_if<Head>(&*event))
            return *head;
        if (std::holds_alternative<Http1::SwitchedProtocols>(*event))
            break;
    }
    return std::nullopt;
}

DeflateWishes wishesOf(std::uint8_t choice)
{
    return { (choice & 2U) != 0, (choice & 4U) != 0, MinWindowBits + (choice >> 3) % 8,
             MinWindowBits + (choice >> 5) };
}

void checkExtensions(QByteArrayView value)
{
    const auto extensions = parseExtensions(value);
    if (!extensions)
        return;
    if (!extensions->empty())
        require(parseExtensions(serializeExtensions(*extensions)) == extensions,
                "extensions are read from what they are written as");
    for (const Extension &extension : *extensions) {
        require(Http1::isToken(extension.name), "an extension has a token for a name");
        for (const ExtensionParameter &parameter : extension.parameters)
            require(!parameter.value || Http1::isToken(*parameter.value), "a value is a token");
        if (const std::optional<DeflateOffer> offer = readDeflateOffer(extension)) {
            const DeflateParameters agreed = acceptDeflate(*offer);
            require(readDeflateAnswer(toExtension(agreed, *offer), *offer) == agreed,
                    "what an offer is answered is taken");
            require(readDeflateOffer(toExtension(*offer)) == offer,
                    "an offer is read from what it is written as");
        }
    }
    const auto parameters = parseDeflateParameters(value);
    if (parameters) {
        for (const int bits : { parameters->serverMaxWindowBits, parameters->clientMaxWindowBits })
            require(bits >= MinWindowBits && bits <= MaxWindowBits, "windows are in range");
    }
}

/// What our server makes of a request that it may accept, our client takes.
void checkGranted(std::uint8_t choice, const RequestCheck &check)
{
    const std::optional<DeflateWishes> wishes
        = (choice & 1U) != 0 ? std::optional(wishesOf(choice)) : std::nullopt;
    const HandshakeGrant grant = grantFor(check.offer, { "chat", "graphql-ws" }, wishes);
    const QByteArray octets = Http1::serialize(makeResponse(check.offer.key, grant));
    const auto head = headOf<Http1::ResponseHead>(Role::Server, octets);
    require(head && head->violations.isEmpty(), "an answer is read as it is written");
    const ResponseCheck answer = checkResponse(*head, check.offer);
    require(answer.isAccepted && answer.violations.isEmpty(), "what is granted is taken");
    require(answer.deflate == grant.deflate, "both compress the same way");
    require(answer.subprotocol == grant.subprotocol, "both speak the same subprotocol");
}

std::optional<HandshakeOffer> checkRequestOctets(std::uint8_t choice, QByteArrayView octets)
{
    const auto head = headOf<Http1::RequestHead>(Role::Client, octets);
    if (!head)
        return std::nullopt;
    for (const Http1::FieldLine &field : head->fields)
        checkExtensions(field.value);
    if (!isHandshakeRequest(*head))
        return std::nullopt;
    const RequestCheck check = checkRequest(*head);
    if (check.isAcceptable()) {
        checkGranted(choice, check);
        return check.offer;
    }
    const QByteArray written = Http1::serialize(makeRefusal(check));
    const auto refusal = headOf<Http1::ResponseHead>(Role::Server, written);
    require(refusal && refusal->status >= 400 && refusal->violations.isEmpty(),
            "a refusal is read as it is written");
    return check.offer;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView octets(data + 1, static_cast<qsizetype>(size - 1));
    const qsizetype nul = octets.indexOf('\0');
    const QByteArrayView request = nul < 0 ? octets : octets.first(nul);
    checkExtensions(octets);
    const HandshakeOffer offer
        = checkRequestOctets(data[0], request)
              .value_or(HandshakeOffer{ "dGhlIHNhbXBsZSBub25jZQ==",
                                        { "chat" },
                                        { toExtension(DeflateOffer{}) } });
    const QByteArrayView response = nul < 0 ? octets : octets.sliced(nul + 1);
    if (const auto head = headOf<Http1::ResponseHead>(Role::Server, response)) {
        const ResponseCheck check = checkResponse(*head, offer);
        require(check.isAccepted == check.violations.isEmpty(), "what is accepted breaks no rule");
        require(check.why.has_value() == !check.isAccepted, "what is refused has a reason");
        require(!check.isAccepted || check.accept == acceptFor(offer.key),
                "what is accepted answers the key");
        require(!check.deflate || check.isAccepted || !check.extensions.empty(),
                "deflate was answered");
    }
    return 0;
}
