// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/http1/serializer.h"

#include <QStringBuilder>

namespace Pushscope::Http1 {

namespace {

void appendFields(QByteArray &octets, const std::vector<FieldLine> &fields)
{
    for (const FieldLine &field : fields) {
        if (!field.name.isEmpty())
            octets.append(field.name).append(": ");
        octets.append(field.value).append("\r\n");
    }
    octets.append("\r\n");
}

void appendSizeLine(QByteArray &octets, qsizetype size, QByteArrayView extension)
{
    octets.append(QByteArray::number(size, 16));
    if (!extension.isEmpty())
        octets.append(';').append(extension);
    octets.append("\r\n");
}

} // namespace

QByteArray serialize(const RequestHead &head)
{
    QByteArray octets = head.method + ' ' + head.target;
    if (!head.version.isEmpty())
        octets.append(' ').append(head.version);
    octets.append("\r\n");
    appendFields(octets, head.fields);
    return octets;
}

QByteArray serialize(const ResponseHead &head)
{
    const QByteArray status = QByteArray::number(head.status).rightJustified(3, '0');
    QByteArray octets = head.version + ' ' + status + ' ' + head.reason + "\r\n";
    appendFields(octets, head.fields);
    return octets;
}

QByteArray serializeChunk(QByteArrayView octets, QByteArrayView extension)
{
    QByteArray chunk;
    if (octets.isEmpty())
        return chunk;
    chunk.reserve(octets.size() + extension.size() + 24);
    appendSizeLine(chunk, octets.size(), extension);
    chunk.append(octets).append("\r\n");
    return chunk;
}

QByteArray serializeLastChunk(const std::vector<FieldLine> &trailers, QByteArrayView extension)
{
    QByteArray octets;
    appendSizeLine(octets, 0, extension);
    appendFields(octets, trailers);
    return octets;
}

} // namespace Pushscope::Http1
