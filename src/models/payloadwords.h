// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/payload/compression.h"
#include "protocol/payload/document.h"

#include <QString>

namespace Pushscope {

/// What is to be said of payloads that were decoded.
///
/// Threads: reentrant.

/// What is wrong, and at which octet.
[[nodiscard]] QString describe(const Payload::Problem &problem);
/// What a CBOR tag makes of what it tags (RFC 8949 §3.4), as a key; `tagged` where it is not known.
[[nodiscard]] QString tagText(quint64 tag);
/// `2013-03-21T20:04:00.5Z`; nothing but the seconds where no calendar has that day.
[[nodiscard]] QString timestampText(qint64 seconds, quint32 nanoseconds);
/// `gzip`, `zlib`, `deflate`; the same in every language.
[[nodiscard]] QString compressionName(Payload::Compression compression);
/// What came of inflating @p coded octets: how large it is now, or why there is no more.
[[nodiscard]] QString describe(const Payload::Inflated &inflated, qint64 coded);

} // namespace Pushscope
