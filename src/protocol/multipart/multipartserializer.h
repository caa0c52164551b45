// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/http1/message.h"

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace Pushscope::Multipart {

/// Parts to octets of a multipart body; what it is told to write wrong, it writes wrong.
///
/// Every function appends to @p to. A body is `delimiter part delimiter part … closeDelimiter`;
/// whoever wants a part to be known at once writes the delimiter behind it with it, or gives it a
/// `Content-Length`.
///
/// Spec: RFC 2046 §5.1.1.
class MultipartSerializer
{
public:
    enum class LineEnd : quint8 { CrLf, Lf };

    explicit MultipartSerializer(QByteArray boundary, LineEnd lineEnd = LineEnd::CrLf)
        : m_boundary(std::move(boundary))
        , m_lineEnd(lineEnd)
    {
    }

    /// `--boundary` and its line end; the line end before it, that any but the first line of a
    /// body needs, is written first unless @p isFirst.
    void delimiter(QByteArray &to, bool isFirst) const;
    /// As delimiter(), with two hyphens behind it.
    void closeDelimiter(QByteArray &to, bool isFirst = false) const;
    /// Field lines, the empty line and @p body. A FieldLine without a name is written as its value
    /// alone.
    void part(QByteArray &to, const std::vector<Http1::FieldLine> &fields,
              QByteArrayView body) const;
    /// The line end that belongs to the next delimiter: to write behind a part where that is to
    /// come with `delimiter(to, true)`.
    void lineEnd(QByteArray &to) const;

    /// `Content-Type` and, if @p hasLength, `Content-Length`, as a part of @p body has them.
    [[nodiscard]] static std::vector<Http1::FieldLine> fields(QByteArrayView contentType,
                                                              QByteArrayView body, bool hasLength);

    /// False where the parser would not give @p body back: a line of it begins with the delimiter,
    /// or the boundary is none.
    [[nodiscard]] bool isRepresentable(QByteArrayView body) const;

private:
    QByteArray m_boundary;
    LineEnd m_lineEnd;
};

} // namespace Pushscope::Multipart
