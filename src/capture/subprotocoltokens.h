// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/byterange.h"

#include <QByteArrayView>

#include <vector>

namespace Pushscope {

// Tokens in a list of subprotocols, where pages put them because a browser lets them set no field.

/// Whether that is the name of a field or a member that lists subprotocols.
[[nodiscard]] bool namesSubprotocols(QByteArrayView name);
/// Members of a list, cut at commas, without blanks around them.
[[nodiscard]] std::vector<ByteRange> membersOf(QByteArrayView text, ByteRange range);
/// Whether a member is no name of a subprotocol, by its look.
[[nodiscard]] bool looksLikeToken(QByteArrayView member);

} // namespace Pushscope
