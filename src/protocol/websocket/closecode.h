// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

namespace Pushscope::WebSocket {

/// The status codes that have a name of their own (RFC 6455 §7.4.1 and IANA's WebSocket Close
/// Code Number Registry). Any other 16-bit value may be on the wire.
namespace StatusCode {
inline constexpr quint16 NormalClosure = 1000;
inline constexpr quint16 GoingAway = 1001;
inline constexpr quint16 ProtocolError = 1002;
inline constexpr quint16 UnsupportedData = 1003;
inline constexpr quint16 Reserved = 1004;
inline constexpr quint16 NoStatusReceived = 1005; ///< Never on the wire.
inline constexpr quint16 AbnormalClosure = 1006;  ///< Never on the wire.
inline constexpr quint16 InvalidPayloadData = 1007;
inline constexpr quint16 PolicyViolation = 1008;
inline constexpr quint16 MessageTooBig = 1009;
inline constexpr quint16 MandatoryExtension = 1010;
inline constexpr quint16 InternalError = 1011;
inline constexpr quint16 ServiceRestart = 1012;
inline constexpr quint16 TryAgainLater = 1013;
inline constexpr quint16 BadGateway = 1014;
inline constexpr quint16 TlsHandshake = 1015; ///< Never on the wire.
inline constexpr quint16 Unauthorized = 3000;
inline constexpr quint16 Forbidden = 3003;
inline constexpr quint16 Timeout = 3008;
} // namespace StatusCode

/// Who may give a code its meaning (RFC 6455 §7.4.2).
enum class StatusCodeCategory : quint8 {
    Unused,     ///< 0–999.
    Protocol,   ///< 1000–2999: this protocol, its revisions and extensions.
    Registered, ///< 3000–3999: libraries, frameworks and applications, through IANA.
    Private,    ///< 4000–4999: whoever agrees on it.
    OutOfRange, ///< 5000 and above: nobody.
};

[[nodiscard]] StatusCodeCategory statusCodeCategory(quint16 code);

/// Whether a Close frame may carry @p code: 1000–1003, 1007–1014, 3000–4999 (§7.4.1, §7.4.2).
[[nodiscard]] bool isValidOnWire(quint16 code);

/// The registered name, as `Normal Closure`; empty where there is none. English, like the
/// registry; not for translation.
[[nodiscard]] QByteArrayView statusCodeName(quint16 code);

} // namespace Pushscope::WebSocket
