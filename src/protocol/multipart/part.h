// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/byterange.h"
#include "protocol/http1/message.h"
#include "protocol/violation.h"

#include <QByteArrayView>

#include <optional>
#include <variant>
#include <vector>

namespace Pushscope::Multipart {

/// By what the end of a part was known.
enum class By : quint8 {
    None,     ///< It was not: the part was longer than our limit.
    Boundary, ///< The next delimiter began: all of it but the line's rest was there.
    Length,   ///< Its `Content-Length`.
    End,      ///< The stream ended.
};

/// A body part. The view is valid until the next call of the parser that returned it.
///
/// Spec: RFC 2046 §5.1.1 (body-part), §5.1.2.
struct Part {
    std::vector<Http1::FieldLine> fields; ///< Ranges count as the part's own.
    QByteArrayView body;                  ///< What follows the empty line; as it was sent.
    /// What began it: the line end before the delimiter, the delimiter, its line's end.
    ByteRange delimiter;
    ByteRange range;    ///< Fields, empty line and body.
    qint64 knownAt = 0; ///< Octets of the stream by which its end was known.
    By by = By::None;
    /// BareLf of the delimiter and the fields; what is wrong with the boundary, on the first part.
    ViolationSet violations;
    bool operator==(const Part &) const = default;
};

/// The delimiter behind the last part, up to its two hyphens.
struct CloseDelimiter {
    ByteRange range;
    ViolationSet violations;
    bool operator==(const CloseDelimiter &) const = default;
};

/// Octets that are in no part, cut at multiples of MultipartParser::OutsideOctets. The view is
/// valid until the next call of the parser that returned it.
struct Outside {
    enum class Where : quint8 {
        Preamble, ///< Before the first delimiter.
        Rest,     ///< Behind a part that was over, or too large, and before the next delimiter.
        Epilogue, ///< Behind the close delimiter.
    };

    Where where = Where::Preamble;
    ByteRange range;
    QByteArrayView octets;
    ViolationSet violations;
    bool operator==(const Outside &) const = default;
};

using Value = std::variant<Part, CloseDelimiter, Outside>;

/// As `boundary`; empty for By::None.
[[nodiscard]] QByteArrayView byName(By by);
[[nodiscard]] std::optional<By> byFromName(QByteArrayView name);

} // namespace Pushscope::Multipart
