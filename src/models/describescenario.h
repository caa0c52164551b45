// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QString>

namespace Pushscope {

/// Names file, line and column of a BadScenario, and says what was expected there: one line.
///
/// Threads: reentrant.
[[nodiscard]] QString describeScenario(const Error &error);

} // namespace Pushscope
