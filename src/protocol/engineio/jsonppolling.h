// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/byterange.h"
#include "protocol/violation.h"

#include <QByteArray>

namespace Pushscope::EngineIo {

/// The transport of browsers that had neither CORS nor WebSocket: a poll is a script that calls
/// `___eio[J]("…")` with the payload as a string, and a POST is a form whose member `d` has it.
/// J is the `j` of the query.
///
/// Spec: none; the reference implementation's transports, polling-jsonp on either side.

/// A payload as JSONP carries it.
struct CarriedPayload {
    QByteArray payload;
    ByteRange range; ///< Where it stands, escaped: the argument of the call, the value of `d`.
    /// NotACall, WrongCallback, CutOff: as of any JSONP answer. BadPacket: the call has no string,
    /// the form no `d`. TooLarge: longer than our limit.
    ViolationSet violations;
    bool operator==(const CarriedPayload &) const = default;
};

/// The payload in the whole of @p body, a script that answers the request with @p j (its digits;
/// empty for any).
[[nodiscard]] CarriedPayload parseJsonpAnswer(QByteArrayView body, QByteArrayView j);
/// The script that gives @p payload, UTF-8, to the page.
[[nodiscard]] QByteArray serializeJsonpAnswer(QByteArrayView payload, QByteArrayView j);

/// The payload in the whole of @p body, an `application/x-www-form-urlencoded` POST.
[[nodiscard]] CarriedPayload parseJsonpForm(QByteArrayView body);
/// The body of that POST. Browsers change the line ends of what a form sends, so that LF goes as
/// the two characters `\n`, and these two with another backslash.
[[nodiscard]] QByteArray serializeJsonpForm(QByteArrayView payload);

} // namespace Pushscope::EngineIo
