// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "capture/bodyform.h"
#include "capture/record.h"
#include "capture/technique.h"
#include "engine/api/clientoptions.h"
#include "engine/client/clienturl.h"
#include "protocol/http1/message.h"
#include "protocol/websocket/openinghandshake.h"

#include <QByteArray>

#include <optional>

namespace Pushscope {

/// What of a request a technique decides.
struct RequestHabits {
    QByteArray accept = "*/*";
    bool isUncached = false; ///< `Cache-Control: no-cache`, as EventSource sends.
    QByteArray lastEventId;
    std::vector<Http1::FieldLine> conditions; ///< If-None-Match and its kin.
    BodyForm bodyForm; ///< What the answer's content is read as.
    std::optional<BodyForm> requestForm; ///< What the request's is, where it is anything.
    QByteArray contentType; ///< Of the request; empty: by what it looks like.
    Cause cause = Cause::Auto; ///< Who wanted the request.
    /// The answer is held back until there is something to say: its head is waited for without end.
    bool isHeld = false;
    QByteArray method; ///< After a redirect; empty: what the options say.
    /// Known to be harmless where it comes twice, whatever its method (RFC 9110 §9.2.2).
    bool isRepeatable = false;
    QList<QByteArray> keptCookies; ///< `name=value`, set by the server that is asked.
    bool dropsBody = false; ///< After a redirect that turns POST into GET.
    bool sendsCredentials = true; ///< False once redirected to another origin; Host is its own.
};

/// Those of @p options' technique.
[[nodiscard]] RequestHabits requestHabits(const ClientOptions &options);

/// The head of an HTTP request; Content-Length is of ClientOptions::body.
[[nodiscard]] Http1::RequestHead makeHttpRequest(const ClientOptions &options,
                                                 const ClientUrl &url, const RequestHabits &habits);

/// The opening handshake of WebSocket with @p offer.
[[nodiscard]] Http1::RequestHead makeWebSocketRequest(const ClientOptions &options,
                                                      const ClientUrl &url,
                                                      const WebSocket::HandshakeOffer &offer);

/// What @p options offer, under @p key.
[[nodiscard]] WebSocket::HandshakeOffer makeOffer(const ClientOptions &options,
                                                  const QByteArray &key);

/// The technique that an answer with @p head is of, as far as its head tells; short polling can at
/// least ask for it again and again.
[[nodiscard]] Technique techniqueOf(const Http1::ResponseHead &head);

/// Says in @p error what @p octets are that came in place of a response: `speaks` (`tls`), or
/// `violation`, and in `begins` how they begin where that is nothing like HTTP.
void tellWhatIsSpoken(Error &error, QByteArrayView octets);

/// A key that no other connection has (RFC 6455 §4.1: selected randomly for each).
[[nodiscard]] QByteArray randomKey();

} // namespace Pushscope
