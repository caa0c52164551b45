// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Pushscope {

/// Exit statuses of contract §2.
enum ExitStatus : int {
    ExitDone = 0, ///< It did what was asked; decode: nothing was violated.
    ExitFailed = 1, ///< The endpoint or connection failed; decode: something was violated.
    ExitUsage = 2, ///< Wrong usage or unreadable input.
    ExitHungUp = 129, ///< SIGHUP
    ExitInterrupted = 130, ///< SIGINT
    ExitTerminated = 143, ///< SIGTERM
};

} // namespace Pushscope
