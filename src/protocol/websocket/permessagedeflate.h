// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/role.h"
#include "protocol/websocket/extension.h"

#include <optional>

namespace Pushscope::WebSocket {

inline constexpr int MinWindowBits = 8; ///< RFC 7692 §7.1.2.
inline constexpr int MaxWindowBits = 15;

/// What both ends agreed on for permessage-deflate.
///
/// Spec: RFC 7692 §7.1.
struct DeflateParameters {
    bool serverNoContextTakeover = false;
    bool clientNoContextTakeover = false;
    int serverMaxWindowBits = MaxWindowBits; ///< 8–15, base-2 logarithm of octets.
    int clientMaxWindowBits = MaxWindowBits;

    /// Whether @p sender starts each message with an empty window.
    [[nodiscard]] bool noContextTakeover(Role sender) const
    {
        return sender == Role::Server ? serverNoContextTakeover : clientNoContextTakeover;
    }
    [[nodiscard]] int maxWindowBits(Role sender) const
    {
        return sender == Role::Server ? serverMaxWindowBits : clientMaxWindowBits;
    }
    bool operator==(const DeflateParameters &) const = default;
};

/// What a client offers; the default is what browsers send.
struct DeflateOffer {
    bool serverNoContextTakeover = false;   ///< Asks the server not to take its context over.
    bool clientNoContextTakeover = false;   ///< Hints that the client will not.
    std::optional<int> serverMaxWindowBits; ///< Limits the server's window.
    bool hasClientMaxWindowBits = true;     ///< Lets the server limit the client's window…
    std::optional<int> clientMaxWindowBits; ///< …which is this at most anyway.

    bool operator==(const DeflateOffer &) const = default;
};

/// What a server wants of its own accord, beyond what the offer asks for.
struct DeflateWishes {
    bool serverNoContextTakeover = false;
    bool clientNoContextTakeover = false;
    int serverMaxWindowBits = MaxWindowBits;
    int clientMaxWindowBits = MaxWindowBits; ///< Followed where the offer permits it.
};

/// `permessage-deflate`, as it stands in the fields.
[[nodiscard]] QByteArrayView perMessageDeflateName();

/// Reads an offer; nullopt where §7.1 makes a server decline it: a parameter that is unknown,
/// repeated, or has a value it may not have.
[[nodiscard]] std::optional<DeflateOffer> readDeflateOffer(const Extension &offer);
[[nodiscard]] Extension toExtension(const DeflateOffer &offer);

/// What a server answers to @p offer.
[[nodiscard]] DeflateParameters acceptDeflate(const DeflateOffer &offer,
                                              const DeflateWishes &wishes = {});
/// The answer for the response: only what differs from the defaults or was asked for.
[[nodiscard]] Extension toExtension(const DeflateParameters &agreed, const DeflateOffer &offer);

/// Reads the answer of a server; nullopt where the client MUST fail the connection: a parameter
/// that is unknown, repeated, malformed, or does not follow from @p offer (§7.1.1, §7.1.2).
[[nodiscard]] std::optional<DeflateParameters> readDeflateAnswer(const Extension &answer,
                                                                 const DeflateOffer &offer);

/// Reads parameters as a person writes them for a stream without a handshake at hand, as
/// `server_no_context_takeover; client_max_window_bits=10`; empty text gives the defaults. The
/// name of the extension may stand in front.
[[nodiscard]] std::optional<DeflateParameters> parseDeflateParameters(QByteArrayView text);

} // namespace Pushscope::WebSocket
