// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

class QRandomGenerator;

namespace Pushscope {

/// The range of `{{random A B}}`, wherever messages have templates.
///
/// Whether @p lower and @p upper are bounds: decimal numbers without exponent, at most six digits
/// behind the point and 10¹² in size, @p lower not above @p upper.
/// Threads: reentrant.
[[nodiscard]] bool isNumberRange(const QByteArray &lower, const QByteArray &upper);

/// A number from @p lower to @p upper, both included, with as many digits behind the point as the
/// bound that has more of them. The bounds must be a range.
/// Threads: reentrant, where @p random is not shared.
[[nodiscard]] QByteArray randomNumber(const QByteArray &lower, const QByteArray &upper,
                                      QRandomGenerator &random);

} // namespace Pushscope
