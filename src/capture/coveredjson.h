// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/byterange.h"

#include <QByteArrayView>

#include <vector>

namespace Pushscope {

/// Of @p ranges, which are in order and apart, what can be covered without @p text ceasing to be
/// JSON: octets of strings, with escapes as a whole, and whole numbers. A packet's type may stand
/// before the JSON; where there is none, all of them.
///
/// Spec: RFC 8259 §6, §7.
/// Threads: reentrant.
[[nodiscard]] std::vector<ByteRange> withinJsonValues(QByteArrayView text,
                                                      std::vector<ByteRange> ranges);

} // namespace Pushscope
