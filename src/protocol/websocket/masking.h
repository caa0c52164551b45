// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/websocket/frame.h"

namespace Pushscope::WebSocket {

/// Writes @p size octets from @p from to @p to (the same place or another, not overlapping
/// otherwise), each combined with its octet of @p key; masking and unmasking are the same.
/// @param phase position in the payload of the first octet, modulo 4.
///
/// Spec: RFC 6455 §5.3.
void applyMask(char *to, const char *from, qsizetype size, MaskingKey key, unsigned phase = 0);

} // namespace Pushscope::WebSocket
