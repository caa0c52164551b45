// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Pushscope {

/// The style of text from the wire.
[[nodiscard]] QString wireStyle();

/// @p text as HTML that may break anywhere, as on a terminal, where it has no blanks to break at.
[[nodiscard]] QString breakableHtml(const QString &text);

} // namespace Pushscope
