// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace Pushscope {

/// RFC 3339 in UTC with nine digits of the second, as the contract's `wall` and `started`.
[[nodiscard]] QByteArray rfc3339(qint64 wallNs);

} // namespace Pushscope
