// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/theme/theme.h"
#include "models/browserview.h"

#include <QString>

namespace Pushscope {

/// What a page would be allowed, as the Browser page shows it: the answer, then the rules that
/// were asked, then what the page gets, then the rules that were not, dim. Each verdict is a
/// glyph, a colour and a word.
///
/// Threads: GUI thread.
[[nodiscard]] QString browserHtml(const BrowserQuestion &question, const QList<BrowserLine> &lines,
                                  const Theme &theme);

/// Where there are no lines, the reason why; @p isWrong where the user can mend it.
[[nodiscard]] QString browserNoticeHtml(const QString &sentence, bool isWrong, const Theme &theme);

} // namespace Pushscope
