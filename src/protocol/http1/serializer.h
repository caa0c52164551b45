// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/http1/message.h"

namespace Pushscope::Http1 {

/// The octets of a message as it says, right or wrong: nothing is added, checked or escaped. A
/// FieldLine without a name is written as its value alone, so that any line can be sent.
///
/// What a MessageParser gave without violations parses back to the same values, but for the
/// ranges and white space around field values.
[[nodiscard]] QByteArray serialize(const RequestHead &head);
/// A status below 100 is written with three digits. The space after the status stays where the
/// reason is empty, as RFC 9112 §4 wants it.
[[nodiscard]] QByteArray serialize(const ResponseHead &head);

/// A chunk around @p octets. Empty octets would make the last chunk: nothing is written for them.
/// Spec: RFC 9112 §7.1.
[[nodiscard]] QByteArray serializeChunk(QByteArrayView octets, QByteArrayView extension = {});

/// The last chunk, the trailer section and the empty line.
[[nodiscard]] QByteArray serializeLastChunk(const std::vector<FieldLine> &trailers = {},
                                            QByteArrayView extension = {});

} // namespace Pushscope::Http1
