// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace Pushscope {

/// Octets written as hexadecimal digits, blanks and line ends anywhere between octets, `0x` and
/// commas overlooked; nullopt where anything else stands or a digit is missing.
[[nodiscard]] std::optional<QByteArray> octetsFromHex(const QString &text);

/// Octets written in Base64, of either alphabet, with padding or without, blanks anywhere; nullopt
/// where anything else stands or the end is missing. Spec: RFC 4648 §4, §5.
[[nodiscard]] std::optional<QByteArray> octetsFromBase64(const QString &text);

/// Where about @p text stops being JSON, counted in characters from 0; nullopt where it is JSON.
[[nodiscard]] std::optional<int> jsonProblem(const QString &text);

/// The same of values with commas between them, as in an array without its brackets; nothing is no
/// value, and that is right.
[[nodiscard]] std::optional<int> jsonListProblem(const QString &text);

/// A place in a text as editors name it, both from 1; characters are counted, not UTF-16 units.
struct TextPlace {
    int line = 1;
    int column = 1;
    bool operator==(const TextPlace &) const = default;
};
[[nodiscard]] TextPlace placeIn(const QString &text, int offset);

/// @p json, which is valid, with a line per element and member, and without any blank between
/// tokens. Neither changes a digit or the order of anything.
[[nodiscard]] QByteArray jsonIndented(QByteArrayView json);
[[nodiscard]] QByteArray jsonMinified(QByteArrayView json);

} // namespace Pushscope
