// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

namespace Pushscope::WebSocket {

/// `name` or `name=value` behind an extension's name.
struct ExtensionParameter {
    QByteArray name;
    std::optional<QByteArray> value; ///< Without the quotes it may have had.

    bool operator==(const ExtensionParameter &) const = default;
};

/// One element of a Sec-WebSocket-Extensions field: an offer, or in a response what is agreed.
struct Extension {
    QByteArray name;
    std::vector<ExtensionParameter> parameters; ///< In the order of the wire, repeated ones too.

    bool operator==(const Extension &) const = default;
};

/// The elements of a Sec-WebSocket-Extensions field, several field lines joined with commas
/// before; nullopt where @p value breaks the grammar. Empty elements are passed over.
///
/// Spec: RFC 6455 §9.1 (grammar; a quoted value must be a token once unquoted), RFC 9110 §5.6.1.
[[nodiscard]] std::optional<std::vector<Extension>> parseExtensions(QByteArrayView value);

/// The field value for @p extensions; values that are no token are quoted.
[[nodiscard]] QByteArray serializeExtensions(const std::vector<Extension> &extensions);

} // namespace Pushscope::WebSocket
