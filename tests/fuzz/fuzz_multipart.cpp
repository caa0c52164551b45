// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzz/require.h"
#include "protocol/multipart/multipartlog.h"
#include "protocol/multipart/multipartserializer.h"

#include <cstddef>
#include <cstdint>

using namespace Pushscope;
using namespace Pushscope::Multipart;

namespace {

/// Boundaries that differ in how they can be mistaken.
QByteArray boundaryOfChoice(unsigned choice)
{
    switch (choice % 4) {
    case 0:
        return "b";
    case 1:
        return "--b"; // As cameras have it: with the delimiter's hyphens.
    case 2:
        return "--"; // Nothing but hyphens.
    default:
        return {}; // Read from the body.
    }
}

/// The parts that can be written come out of what is written as they were.
void checkWritten(QByteArrayView wire)
{
    const Boundary boundary = makeBoundary("bound");
    const MultipartSerializer serializer("bound");
    MultipartParser parser(makeBoundary({}));
    parser.feed(wire);
    parser.finish();
    while (const std::optional<Value> value = parser.next()) {
        const Part *part = std::get_if<Part>(&*value);
        if (!part || !part->violations.isEmpty() || !serializer.isRepresentable(part->body))
            continue;
        QByteArray written;
        serializer.delimiter(written, true);
        serializer.part(written, part->fields, part->body);
        serializer.closeDelimiter(written);
        MultipartParser reader(boundary);
        reader.feed(written);
        reader.finish();
        const std::optional<Value> again = reader.next();
        const Part *read = again ? std::get_if<Part>(&*again) : nullptr;
        require(read && read->violations.isEmpty() && read->body == part->body);
        require(read->fields.size() == part->fields.size());
        for (std::size_t i = 0; i < read->fields.size(); ++i)
            require(read->fields[i].name == part->fields[i].name
                    && read->fields[i].value == part->fields[i].value);
    }
}

} // namespace

/// The first octet says how the others are cut, which boundary they have and whether the limit of
/// a body is near. However they are cut, the values are the same, and every octet is in exactly
/// one of them or in the rest.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 1)
        return 0;
    const QByteArrayView wire(data + 1, static_cast<qsizetype>(size - 1));
    const Boundary boundary = makeBoundary(boundaryOfChoice(data[0] >> 5));
    constexpr qint64 NearLimit = 8;
    const qint64 maxBody = (data[0] & 0x80) ? NearLimit : MultipartParser::DefaultMaxBody;
    const QByteArrayList whole = logOf(wire, qMax<qsizetype>(wire.size(), 1), boundary, maxBody);
    require(logOf(wire, 1, boundary, maxBody) == whole);
    require(logOf(wire, 1 + (data[0] & 0x1F), boundary, maxBody) == whole);
    require(faultIn(wire, boundary, maxBody) == -1);
    checkWritten(wire);
    return 0;
}
