// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/byterange.h"
#include "protocol/violation.h"

#include <QByteArrayView>

namespace Pushscope::Streaming {

/// One message of a streamed body.
///
/// The view is valid until the next call of feed() of the cutter that returned it.
struct MessageView {
    QByteArrayView content; ///< Without what delimits it.
    ByteRange range; ///< With what delimits it, in octets of the body.
    /// CutOff, TooLarge; BadFraming where a length is no number or too great to count, RS is missing
    /// before a text, or gRPC flags are none that are known; BadJson where a JSON text is broken
    /// off by what cannot stand in it.
    ViolationSet violations;
};

} // namespace Pushscope::Streaming
