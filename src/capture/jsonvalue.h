// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/byterange.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <utility>
#include <vector>

namespace Pushscope {

/// JSON as octets: values are found and compared without changing a digit or the order of keys,
/// which QJsonDocument would. Nothing here throws; a value deeper than JsonScanner::MaxDepth counts
/// as invalid.
///
/// Threads: all reentrant.

/// Where the value lies, without the blanks around it; nullopt unless @p octets are one JSON text
/// and nothing else. A BOM is not part of one. Spec: RFC 8259 §2, §8.1.
[[nodiscard]] std::optional<ByteRange> findJsonValue(QByteArrayView octets);
[[nodiscard]] bool isValidJson(QByteArrayView octets);

/// @p json, which is valid, without its CR and LF, as a JSON line needs it. They only ever stand
/// between tokens, so that nothing else changes.
[[nodiscard]] QByteArray jsonOnOneLine(QByteArrayView json);

/// What the string @p json, quotes and all, says, as UTF-8; U+FFFD for a surrogate that has no
/// partner. nullopt where it is no string. Spec: RFC 8259 §7.
[[nodiscard]] std::optional<QByteArray> jsonString(QByteArrayView json);

/// The members of the object @p json, which is valid, in order; keys are decoded, values verbatim.
/// nullopt where it is no object.
[[nodiscard]] std::optional<std::vector<std::pair<QByteArray, QByteArrayView>>>
jsonMembers(QByteArrayView json);
/// The elements of the array @p json, which is valid. nullopt where it is no array.
[[nodiscard]] std::optional<std::vector<QByteArrayView>> jsonElements(QByteArrayView json);

/// Whether @p pointer is a JSON Pointer: empty, or each token after a `/`, and after a `~` only 0
/// or 1. Spec: RFC 6901 §3.
[[nodiscard]] bool isJsonPointer(QByteArrayView pointer);

/// The value that @p pointer names in @p json, as it stands there; nullopt where either is invalid
/// or there is no such value. Of two members with the same key it is the last, as in browsers.
/// Spec: RFC 6901 §4.
[[nodiscard]] std::optional<QByteArrayView> jsonAt(QByteArrayView json, QByteArrayView pointer);
/// The same, but a token `-` names the last element of an array; RFC 6901 has none for it.
[[nodiscard]] std::optional<QByteArrayView> jsonAtLast(QByteArrayView json,
                                                       QByteArrayView pointer);

/// Whether two valid JSON texts say the same: numbers by value (1.0 is 1e0) with all their digits,
/// strings decoded, members in any order, the last of two with the same key.
[[nodiscard]] bool isSameJson(QByteArrayView one, QByteArrayView other);

} // namespace Pushscope
