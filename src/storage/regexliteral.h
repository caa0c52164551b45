// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QRegularExpression>

namespace Pushscope {

/// The longest stretch of ASCII characters, in lower case, that lies in everything which @p pattern
/// matches; empty where none is seen at a glance. So a search for a regex can begin as one for a
/// word.
[[nodiscard]] QByteArray literalOf(const QRegularExpression &pattern);

} // namespace Pushscope
