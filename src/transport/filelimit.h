// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

namespace Pushscope {

/// Descriptors that the process may have open, once the soft limit was raised to what the system
/// allows it: the usual 1,024 end a mock server at as many clients.
///
/// Threads: any.
qint64 raiseFileLimit();

} // namespace Pushscope
