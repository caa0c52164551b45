// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/role.h"
#include "protocol/websocket/deflatestream.h"
#include "protocol/websocket/frame.h"
#include "protocol/websocket/permessagedeflate.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace Pushscope {

/// Makes the frames that one end of a WebSocket connection sends: masked where it is a client,
/// compressed where that was agreed on.
class FrameWriter
{
public:
    FrameWriter(Role self, const std::optional<WebSocket::DeflateParameters> &deflate);

    [[nodiscard]] QByteArray message(WebSocket::Opcode type, QByteArrayView content);
    [[nodiscard]] QByteArray control(WebSocket::Opcode opcode, QByteArrayView payload) const;
    /// A @p reason that does not fit is sent all the same: WebSocket::fittingReason() cuts it.
    [[nodiscard]] QByteArray close(std::optional<quint16> code, QByteArrayView reason) const;

private:
    [[nodiscard]] std::optional<WebSocket::MaskingKey> maskingKey() const;

    Role m_self;
    std::optional<WebSocket::Deflater> m_deflater;
};

/// RFC 6455 §5.3: unpredictable, and new for each frame.
[[nodiscard]] WebSocket::MaskingKey randomMaskingKey();

} // namespace Pushscope
