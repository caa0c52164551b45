// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/websocket/outcome.h"

#include "protocol/websocket/closecode.h"

namespace Pushscope::WebSocket {

std::optional<quint16> failCode(Violation violation)
{
    switch (violation) {
    case Violation::MaskedByServer:    // §5.1: "A client MUST close a connection if ..."
    case Violation::UnmaskedByClient:  // §5.1: "The server MUST close the connection upon ..."
    case Violation::UndefinedRsvBit:   // §5.2
    case Violation::ReservedOpcode:    // §5.2
    case Violation::LengthTopBit:      // §5.2; the next frame cannot be found.
    case Violation::ControlTooLong:    // §5.5
    case Violation::ControlFragmented: // §5.5
    case Violation::UnexpectedContinuation: // §5.4
    case Violation::ExpectedContinuation:   // §5.4
    case Violation::InvalidCloseCode:       // §7.4.1
    case Violation::ClosePayloadOneOctet:   // §5.5.1
        return StatusCode::ProtocolError;
    case Violation::InvalidUtf8: // §8.1
    case Violation::BadDeflate:  // §7.4.1: data "not consistent with the type of the message".
        return StatusCode::InvalidPayloadData;
    case Violation::TooLarge: // §7.4.1
        return StatusCode::MessageTooBig;
    default:
        return std::nullopt;
    }
}

} // namespace Pushscope::WebSocket
