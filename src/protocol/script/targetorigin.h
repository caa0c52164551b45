// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

namespace Pushscope::Script {

/// Whether a message posted with @p targetOrigin reaches a window of the origin @p target.
///
/// `*` reaches any, `/` only @p sender's own; else it is a URL, whose origin is compared. One that
/// cannot be parsed reaches none: postMessage throws.
///
/// @param target, sender origins as `Origin` spells them: `https://example.org:8443`; `null` is
///        none that equals another.
///
/// Spec: WHATWG HTML §9.3.3, window post message steps.
/// Threads: reentrant.
[[nodiscard]] bool originAllows(QByteArrayView targetOrigin, QByteArrayView target,
                                QByteArrayView sender);

} // namespace Pushscope::Script
