// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Content codings. The first octet says which: what comes out must not depend on how the octets
// were cut, must be what zlib and brotli make of all of them at once, and what they coded must be
// read in any pieces.

#include "capture/contentdecoder.h"
#include "fuzz/require.h"

#include <brotli/decode.h>
#include <brotli/encode.h>
#include <zlib.h>

#include <algorithm>
#include <cstdint>

using namespace Pushscope;

namespace {

constexpr int GzipBits = 15 + 16; // As zlib's init functions want it.
constexpr int ZlibBits = 15;
constexpr int RawBits = -15;
struct Coding {
    const char *name;
    int windowBits; ///< 0: Brotli.
};
constexpr Coding Codings[] = { { "gzip", GzipBits },
                               { "deflate", ZlibBits },
                               { "deflate", RawBits },
                               { "br", 0 } };

struct Content {
    QByteArray octets;
    ContentDecoder::Outcome outcome = ContentDecoder::Outcome::Ok;
    bool hasSurplus = false;
};

Content decoded(const Coding &coding, QByteArrayView wire, qsizetype step)
{
    const auto decoder = ContentDecoder::create(coding.name);
    require(decoder != nullptr, "the coding is known");
    Content content;
    for (qsizetype at = 0; at < wire.size(); at += step) {
        const auto outcome
            = decoder->decode(wire.sliced(at, std::min(step, wire.size() - at)),
                              [&](QByteArrayView piece) {
                                  require(!piece.isEmpty() && piece.size() <= 64 * 1024,
                                          "pieces are bounded");
                                  content.octets += piece;
                              });
        if (content.outcome == ContentDecoder::Outcome::Ok)
            content.outcome = outcome;
        else
            require(outcome != ContentDecoder::Outcome::Ok, "what is broken stays broken");
    }
    content.hasSurplus = decoder->hasSurplus();
    return content;
}

void requireSame(const Content &a, const Content &b)
{
    require(a.outcome == b.outcome, "cuts do not change the outcome");
    if (a.outcome == ContentDecoder::Outcome::TooLarge)
        return; // A piece more or less.
    require(a.octets == b.octets, "cuts do not change the content");
    require(a.hasSurplus == b.hasSurplus, "cuts do not change what is left");
}

/// Up to @p most octets of what zlib reads, to the end or the first fault.
QByteArray byZlib(QByteArrayView wire, int windowBits, qsizetype most, bool &isBroken)
{
    z_stream stream{};
    require(inflateInit2(&stream, windowBits) == Z_OK);
    QByteArray input = wire.toByteArray();
    QByteArray out(most, '\0');
    stream.next_in = reinterpret_cast<Bytef *>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int result = inflate(&stream, Z_SYNC_FLUSH);
    isBroken = result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR;
    out.truncate(out.size() - static_cast<qsizetype>(stream.avail_out));
    inflateEnd(&stream);
    return out;
}

QByteArray byBrotli(QByteArrayView wire, qsizetype most, bool &isBroken)
{
    QByteArray out(most, '\0');
    auto *state = BrotliDecoderCreateInstance(nullptr, nullptr, nullptr);
    const auto *next = reinterpret_cast<const uint8_t *>(wire.data());
    auto left = static_cast<std::size_t>(wire.size());
    auto *to = reinterpret_cast<uint8_t *>(out.data());
    auto room = static_cast<std::size_t>(out.size());
    isBroken = BrotliDecoderDecompressStream(state, &left, &next, &room, &to, nullptr)
        == BROTLI_DECODER_RESULT_ERROR;
    BrotliDecoderDestroyInstance(state);
    out.truncate(out.size() - static_cast<qsizetype>(room));
    return out;
}

/// Raw DEFLATE is told by its first two octets, which may as well be a wrapper's.
bool looksWrapped(QByteArrayView wire)
{
    if (wire.size() < 2)
        return true;
    const int first = static_cast<unsigned char>(wire[0]);
    return (first & 0x0F) == 8 && (first * 256 + static_cast<unsigned char>(wire[1])) % 31 == 0;
}

void checkRead(const Coding &coding, QByteArrayView wire)
{
    const Content whole = decoded(coding, wire, wire.size());
    requireSame(decoded(coding, wire, 1), whole);
    requireSame(decoded(coding, wire, 7), whole);
    if (whole.outcome == ContentDecoder::Outcome::TooLarge)
        return;
    const bool isDeflate = QByteArrayView(coding.name) == "deflate";
    if (isDeflate && wire.size() < 2)
        return; // It waits for what tells the wrapper.
    const int bits = isDeflate ? (looksWrapped(wire) ? ZlibBits : RawBits) : coding.windowBits;
    bool isBroken = false;
    const qsizetype most = whole.octets.size() + 1; // Enough to tell that there is more.
    const QByteArray theirs
        = bits == 0 ? byBrotli(wire, most, isBroken) : byZlib(wire, bits, most, isBroken);
    // Brotli keeps to itself what it decoded in the call that fails.
    const bool isCut = bits == 0 && isBroken;
    require(isCut ? whole.octets.startsWith(theirs) : whole.octets == theirs,
            "the library reads the same");
    require((whole.outcome == ContentDecoder::Outcome::Broken) == isBroken,
            "the library finds the same broken");
}

QByteArray coded(const Coding &coding, QByteArrayView content)
{
    QByteArray out(content.size() * 2 + 1024, '\0');
    if (coding.windowBits == 0) {
        auto size = static_cast<std::size_t>(out.size());
        require(BrotliEncoderCompress(1, BROTLI_DEFAULT_WINDOW, BROTLI_DEFAULT_MODE,
                                      static_cast<std::size_t>(content.size()),
                                      reinterpret_cast<const uint8_t *>(content.data()), &size,
                                      reinterpret_cast<uint8_t *>(out.data()))
                == BROTLI_TRUE);
        out.truncate(static_cast<qsizetype>(size));
        return out;
    }
    z_stream stream{};
    require(deflateInit2(&stream, 1, Z_DEFLATED, coding.windowBits, 1, Z_DEFAULT_STRATEGY) == Z_OK);
    QByteArray input = content.toByteArray();
    stream.next_in = reinterpret_cast<Bytef *>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    require(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    out.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return out;
}

void checkWritten(const Coding &coding, QByteArrayView content)
{
    const QByteArray wire = coded(coding, content);
    if (coding.windowBits == RawBits && looksWrapped(wire))
        return;
    for (const qsizetype step : { wire.size(), qsizetype{ 3 } }) {
        const Content read = decoded(coding, wire, step);
        require(read.outcome == ContentDecoder::Outcome::Ok && read.octets == content,
                "what was coded is read");
        require(!read.hasSurplus, "nothing is left of it");
        QByteArray longer = wire;
        longer += 'x';
        require(decoded(coding, longer, step).hasSurplus, "what follows is told");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const QByteArrayView octets(data + 1, static_cast<qsizetype>(size - 1));
    const Coding &coding = Codings[data[0] % std::size(Codings)];
    checkRead(coding, octets);
    checkWritten(coding, octets);
    return 0;
}
