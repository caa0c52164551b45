// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/byterange.h"
#include "protocol/violation.h"

#include <QByteArrayView>

#include <optional>
#include <span>

namespace Pushscope::Streaming {

/// How a streamed body is cut into messages: HTTP itself does not say (RFC 6202 §3.2, "application
/// protocol"), and chunks are none (RFC 9112 §7.1: any recipient may re-chunk).
///
/// The values are stored in capture files: append, never reorder.
enum class Cut : quint8 {
    Line, ///< Ends with LF; a CR before it is stripped; blank lines are none. NDJSON, JSON Lines.
    BlankLine, ///< Lines up to a blank one.
    Json, ///< RFC 8259: one value after another, with blanks, commas or RS between.
    JsonArray, ///< The elements of an array that is sent while it grows.
    RecordSeparator, ///< RFC 7464: RS, a JSON text, LF.
    Length32, ///< Length in 4 octets, most significant first, then that many octets.
    Length32LittleEndian, ///< The same, least significant first.
    LengthLine, ///< Length in decimal digits on a line of its own; blank lines between are none.
    LengthVarint, ///< Length in base 128, least significant first, as in Protocol Buffers.
    GrpcWeb, ///< An octet of flags, then as Length32. Connect's envelopes are the same.
};

/// As the command line spells it: `line`, `blank-line`, `json`, `json-array`, `rs`, `length32`,
/// `length32-le`, `length-line`, `length-varint`, `grpc-web`.
[[nodiscard]] QByteArrayView cutName(Cut cut);
[[nodiscard]] std::optional<Cut> cutFromName(QByteArrayView name);
[[nodiscard]] std::span<const Cut> allCuts();

/// What a message should be: a JSON text (RFC 8259).
[[nodiscard]] constexpr bool isJsonCut(Cut cut)
{
    return cut == Cut::Json || cut == Cut::JsonArray || cut == Cut::RecordSeparator;
}

/// Where the content lies in the octets of one message, its MessageView::range: without what
/// delimits it. Says the same of @p octets as the cutter that gave @p violations with them did.
[[nodiscard]] ByteRange contentRange(Cut cut, QByteArrayView octets, ViolationSet violations);

} // namespace Pushscope::Streaming
