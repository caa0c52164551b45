// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/cannedstore.h"

namespace Pushscope {

/// Forty seconds of a WebSocket that is reset and comes back, an event stream with a block that
/// browsers drop, a short polling and a refused connection: written by the same transcripts that
/// record real traffic.
void fillWithTraffic(CannedPages &pages);

/// @p count WebSocket text messages of 64 octets, one each 10 µs, made when asked for.
void fillWithFlood(CannedPages &pages, qint64 count);

} // namespace Pushscope
