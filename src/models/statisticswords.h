// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Pushscope {

/// How figures of statistics are written: three digits that matter, so that columns line up.
///
/// Threads: reentrant.

/// `0`, `0.042`, `5.30`, `42.0`, `1 204`.
[[nodiscard]] QString statisticsNumber(double number);
/// `5.30/s`.
[[nodiscard]] QString statisticsRate(double perSecond);
/// `82 B/s`, `1.5 KiB/s`.
[[nodiscard]] QString statisticsOctetRate(double perSecond);
/// ns: `345 ns`, `1.01 ms`, `20.9 s`, `3 min 20 s`; below 0: `–`.
[[nodiscard]] QString statisticsDuration(qint64 ns);
/// A stretch of time since the capture began, ns: `20.2–25 s`.
[[nodiscard]] QString statisticsTimes(qint64 from, qint64 to);

} // namespace Pushscope
