// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzz/require.h"
#include "protocol/payload/cbor.h"
#include "protocol/payload/compression.h"
#include "protocol/payload/diagnosticnotation.h"
#include "protocol/payload/messagepack.h"
#include "protocol/payload/payloadlog.h"

#include <zlib.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

using namespace Pushscope;
using namespace Pushscope::Payload;

namespace {

constexpr qint64 MostInflated = 64 * 1024;

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

/// zlib asked as its manual says, for one stream or member.
void checkAgainstZlib(QByteArrayView octets, Compression compression, const Inflated &result)
{
    constexpr int Window = 15;
    constexpr int GzipWindow = Window + 16;
    z_stream stream{};
    const int bits = compression == Compression::Gzip ? GzipWindow
        : compression == Compression::Zlib            ? Window
                                                      : -Window;
    require(inflateInit2(&stream, bits) == Z_OK);
    QByteArray out(MostInflated + 1, '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(octets.data()));
    stream.avail_in = static_cast<uInt>(octets.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int status = inflate(&stream, Z_FINISH);
    const auto made = static_cast<qsizetype>(stream.total_out);
    const auto used = static_cast<qint64>(stream.total_in);
    inflateEnd(&stream);
    // Several members are one to ours: the first of them is the beginning.
    const qsizetype common = std::min(made, static_cast<qsizetype>(MostInflated));
    require(result.octets.first(std::min(common, result.octets.size()))
            == out.first(std::min(common, result.octets.size())));
    if (made > MostInflated)
        require(result.outcome == Inflated::Outcome::TooLong);
    else if (status == Z_STREAM_END && compression != Compression::Gzip)
        require(result.outcome == Inflated::Outcome::Whole && result.consumed == used
                && result.octets.size() == made);
    else if (status == Z_DATA_ERROR || status == Z_NEED_DICT)
        require(result.outcome == Inflated::Outcome::Broken && result.octets.size() == made);
    else if (status == Z_BUF_ERROR)
        require(result.outcome == Inflated::Outcome::CutOff && result.octets.size() == made);
}

void checkInflated(QByteArrayView octets, Compression compression)
{
    const Inflated result = inflated(octets, compression, MostInflated);
    require(result.octets.size() <= MostInflated);
    require(result.consumed >= 0 && result.consumed <= octets.size());
    // With more room nothing else comes out.
    const Inflated shorter = inflated(octets, compression, result.octets.size() / 2);
    require(result.octets.startsWith(shorter.octets));
    require(shorter.octets.size() == result.octets.size() / 2);
    checkAgainstZlib(octets, compression, result);
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
