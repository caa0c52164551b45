// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <optional>

namespace Pushscope {

struct MockRequest;

/// How a page in a frame hands a message to the page around it (contract §4).
struct ParentCall {
    QByteArray callback; ///< `parent.NAME(…)`; empty: `window.parent.postMessage(…, origin)`.
    QByteArray origin; ///< Of the page that is meant.

    /// A whole `<script>` element with @p json as the argument.
    [[nodiscard]] QByteArray script(const QByteArray &json) const;
};

/// As @p request wants it; nullopt where its `callback` is no name. Without `origin` the request's
/// own is meant.
[[nodiscard]] std::optional<ParentCall> parentCall(const MockRequest &request);

} // namespace Pushscope
