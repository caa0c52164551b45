// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/websocket/closecode.h"

#include <array>

namespace Pushscope::WebSocket {

namespace {

struct Entry {
    quint16 code;
    QByteArrayView name;
};

/// IANA's WebSocket Close Code Number Registry; 1014 has a sentence there and no name of its own,
/// and gets the name of the HTTP status that the sentence likens it to.
constexpr std::array Registry{
    Entry{ StatusCode::NormalClosure, "Normal Closure" },
    Entry{ StatusCode::GoingAway, "Going Away" },
    Entry{ StatusCode::ProtocolError, "Protocol error" },
    Entry{ StatusCode::UnsupportedData, "Unsupported Data" },
    Entry{ StatusCode::Reserved, "Reserved" },
    Entry{ StatusCode::NoStatusReceived, "No Status Rcvd" },
    Entry{ StatusCode::AbnormalClosure, "Abnormal Closure" },
    Entry{ StatusCode::InvalidPayloadData, "Invalid frame payload data" },
    Entry{ StatusCode::PolicyViolation, "Policy Violation" },
    Entry{ StatusCode::MessageTooBig, "Message Too Big" },
    Entry{ StatusCode::MandatoryExtension, "Mandatory Ext." },
    Entry{ StatusCode::InternalError, "Internal Error" },
    Entry{ StatusCode::ServiceRestart, "Service Restart" },
    Entry{ StatusCode::TryAgainLater, "Try Again Later" },
    Entry{ StatusCode::BadGateway, "Bad Gateway" },
    Entry{ StatusCode::TlsHandshake, "TLS handshake" },
    Entry{ StatusCode::Unauthorized, "Unauthorized" },
    Entry{ StatusCode::Forbidden, "Forbidden" },
    Entry{ StatusCode::Timeout, "Timeout" },
};

} // namespace

StatusCodeCategory statusCodeCategory(quint16 code)
{
    if (code < 1000)
        return StatusCodeCategory::Unused;
    if (code < 3000)
        return StatusCodeCategory::Protocol;
    if (code < 4000)
        return StatusCodeCategory::Registered;
    return code < 5000 ? StatusCodeCategory::Private : StatusCodeCategory::OutOfRange;
}

bool isValidOnWire(quint16 code)
{
    switch (code) {
    case StatusCode::Reserved: // §7.4.1: "The specific meaning might be defined in the future."
    // §7.4.1: each of these "MUST NOT be set as a status code in a Close control frame".
    case StatusCode::NoStatusReceived:
    case StatusCode::AbnormalClosure:
    case StatusCode::TlsHandshake:
        return false;
    default:
        break;
    }
    // §7.4.2: 0–999 are not used; what is left of 1000–2999 waits for a definition.
    return (code >= 1000 && code <= 1014) || (code >= 3000 && code <= 4999);
}

QByteArrayView statusCodeName(quint16 code)
{
    for (const Entry &entry : Registry) {
        if (entry.code == code)
            return entry.name;
    }
    return {};
}

} // namespace Pushscope::WebSocket
