// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Pushscope {

/// What the operating system or its TLS library said, in the reader's language as far as anybody
/// has translated it: Qt does so where it asks the system itself, the rest are ours. Without a stop
/// at the end, as it comes.
[[nodiscard]] QString systemWords(const QString &words);

} // namespace Pushscope
