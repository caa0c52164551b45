// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>

namespace Pushscope {

/// Whether a capture may be written to @p path. What lies there is only replaced where
/// @p isForced, and only a capture or an empty file; else one line goes to standard error.
[[nodiscard]] bool isFreeForCapture(const std::string &path, bool isForced);

} // namespace Pushscope
