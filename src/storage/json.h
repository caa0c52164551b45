// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace Pushscope {

/// @p utf8 as a JSON string with its quotes; what is not UTF-8 becomes U+FFFD.
[[nodiscard]] QByteArray jsonString(QByteArrayView utf8);

} // namespace Pushscope
