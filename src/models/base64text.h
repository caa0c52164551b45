// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/byterange.h"

#include <QByteArray>
#include <QList>

namespace Pushscope {

/// A stretch of a text that is Base64, and what it says.
struct Base64Stretch {
    ByteRange range; ///< Of the text, in octets.
    QByteArray decoded;
    bool isUrlSafe = false; ///< RFC 4648 §5: `-` and `_` in it.
    bool operator==(const Base64Stretch &) const = default;
};

/// What in @p text is Base64 with little doubt: long enough, of whole groups or padded, and either
/// padded, of a data: URL, or decoded into text or a known format. Words and numbers are not.
///
/// Spec: RFC 4648 §4, §5; RFC 2397. Threads: reentrant.
[[nodiscard]] QList<Base64Stretch> findBase64(const QByteArray &text);

} // namespace Pushscope
