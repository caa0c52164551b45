// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QWidget;

namespace Pushscope {

/// Puts what was typed and chosen in the named inputs of @p from into those of the same name and
/// kind in @p to.
void carryInputs(const QWidget &from, QWidget &to);

} // namespace Pushscope
