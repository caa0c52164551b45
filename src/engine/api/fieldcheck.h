// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

namespace Pushscope {

struct ClientOptions;

/// Whether what @p options put into a request may stand where they put it, so that none of it ends
/// a line or begins a field of its own.
///
/// Error: BadUrl with `reason` `field`, `option` (`header`, `method`, `cookie`, `origin`,
/// `subprotocol`, `last-event-id`, `callback`), `fault` (`name`, `value`, or `twice` of a
/// subprotocol) and `value`: what was given, of a field and a cookie its name alone.
///
/// Spec: RFC 9110 §5.5 (values), §5.6.2 (tokens); RFC 6455 §4.1 (subprotocols).
/// Threads: any.
[[nodiscard]] Result<Done> checkFields(const ClientOptions &options);

} // namespace Pushscope
