// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/http1/message.h"

#include <QByteArray>
#include <QUrlQuery>

namespace Pushscope {

/// A request to the mock, whole.
struct MockRequest {
    Http1::RequestHead head;
    QByteArray body;
    QByteArray path; ///< Decoded, without the query.
    QUrlQuery query;
    quint32 exchange = 0; ///< Its number among the records.
    bool isBodyTooLarge = false;
    bool isTls = false; ///< It came over TLS.

    /// The value of a query parameter, decoded; empty where there is none.
    [[nodiscard]] QByteArray parameter(const char *name) const;
    [[nodiscard]] QByteArray field(QByteArrayView name) const;
};

/// The parts of the head's target.
void readTarget(MockRequest &request);

/// Whether the client waits for 100 before it sends content. Spec: RFC 9110 §10.1.1.
[[nodiscard]] bool expectsContinue(const Http1::RequestHead &head);

/// Whether an Origin (`http://localhost:3000`) or Host (`127.0.0.1:8080`) names this very machine.
[[nodiscard]] bool isLoopbackOrigin(const QByteArray &origin);
[[nodiscard]] bool isLoopbackHost(const QByteArray &host);
/// The host of a Host field, without its port and brackets.
[[nodiscard]] QByteArray hostName(const QByteArray &host);

} // namespace Pushscope
