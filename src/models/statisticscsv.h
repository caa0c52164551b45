// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordpages.h"
#include "models/statistics.h"

#include <QByteArray>

#include <vector>

namespace Pushscope {

/// Statistics as comma-separated values, for other programs: numbers without units or spaces, names
/// of columns never translated, an empty field where there is nothing.
///
/// Spec: RFC 4180, UTF-8.
/// Threads: reentrant.

/// A row for each bucket of time and session that holds something: `session`, `name`, `technique`,
/// `role`, `t_s` (where the bucket begins), `width_s`, `in_messages`, `out_messages`, `in_octets`,
/// `out_octets`, `pings`, `rtt_least_ms`, `rtt_mean_ms`, `rtt_largest_ms`.
[[nodiscard]] QByteArray statisticsTimesCsv(const Statistics &statistics,
                                            const std::vector<SessionRow> &sessions);

/// A row for each session: `session`, `name`, `technique`, `role`, `from_s`, `span_s`, messages and
/// octets of both directions in all and a second, `gap_50_ms`, `gap_90_ms`, `gap_99_ms`,
/// `gap_largest_ms` of what the server wrote, the same of what the client wrote, `pings`,
/// `rtt_least_ms`, `rtt_50_ms`, `rtt_99_ms`, `reconnects`.
[[nodiscard]] QByteArray statisticsSummaryCsv(const Statistics &statistics,
                                              const std::vector<SessionRow> &sessions);

} // namespace Pushscope
