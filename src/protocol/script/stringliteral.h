// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

namespace Pushscope::Script {

/// What a string literal, or a template literal without substitutions, says. Surrogates without a
/// partner stay. nullopt where an escape in it is malformed, or it is not UTF-8.
///
/// @param literal quotes and all; begins and ends with the same of `"`, `'` and `\``.
///
/// Spec: ECMA-262 §12.9.4, §12.9.6, §B.1.2 (legacy octal escapes).
[[nodiscard]] std::optional<QString> decodeStringLiteral(QByteArrayView literal);

/// The same as UTF-8; U+FFFD for a surrogate without a partner.
[[nodiscard]] std::optional<QByteArray> decodeToUtf8(QByteArrayView literal);

/// Whether @p literal is a JSON string as it stands.
///
/// Spec: RFC 8259 §7.
[[nodiscard]] bool isJsonString(QByteArrayView literal);

/// Appends @p string as a JSON string, its quotes and all; a surrogate without a partner as its
/// escape.
void appendAsJson(QByteArray &to, QStringView string);

} // namespace Pushscope::Script
