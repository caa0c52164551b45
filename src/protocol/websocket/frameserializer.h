// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/websocket/frame.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace Pushscope::WebSocket {

/// A frame to be written. The defaults give a right one (apart from a client's masking key);
/// every member can be set wrong, because a peer must be shown wrong frames on purpose.
struct FrameSpec {
    bool fin = true;
    quint8 rsv = 0;                       ///< 0–7.
    Opcode opcode = Opcode::Text;         ///< Any of 0–15.
    std::optional<MaskingKey> maskingKey; ///< The payload is masked with it.
    /// Longer or shorter than needed; in a form too short the high bits of the length are lost.
    std::optional<LengthForm> lengthForm;   ///< Absent: the shortest, as §5.2 demands.
    std::optional<quint64> announcedLength; ///< Absent: the payload's own.
};

/// The octets of a frame.
///
/// Spec: RFC 6455 §5.2, §5.3.
[[nodiscard]] QByteArray serializeFrame(const FrameSpec &spec, QByteArrayView payload);

/// The same, appended to @p out.
void appendFrame(QByteArray &out, const FrameSpec &spec, QByteArrayView payload);

/// The header alone, for @p payloadLength octets to come.
[[nodiscard]] QByteArray serializeHeader(const FrameSpec &spec, quint64 payloadLength);

/// The payload of a Close frame (§5.5.1): any @p code, right or wrong; without one nothing, not
/// even the reason.
[[nodiscard]] QByteArray serializeClosePayload(std::optional<quint16> code,
                                               QByteArrayView reason = {});

/// @p reason cut to what fits a Close frame (123 octets) at the end of a whole character.
[[nodiscard]] QByteArrayView fittingReason(QByteArrayView reason);

} // namespace Pushscope::WebSocket
