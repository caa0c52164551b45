// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/payload/document.h"

#include <QByteArray>

namespace Pushscope::Payload {

/// Values written down as CBOR's diagnostic notation has them, in UTF-8; what MessagePack has
/// besides is written alike: `ext(5, h'0102')`. @p octets are those that were decoded.
///
/// Spec: RFC 8949 §8; RFC 8949 Appendix A for numbers. Threads: reentrant.

/// All of @p document, its values with `, ` between.
[[nodiscard]] QByteArray diagnosticNotation(const Document &document, QByteArrayView octets);

/// One value that contains no other; of one that does, how it begins: `1(`, `{_`, `[`. Chunks are
/// joined, and a bignum is written as its number. At most about @p limit octets; `…` where cut.
[[nodiscard]] QByteArray itemNotation(const Document &document, QByteArrayView octets,
                                      std::size_t index, qsizetype limit);

/// What the format calls the item: `fixmap`, `uint 16`, `bin 8`, `half-precision float`.
[[nodiscard]] QByteArray itemTypeName(const Document &document, QByteArrayView octets,
                                      std::size_t index);

/// The value of a Float of any width.
[[nodiscard]] double floatValue(const Item &item);
/// What a text or binary says, the chunks of an indefinite length joined.
[[nodiscard]] QByteArray stringContent(const Document &document, QByteArrayView octets,
                                       std::size_t index);

} // namespace Pushscope::Payload
