// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/http1/message.h"

namespace Pushscope::Http1 {

/// Reads a request line into method, target, version and violations of @p head.
///
/// @return false where neither method nor version can be told, so that this is no request.
///
/// Spec: RFC 9112 §3.
[[nodiscard]] bool readRequestLine(QByteArrayView line, RequestHead &head);

/// Reads a status line into version, status, reason and violations of @p head.
///
/// @return false where neither version nor status can be told, so that this is no response.
///
/// Spec: RFC 9112 §4.
[[nodiscard]] bool readStatusLine(QByteArrayView line, ResponseHead &head);

/// Whether @p beginning, which is not empty, may be a request line that was cut off.
[[nodiscard]] bool isRequestLineBeginning(QByteArrayView beginning);

/// Whether @p beginning, which is not empty, may be a status line that was cut off.
[[nodiscard]] bool isStatusLineBeginning(QByteArrayView beginning);

} // namespace Pushscope::Http1
