// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/violation.h"

#include <QJsonValue>

namespace Pushscope::SocketIo {

/// Whether the placeholders in @p data, `{"_placeholder":true,"num":N}`, and the @p attachments
/// that were announced belong together: MissingAttachment, UnexpectedAttachment. Depth is what
/// JsonScanner lets through.
///
/// Spec: Socket.IO protocol, section Packet encoding.
[[nodiscard]] ViolationSet judgePlaceholders(const QJsonValue &data, qint64 attachments);

} // namespace Pushscope::SocketIo
