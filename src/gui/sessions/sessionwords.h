// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordpages.h"
#include "engine/api/livestatus.h"

#include <QString>

namespace Pushscope {

/// The line under a session's name: where it stands, and what matters of its technique.
///
/// @p connections: how many it has had.
[[nodiscard]] QString sessionSubLine(const SessionStatus &status, int connections);

/// The same of a session of which only records tell; @p last is its newest connection.
[[nodiscard]] QString sessionSubLine(const SessionRow &row, const ConnectionRow *last,
                                     int connections);

/// Its URL, and what no record can say yet: the message that is arriving, the text so far.
[[nodiscard]] QString sessionToolTip(const SessionStatus &status);

/// `42/s`, `0.5/s`; empty for none.
[[nodiscard]] QString rateText(double perSecond);

/// How lists call a session: its own name, else its URL without scheme.
[[nodiscard]] QString sessionName(const QString &name, const QString &url);

} // namespace Pushscope
