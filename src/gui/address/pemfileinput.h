// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>

class QLineEdit;
class QObject;

namespace Pushscope {

class Dialogs;

/// Asks for a file of certificates or a key, and has @p edit show its path.
void choosePemFile(Dialogs &dialogs, QLineEdit &edit);

/// Calls @p act, of @p context, once the path in @p edit is whole: chosen, recalled, cleared, or
/// typed to its end. Not at every key: each would have a file read, be it on a slow mount.
void onPathNamed(QLineEdit &edit, QObject *context, const std::function<void()> &act);

} // namespace Pushscope
