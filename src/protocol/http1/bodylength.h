// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/role.h"
#include "protocol/http1/message.h"

namespace Pushscope::Http1 {

/// What all `Content-Length` fields of a message say together. Spec: RFC 9110 §8.6.
struct ContentLength {
    bool isPresent = false;
    std::optional<qint64> octets; ///< The first one; nullopt where any of them is no number.
    ViolationSet violations;
    bool operator==(const ContentLength &) const = default;
};

[[nodiscard]] ContentLength readContentLength(const std::vector<FieldLine> &fields);

/// How the length of a message body is told, from its fields alone.
struct BodyLength {
    Framing framing = Framing::None;
    qint64 contentLength = 0; ///< With Framing::ContentLength; octets.
    ViolationSet violations;
    bool operator==(const BodyLength &) const = default;
};

/// Spec: RFC 9112 §6.3, from number 3 on; that some messages never have a body (1xx, 204, 304,
/// responses to HEAD) is for the caller to know.
[[nodiscard]] BodyLength bodyLength(const std::vector<FieldLine> &fields, Role sender,
                                    QByteArrayView version);

} // namespace Pushscope::Http1
