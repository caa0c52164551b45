// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/streaming/cut.h"

#include <QString>

namespace Pushscope {

/// How a streamed body is cut into messages, in the user's language.
[[nodiscard]] QString describe(Streaming::Cut cut);

} // namespace Pushscope
