// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/theme/theme.h"
#include "models/inspection.h"
#include "models/sessiontable.h"

#include <QString>

namespace Pushscope {

/// The summary as rich text: the verdict, the facts, the problems. Links to records are
/// `record:SEQ`.
[[nodiscard]] QString summaryHtml(const Inspection &inspection, const SessionTable &sessions,
                                  const QStringList &notes,
                                  const Theme &theme);

/// The problems alone, each with its name.
[[nodiscard]] QString problemsHtml(const Inspection &inspection, const Theme &theme);

} // namespace Pushscope
