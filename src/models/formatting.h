// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Pushscope {

/// How numbers are written wherever people read them: thin spaces between thousands, a point
/// before decimals, in every locale, so that columns line up and values can be copied.
///
/// Threads: reentrant.

/// 1204521 → `1 204 521` with U+2009.
[[nodiscard]] QString groupedNumber(qint64 number);
/// ns → seconds to the microsecond, `20.918 113`; negative: empty.
[[nodiscard]] QString secondsText(qint64 ns);
/// ns between two records → `+0.231`, to the millisecond; from 1000 s on without decimals.
[[nodiscard]] QString deltaText(qint64 ns);
/// ns as people say it: `38.5 ms`, `20.882 s`, `3 min 20 s`.
[[nodiscard]] QString durationText(qint64 ns);
/// `1 octet`, `2 412 octets`.
[[nodiscard]] QString octetsText(qint64 octets);
/// `82 B`, `1.5 KiB`, `212 MiB`; for status lines, where the exact count does not matter.
[[nodiscard]] QString sizeText(qint64 octets);

} // namespace Pushscope
