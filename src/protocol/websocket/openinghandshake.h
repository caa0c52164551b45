// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/http1/message.h"
#include "protocol/violation.h"
#include "protocol/websocket/extension.h"
#include "protocol/websocket/permessagedeflate.h"

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <optional>
#include <vector>

/// Both sides of the opening handshake, as functions of heads: nothing here sends or waits.
///
/// Spec: RFC 6455 §4.1 (client), §4.2 (server), §4.4 (versions), §9.1, §11.3; RFC 7692 §5.
/// Threads: reentrant.
namespace Pushscope::WebSocket {

/// The only version there is (RFC 6455).
inline constexpr int ProtocolVersion = 13;

/// What a client asks for; the answer is held against it.
struct HandshakeOffer {
    QByteArray key;                       ///< Sec-WebSocket-Key as sent.
    std::vector<QByteArray> subprotocols; ///< In the order of preference.
    std::vector<Extension> extensions;    ///< In the order of preference.

    bool operator==(const HandshakeOffer &) const = default;
};

/// The Sec-WebSocket-Accept that answers @p key (§4.2.2, step 5.4).
[[nodiscard]] QByteArray acceptFor(QByteArrayView key);

/// A Sec-WebSocket-Key for @p nonce, which §4.1 wants random for each connection.
[[nodiscard]] QByteArray keyFor(const std::array<quint8, 16> &nonce);

/// Whether a request asks for a WebSocket at all, rightly or not: its Upgrade field lists
/// `websocket`, or it has a Sec-WebSocket-Key.
[[nodiscard]] bool isHandshakeRequest(const Http1::RequestHead &head);

/// What a request asks for, and what is wrong with that.
struct RequestCheck {
    /// Rules of §4.2.1 that the head breaks; a server refuses when there is any but
    /// BadExtensionParameters, which only makes it decline the extension (RFC 7692 §7).
    ViolationSet violations;
    HandshakeOffer offer;
    QByteArray version; ///< Sec-WebSocket-Version as sent; empty without one.
    std::optional<QByteArray> origin;

    [[nodiscard]] bool isAcceptable() const;
};

[[nodiscard]] RequestCheck checkRequest(const Http1::RequestHead &head);

/// What a response makes of the offer.
struct ResponseCheck {
    bool isAccepted = false; ///< The connection is open; no violation.
    ViolationSet violations;
    /// The violation that a client meets first, going through §4.1 in order.
    std::optional<Violation> why;
    QByteArray subprotocol;            ///< As answered; empty for none.
    std::vector<Extension> extensions; ///< As answered.
    QByteArray accept;                 ///< Sec-WebSocket-Accept as sent; empty without one.
    QByteArray expectedAccept;
    std::optional<DeflateParameters> deflate; ///< What was agreed on, where it was.
};

/// A response other than 101 breaks StatusNot101 and is looked at no further.
[[nodiscard]] ResponseCheck checkResponse(const Http1::ResponseHead &head,
                                          const HandshakeOffer &offer);

/// What goes into a request besides the offer.
struct RequestOptions {
    QByteArray target = "/"; ///< Path and query (§3, "resource name").
    QByteArray host;         ///< Value of Host: with the port unless it is the scheme's own.
    QByteArray origin;       ///< Empty: no Origin field.
    /// Each replaces the default of the same name in its place, in any case; others follow. A
    /// field with a null value removes the default.
    std::vector<Http1::FieldLine> fields;
};

/// Where fields of the offer were replaced, hold the answer against checkRequest(head).offer.
[[nodiscard]] Http1::RequestHead makeRequest(const RequestOptions &options,
                                             const HandshakeOffer &offer);

/// What a server grants.
struct HandshakeGrant {
    QByteArray subprotocol; ///< Empty: none.
    std::vector<Extension> extensions;
    std::optional<DeflateParameters> deflate; ///< What the extensions amount to.
};

/// The first of @p supported that the client asks for (a server's preference counts), and
/// permessage-deflate by the first of its offers that can be granted.
/// @param deflate nullopt: declined.
[[nodiscard]] HandshakeGrant grantFor(const HandshakeOffer &offer,
                                      const std::vector<QByteArray> &supported,
                                      const std::optional<DeflateWishes> &deflate);

/// The 101 that grants @p grant to the client that sent @p key.
[[nodiscard]] Http1::ResponseHead makeResponse(QByteArrayView key, const HandshakeGrant &grant);

/// The refusal for what @p check found: 405 for another method, 426 with the version where none
/// or another upgrade was asked for (§4.2.2, §4.4), else 400. Without body.
[[nodiscard]] Http1::ResponseHead makeRefusal(const RequestCheck &check);

} // namespace Pushscope::WebSocket
