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

/// Where about @p text stops being JSON, counted in characters from 0; nullopt where it is JSON.
[[nodiscard]] std::optional<int> jsonProblem(const QString &text);

} // namespace Pushscope
