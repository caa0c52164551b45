// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Pushscope::Http1 {

/// Whether a response with @p status and a Location leads a client elsewhere by itself. Of the other
/// 3xx, 300 leaves a choice, 304 leads to what the client keeps, and 305 and 306 to nothing any more.
///
/// Spec: RFC 9110 §15.4; Fetch §2.2.3 (redirect status).
[[nodiscard]] constexpr bool isRedirect(int status)
{
    switch (status) {
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
        return true;
    default:
        return false;
    }
}

} // namespace Pushscope::Http1
