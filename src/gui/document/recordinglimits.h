// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/capturestore.h"
#include "gui/services.h"

namespace Pushscope {

/// What the user lets captures take, as remembered between runs; none unless chosen.
[[nodiscard]] RecordingLimits recallLimits(const Services &services);
void rememberLimits(const Services &services, const RecordingLimits &limits);

} // namespace Pushscope
