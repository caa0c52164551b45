// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/theme/theme.h"
#include "models/finding.h"

#include <QString>

#include <vector>

namespace Pushscope {

/// A finding as rich text: what, why, the fix, the records it rests on as links `record:SEQ`.
[[nodiscard]] QString findingHtml(const Finding &finding, const Theme &theme);

/// `#12 · #15 …` as links of @p color; empty where there are none.
[[nodiscard]] QString rowLinksHtml(const std::vector<qint64> &rows, const QColor &color);

} // namespace Pushscope
