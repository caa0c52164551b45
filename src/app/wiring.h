// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/services.h"

namespace Pushscope {

class Languages;
class Settings;

/// Joins the windows to storage, settings and catalogues. The arguments outlive the answer.
[[nodiscard]] Services makeServices(Settings &settings, Languages &languages, const Clock &clock);

} // namespace Pushscope
