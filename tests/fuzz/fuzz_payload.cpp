// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/payload/cbor.h"
#include "protocol/payload/compression.h"
#include "protocol/payload/diagnosticnotation.h"
#include "protocol/payload/messagepack.h"
#include "protocol/payload/payloadlog.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace Pushscope::Payload;

namespace {

constexpr qint64 MostInflated = 64 * 1024;

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void checkDocument(const Document &document, QByteArrayView octets)
{
    require(inconsistency(document, octets).isEmpty());
    require(document.isClean() ? document.end == octets.size() : !document.problems.empty());
    require(diagnosticNotation(document, octets).isEmpty() == document.items.empty());
    for (std::size_t i = 0; i < document.items.size(); ++i) {
        require(!itemTypeName(document, octets, i).isEmpty());
        require(!itemNotation(document, octets, i, 32).isEmpty());
    }
}

void checkInflated(QByteArrayView octets, Compression compression)
{
    const Inflated result = inflated(octets, compression, MostInflated);
    require(result.octets.size() <= MostInflated);
    require(result.consumed >= 0 && result.consumed <= octets.size());
    // With more room nothing else comes out.
    const Inflated shorter = inflated(octets, compression, result.octets.size() / 2);
    require(result.octets.startsWith(shorter.octets));
}

} // namespace

/// The first octet says as what the others are read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 1)
        return 0;
    const QByteArrayView octets(data + 1, static_cast<qsizetype>(size - 1));
    switch (data[0] % 5) {
    case 0:
        checkDocument(decodeMessagePack(octets), octets);
        break;
    case 1:
        checkDocument(decodeCbor(octets), octets);
        break;
    default:
        checkInflated(octets, static_cast<Compression>(data[0] % 5 - 2));
        break;
    }
    return 0;
}
