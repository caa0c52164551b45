// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/websocket/permessagedeflate.h"

#include "protocol/http1/grammar.h"

#include <QStringBuilder>

#include <algorithm>
#include <utility>

namespace Pushscope::WebSocket {

namespace {

constexpr QByteArrayView Name("permessage-deflate");
constexpr QByteArrayView ServerNoContextTakeover("server_no_context_takeover");
constexpr QByteArrayView ClientNoContextTakeover("client_no_context_takeover");
constexpr QByteArrayView ServerMaxWindowBits("server_max_window_bits");
constexpr QByteArrayView ClientMaxWindowBits("client_max_window_bits");

/// §7.1.2.1: "a decimal integer value without leading zeroes between 8 to 15, inclusive".
std::optional<int> readWindowBits(const QByteArray &text)
{
    for (int bits = MinWindowBits; bits <= MaxWindowBits; ++bits) {
        if (text == QByteArray::number(bits))
            return bits;
    }
    return std::nullopt;
}

/// The four parameters as they stand in an offer or an answer.
struct Parameters {
    bool serverNoContextTakeover = false;
    bool clientNoContextTakeover = false;
    std::optional<int> serverMaxWindowBits;
    bool hasClientMaxWindowBits = false;
    std::optional<int> clientMaxWindowBits;

    /// False where @p parameter is unknown, repeated, or has a value it may not have.
    [[nodiscard]] bool add(const ExtensionParameter &parameter);
};

/// §7.1.1: the parameter "has no value"; a second one of the name has no meaning.
bool setFlag(bool &flag, const ExtensionParameter &parameter)
{
    return !parameter.value && !std::exchange(flag, true);
}

bool Parameters::add(const ExtensionParameter &parameter)
{
    if (parameter.name == ServerNoContextTakeover)
        return setFlag(serverNoContextTakeover, parameter);
    if (parameter.name == ClientNoContextTakeover)
        return setFlag(clientNoContextTakeover, parameter);
    if (parameter.name == ServerMaxWindowBits) {
        if (serverMaxWindowBits || !parameter.value)
            return false;
        serverMaxWindowBits = readWindowBits(*parameter.value);
        return serverMaxWindowBits.has_value();
    }
    if (parameter.name == ClientMaxWindowBits) {
        if (std::exchange(hasClientMaxWindowBits, true))
            return false;
        if (parameter.value)
            clientMaxWindowBits = readWindowBits(*parameter.value);
        return clientMaxWindowBits.has_value() == parameter.value.has_value();
    }
    return false;
}

std::optional<Parameters> readParameters(const Extension &extension)
{
    Parameters parameters;
    for (const ExtensionParameter &parameter : extension.parameters) {
        if (!parameters.add(parameter))
            return std::nullopt;
    }
    return parameters;
}

void addFlag(Extension &extension, QByteArrayView name)
{
    extension.parameters.push_back({ name.toByteArray(), std::nullopt });
}

void addBits(Extension &extension, QByteArrayView name, int bits)
{
    extension.parameters.push_back({ name.toByteArray(), QByteArray::number(bits) });
}

} // namespace

QByteArrayView perMessageDeflateName()
{
    return Name;
}

std::optional<DeflateOffer> readDeflateOffer(const Extension &offer)
{
    const std::optional<Parameters> parameters = readParameters(offer);
    if (!parameters)
        return std::nullopt;
    return DeflateOffer{ parameters->serverNoContextTakeover, parameters->clientNoContextTakeover,
                         parameters->serverMaxWindowBits, parameters->hasClientMaxWindowBits,
                         parameters->clientMaxWindowBits };
}

Extension toExtension(const DeflateOffer &offer)
{
    Extension extension{ Name.toByteArray(), {} };
    if (offer.serverNoContextTakeover)
        addFlag(extension, ServerNoContextTakeover);
    if (offer.clientNoContextTakeover)
        addFlag(extension, ClientNoContextTakeover);
    if (offer.serverMaxWindowBits)
        addBits(extension, ServerMaxWindowBits, *offer.serverMaxWindowBits);
    if (offer.clientMaxWindowBits)
        addBits(extension, ClientMaxWindowBits, *offer.clientMaxWindowBits);
    else if (offer.hasClientMaxWindowBits)
        addFlag(extension, ClientMaxWindowBits);
    return extension;
}

DeflateParameters acceptDeflate(const DeflateOffer &offer, const DeflateWishes &wishes)
{
    DeflateParameters agreed;
    agreed.serverNoContextTakeover
        = offer.serverNoContextTakeover || wishes.serverNoContextTakeover;
    agreed.clientNoContextTakeover
        = offer.clientNoContextTakeover || wishes.clientNoContextTakeover;
    agreed.serverMaxWindowBits
        = std::min(offer.serverMaxWindowBits.value_or(MaxWindowBits), wishes.serverMaxWindowBits);
    // §7.1.2.2: without it in the offer, a server "MUST NOT include" it in its response.
    if (offer.hasClientMaxWindowBits)
        agreed.clientMaxWindowBits = std::min(offer.clientMaxWindowBits.value_or(MaxWindowBits),
                                              wishes.clientMaxWindowBits);
    return agreed;
}

Extension toExtension(const DeflateParameters &agreed, const DeflateOffer &offer)
{
    DeflateOffer answer;
    answer.serverNoContextTakeover = agreed.serverNoContextTakeover;
    answer.clientNoContextTakeover = agreed.clientNoContextTakeover;
    // §7.1.2.1: a limit in the offer is accepted by naming "the same or smaller value".
    if (offer.serverMaxWindowBits || agreed.serverMaxWindowBits < MaxWindowBits)
        answer.serverMaxWindowBits = agreed.serverMaxWindowBits;
    answer.hasClientMaxWindowBits = false;
    if (agreed.clientMaxWindowBits < MaxWindowBits)
        answer.clientMaxWindowBits = agreed.clientMaxWindowBits;
    return toExtension(answer);
}

std::optional<DeflateParameters> readDeflateAnswer(const Extension &answer,
                                                   const DeflateOffer &offer)
{
    const std::optional<Parameters> parameters = readParameters(answer);
    if (!parameters)
        return std::nullopt;
    // §7.1.1.1: a server accepts such an offer "by including" the parameter.
    if (offer.serverNoContextTakeover && !parameters->serverNoContextTakeover)
        return std::nullopt;
    // §7.1.2.1: the same, "with the same or smaller value as the offer".
    const int serverBits = parameters->serverMaxWindowBits.value_or(MaxWindowBits);
    if (serverBits > offer.serverMaxWindowBits.value_or(MaxWindowBits))
        return std::nullopt;
    // §7.1.2.2: only where the offer has it, then with a value, and none above the offer's.
    const int clientBits = parameters->clientMaxWindowBits.value_or(MaxWindowBits);
    if (parameters->hasClientMaxWindowBits
        && (!offer.hasClientMaxWindowBits || !parameters->clientMaxWindowBits
            || clientBits > offer.clientMaxWindowBits.value_or(MaxWindowBits)))
        return std::nullopt;
    return DeflateParameters{ parameters->serverNoContextTakeover,
                              parameters->clientNoContextTakeover, serverBits, clientBits };
}

std::optional<DeflateParameters> parseDeflateParameters(QByteArrayView text)
{
    QByteArray element = Http1::trimBlanks(text).toByteArray();
    if (!element.startsWith(Name))
        element = Name.toByteArray() + (element.isEmpty() ? QByteArray() : "; " + element);
    const std::optional<std::vector<Extension>> extensions = parseExtensions(element);
    if (!extensions || extensions->size() != 1 || extensions->front().name != Name)
        return std::nullopt;
    const std::optional<Parameters> parameters = readParameters(extensions->front());
    if (!parameters)
        return std::nullopt;
    return DeflateParameters{ parameters->serverNoContextTakeover,
                              parameters->clientNoContextTakeover,
                              parameters->serverMaxWindowBits.value_or(MaxWindowBits),
                              parameters->clientMaxWindowBits.value_or(MaxWindowBits) };
}

} // namespace Pushscope::WebSocket
