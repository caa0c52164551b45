// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/services.h"

namespace Pushscope {

class Settings;

/// Joins the windows to storage and settings. Both arguments outlive the answer.
[[nodiscard]] Services makeServices(Settings &settings, const Clock &clock);

} // namespace Pushscope
