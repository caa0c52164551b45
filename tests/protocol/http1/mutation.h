// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QRandomGenerator>

namespace Pushscope::Http1 {

/// @p wire with one small change somewhere, of the kinds that parsers of HTTP stumble over.
[[nodiscard]] QByteArray mutate(const QByteArray &wire, QRandomGenerator &random);

} // namespace Pushscope::Http1
