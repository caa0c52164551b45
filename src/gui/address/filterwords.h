// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/filtererror.h"

#include <QString>

namespace Pushscope {

/// Why the filter box does not understand, in one sentence.
[[nodiscard]] QString describe(const FilterError &error);

} // namespace Pushscope
