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

/// Whether octets that begin with @p beginning, and end in it, may be a status line cut off.
[[nodiscard]] bool isStatusLineBeginning(QByteArrayView beginning);

} // namespace Pushscope::Http1
