// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/multipart/boundary.h"

#include "protocol/http1/grammar.h"

#include <algorithm>

namespace Pushscope::Multipart {

namespace {

/// "bchars := bcharsnospace / ' '".
bool isBoundaryChar(char c)
{
    constexpr QByteArrayView Marks("'()+_,-./:=? ");
    return Http1::isDigit(c) || Http1::isAlpha(c) || Marks.contains(c);
}

} // namespace

bool isMultipart(QByteArrayView type)
{
    return type.startsWith("multipart/");
}

bool isBoundary(QByteArrayView value)
{
    return !value.isEmpty() && value.size() <= Boundary::MaxOctets && !value.endsWith(' ')
        && std::all_of(value.begin(), value.end(), isBoundaryChar);
}

Boundary makeBoundary(QByteArrayView value)
{
    Boundary boundary{ value.toByteArray(), {} };
    if (value.isEmpty())
        boundary.violations.add(Violation::MissingBoundary);
    else if (!isBoundary(value))
        boundary.violations.add(Violation::BadBoundary);
    return boundary;
}

Boundary boundaryOf(const Http1::ParameterizedValue &contentType)
{
    return makeBoundary(contentType.parameter("boundary").value_or(QByteArray()));
}

QByteArray contentTypeWith(QByteArrayView type, QByteArrayView boundary)
{
    QByteArray value = type.toByteArray();
    value += "; boundary=";
    if (Http1::isToken(boundary)) {
        value += boundary;
        return value;
    }
    value += '"';
    for (char c : boundary) {
        if (c == '"' || c == '\\')
            value += '\\';
        value += c;
    }
    value += '"';
    return value;
}

} // namespace Pushscope::Multipart
