// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/mock/channel.h"
#include "engine/mock/scenario.h"

namespace Pushscope {

/// Whether @p json has at least what @p pattern has: each member of an object, in turn matched;
/// lists of the same length, element by element; all else by what it says.
[[nodiscard]] bool matchesJson(const ScenarioNode &pattern, QByteArrayView json);

/// Whether @p rule is about @p message, whose payload is as a client sent it. Patterns of text see
/// the payload, and no binary messages.
[[nodiscard]] bool matchesRule(const ScenarioRule &rule, const ChannelMessage &message);

} // namespace Pushscope
