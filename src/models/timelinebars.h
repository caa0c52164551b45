// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/timelinescene.h"

#include <optional>

namespace Pushscope {

/// What lies between the ticks of a lane; for makeScene().

/// The phases until @p connection was open, or failed to be, and the line while it is.
///
/// @param tNow the time up to which what is still open reaches.
void addConnectionBars(TimelineLane &lane, const ConnectionRow &connection, qint64 tNow);

/// The request and its answer; @p isStream: one that goes on, as a band.
void addExchangeBars(TimelineLane &lane, const ExchangeRow &exchange,
                     const ConnectionRow &connection, bool isStream, qint64 tNow);

/// Where nothing came on a stream or a WebSocket, or no round began, for much longer than it used
/// to. After the bars and marks.
///
/// @param tShown beyond it nobody knows whether something came.
void addSilences(TimelineLane &lane, qint64 tShown);

/// How @p connection ended; nullopt where it goes on, or that is not worth a word.
/// @param isStream one response that goes on, which therefore has an end of its own.
[[nodiscard]] std::optional<TimelineEnd> endOf(const ConnectionRow &connection, bool isStream);

} // namespace Pushscope
