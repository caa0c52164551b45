// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Pushscope {

/// Whether @p host, without a port and without brackets, is this very machine whatever a name
/// server says: `localhost` and the names below it, 127.0.0.0/8, ::1.
///
/// Spec: RFC 6761 section 6.3 (names), RFC 1122 section 3.2.1.3 (addresses).
/// Threads: any.
[[nodiscard]] bool isThisMachine(const QString &host);

} // namespace Pushscope
