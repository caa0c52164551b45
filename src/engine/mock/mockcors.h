// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/mock/mockrequest.h"

#include <vector>

namespace Pushscope {

// What a page of another origin may do with the mock. Spec: WHATWG Fetch, CORS protocol.

/// The fields that let the page of a loopback Origin read the response, with credentials; none
/// for other origins.
[[nodiscard]] std::vector<Http1::FieldLine> corsFields(const MockRequest &request);

/// The answer to a preflight for an endpoint that takes @p methods.
[[nodiscard]] std::vector<Http1::FieldLine> preflightFields(const MockRequest &request,
                                                            const QByteArray &methods);

/// Whether a request that changes something comes from elsewhere: a foreign Origin, or a Host that
/// is neither loopback nor one of @p addresses (a name that was made to lead here).
[[nodiscard]] bool isForeign(const MockRequest &request, const QList<QString> &addresses);

} // namespace Pushscope
