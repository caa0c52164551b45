// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/multipart/multipartserializer.h"

#include "protocol/multipart/boundary.h"

namespace Pushscope::Multipart {

void MultipartSerializer::delimiter(QByteArray &to, bool isFirst) const
{
    if (!isFirst)
        lineEnd(to);
    to.append("--").append(m_boundary);
    lineEnd(to);
}

void MultipartSerializer::closeDelimiter(QByteArray &to, bool isFirst) const
{
    if (!isFirst)
        lineEnd(to);
    to.append("--").append(m_boundary).append("--");
    lineEnd(to);
}

void MultipartSerializer::part(QByteArray &to, const std::vector<Http1::FieldLine> &fields,
                               QByteArrayView body) const
{
    for (const Http1::FieldLine &field : fields) {
        if (!field.name.isEmpty())
            to.append(field.name).append(": ");
        to.append(field.value);
        lineEnd(to);
    }
    lineEnd(to);
    to.append(body);
}

void MultipartSerializer::lineEnd(QByteArray &to) const
{
    to.append(m_lineEnd == LineEnd::CrLf ? "\r\n" : "\n");
}

std::vector<Http1::FieldLine> MultipartSerializer::fields(QByteArrayView contentType,
                                                          QByteArrayView body, bool hasLength)
{
    std::vector<Http1::FieldLine> fields;
    fields.push_back({ "Content-Type", contentType.toByteArray(), {} });
    if (hasLength)
        fields.push_back({ "Content-Length", QByteArray::number(body.size()), {} });
    return fields;
}

bool MultipartSerializer::isRepresentable(QByteArrayView body) const
{
    QByteArray inLine("\n--");
    inLine += m_boundary;
    return isBoundary(m_boundary) && !body.contains(inLine)
        && !body.startsWith(QByteArrayView(inLine).sliced(1));
}

} // namespace Pushscope::Multipart
