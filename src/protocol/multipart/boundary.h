// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/http1/fields.h"
#include "protocol/violation.h"

#include <QByteArray>
#include <QByteArrayView>

/// Bodies of several parts, one per message where a server pushes by them.
namespace Pushscope::Multipart {

/// What a `Content-Type` says of its delimiters.
///
/// Spec: RFC 2046 §5.1.1.
struct Boundary {
    /// More is no boundary: "boundary := 0*69<bchars> bcharsnospace".
    static constexpr qsizetype MaxOctets = 70;

    QByteArray value; ///< Unquoted; empty where there is none.
    /// MissingBoundary where there is none; BadBoundary where it is none by the grammar.
    ViolationSet violations;
    bool operator==(const Boundary &) const = default;
};

/// Whether the type, in lower case, is one whose parts this folder reads: any of `multipart/`.
[[nodiscard]] bool isMultipart(QByteArrayView type);

/// @p value as the parameter gave it, with what is wrong with it.
[[nodiscard]] Boundary makeBoundary(QByteArrayView value);
[[nodiscard]] Boundary boundaryOf(const Http1::ParameterizedValue &contentType);

/// Whether the grammar allows @p value.
[[nodiscard]] bool isBoundary(QByteArrayView value);

/// A value for `Content-Type`, as `multipart/mixed; boundary=x`; the boundary is quoted where
/// "it is necessary to place [it] in quotes".
[[nodiscard]] QByteArray contentTypeWith(QByteArrayView type, QByteArrayView boundary);

} // namespace Pushscope::Multipart
