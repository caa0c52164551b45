// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/payload/document.h"

#include <QByteArrayView>

namespace Pushscope::Payload {

/// The tags that change how a value is written down (RFC 8949 §3.4).
namespace CborTag {
inline constexpr quint64 DateTime = 0;
inline constexpr quint64 EpochTime = 1;
inline constexpr quint64 Bignum = 2;
inline constexpr quint64 NegativeBignum = 3;
inline constexpr quint64 SelfDescribed = 55799;
} // namespace CborTag

/// Reads a payload as CBOR, a sequence (RFC 8742) as well.
///
/// Spec: RFC 8949 §3 and Appendix C.
/// Threads: reentrant.
[[nodiscard]] Document decodeCbor(QByteArrayView octets);

} // namespace Pushscope::Payload
