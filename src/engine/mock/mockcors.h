// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/mock/corsrule.h"
#include "engine/mock/mockrequest.h"

#include <vector>

namespace Pushscope {

// What a page of another origin may do with the mock. Spec: WHATWG Fetch, CORS protocol.

/// The fields that let a page read the response, by @p rule; without one (nullptr) the pages of
/// loopback Origins may, with credentials.
[[nodiscard]] std::vector<Http1::FieldLine> corsFields(const MockRequest &request,
                                                       const CorsRule *rule);

/// The answer to a preflight for an endpoint that takes @p methods, but for corsFields().
[[nodiscard]] std::vector<Http1::FieldLine>
preflightFields(const MockRequest &request, const QByteArray &methods, const CorsRule *rule);

/// Whether a request that changes something comes from elsewhere: a foreign Origin, or a Host that
/// is neither loopback nor one of @p addresses (a name that was made to lead here).
[[nodiscard]] bool isForeign(const MockRequest &request, const QList<QString> &addresses);

} // namespace Pushscope
