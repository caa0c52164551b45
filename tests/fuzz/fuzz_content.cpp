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
    bool isWhole = false;
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
    content.isWhole = decoder->isWhole();
    return content;
}

void requireSame(const Content &a, const Content &b)
{
    require(a.outcome == b.outcome, "cuts do not change the outcome");
    if (a.outcome == ContentDecoder::Outcome::TooLarge)
        return; // A piece more or less.
    require(a.octets == b.octets, "cuts do not change the content");
    require(a.isWhole == b.isWhole, "cuts do not change where it may end");
}

/// What a library made of all octets at once.
struct Read {
    QByteArray octets;
    bool isBroken = false; ///< Or others follow its end.
    bool isWhole = false;
};

/// Up to @p most octets of what zlib reads, member by member, to the end or the first fault.
Read byZlib(QByteArrayView wire, int windowBits, qsizetype most)
{
    QByteArray input = wire.toByteArray();
    Read read { QByteArray(most, '\0'), false, wire.isEmpty() };
    auto *next = reinterpret_cast<Bytef *>(input.data());
    auto left = static_cast<uInt>(input.size());
    qsizetype size = 0;
    while (left > 0 && size < most && !read.isBroken) {
        z_stream stream{};
        require(inflateInit2(&stream, windowBits) == Z_OK);
        stream.next_in = next;
        stream.avail_in = left;
        stream.next_out = reinterpret_cast<Bytef *>(read.octets.data() + size);
        stream.avail_out = static_cast<uInt>(most - size);
        const int result = inflate(&stream, Z_SYNC_FLUSH);
        read.isWhole = result == Z_STREAM_END;
        read.isBroken = result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR;
        size = most - static_cast<qsizetype>(stream.avail_out);
        next = stream.next_in;
        left = read.isWhole ? stream.avail_in : 0;
        inflateEnd(&stream);
        if (windowBits != GzipBits && left > 0)
            read.isBroken = true; // Gzip alone has members.
    }
    read.octets.truncate(size);
    return read;
}

Read byBrotli(QByteArrayView wire, qsizetype most)
{
    QByteArray out(most, '\0');
    auto *state = BrotliDecoderCreateInstance(nullptr, nullptr, nullptr);
    const auto *next = reinterpret_cast<const uint8_t *>(wire.data());
    auto left = static_cast<std::size_t>(wire.size());
    auto *to = reinterpret_cast<uint8_t *>(out.data());
    auto room = static_cast<std::size_t>(out.size());
    const auto result = BrotliDecoderDecompressStream(state, &left, &next, &room, &to, nullptr);
    BrotliDecoderDestroyInstance(state);
    out.truncate(out.size() - static_cast<qsizetype>(room));
    const bool isAtEnd = result == BROTLI_DECODER_RESULT_SUCCESS;
    return { out, result == BROTLI_DECODER_RESULT_ERROR || (isAtEnd && left > 0),
             isAtEnd || wire.isEmpty() };
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
    const qsizetype most = whole.octets.size() + 1; // Enough to tell that there is more.
    const Read theirs = bits == 0 ? byBrotli(wire, most) : byZlib(wire, bits, most);
    // Brotli keeps to itself what it decoded in the call that fails.
    const bool isCut = bits == 0 && theirs.isBroken;
    require(isCut ? whole.octets.startsWith(theirs.octets) : whole.octets == theirs.octets,
            "the library reads the same");
    require((whole.outcome == ContentDecoder::Outcome::Broken) == theirs.isBroken,
            "the library finds the same broken");
    require(whole.isWhole == (theirs.isWhole && !theirs.isBroken),
            "the library finds the same end");
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
        require(read.isWhole, "its end is found");
        QByteArray longer = wire;
        longer += "xx"; // Gzip is told by two octets.
        const Content more = decoded(coding, longer, step);
        require(more.outcome == ContentDecoder::Outcome::Broken && more.octets == content,
                "what follows is told");
        if (coding.windowBits == GzipBits) {
            const Content twice = decoded(coding, wire.repeated(2), step);
            require(twice.outcome == ContentDecoder::Outcome::Ok && twice.isWhole
                        && twice.octets == content.toByteArray().repeated(2),
                    "every member is read");
        }
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
