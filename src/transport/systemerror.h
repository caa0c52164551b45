// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "transport/octetchannel.h"

namespace Pushscope {

/// The code that stands for @p number, an errno of connect(), recv() or send().
[[nodiscard]] ErrorCode errorCodeOf(int number);

/// The operating system's own words for @p number.
[[nodiscard]] QByteArray systemWords(int number);

/// An error of TCP with the system's words in `system`.
[[nodiscard]] Error tcpError(int number);

/// What @p number, met on a connection that was open, says about its end.
[[nodiscard]] Fault faultOf(int number);

/// Whether the kernel had taken note of the peer's FIN while we had sent none, read or not.
///
/// The only way to tell which FIN came first once both are there: a socket reads the peer's FIN
/// long after it arrived, or never while reading is paused. False where the system cannot tell.
[[nodiscard]] bool hasPeerFinishedFirst(int descriptor);

} // namespace Pushscope
