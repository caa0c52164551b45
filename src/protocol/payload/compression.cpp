// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/payload/compression.h"

#include <zlib.h>

#include <algorithm>

namespace Pushscope::Payload {

namespace {

constexpr int ZlibWindowBits = 15; // As inflateInit2() wants them.
constexpr int GzipWindowBits = ZlibWindowBits + 16;
constexpr qint64 PieceOctets = 64 * 1024; // What comes out at once.

int windowBits(Compression compression)
{
    switch (compression) {
    case Compression::Gzip:
        return GzipWindowBits;
    case Compression::Zlib:
        return ZlibWindowBits;
    case Compression::Deflate:
        break;
    }
    return -ZlibWindowBits;
}

class Inflater
{
public:
    Inflater(QByteArrayView octets, Compression compression)
        : m_compression(compression)
        , m_coded(octets)
    {
        m_isReady = inflateInit2(&m_stream, windowBits(compression)) == Z_OK;
        // zlib does not write through next_in; its interface only lacks the const.
        m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(octets.data()));
        m_stream.avail_in = static_cast<uInt>(octets.size());
    }
    ~Inflater() { inflateEnd(&m_stream); }
    Inflater(const Inflater &) = delete;
    Inflater &operator=(const Inflater &) = delete;

    Inflated run(qint64 limit)
    {
        Inflated result;
        result.outcome = Inflated::Outcome::Broken;
        while (m_isReady && !step(result, limit)) { }
        result.consumed = m_coded.size() - static_cast<qint64>(m_stream.avail_in);
        return result;
    }

private:
    /// True once there is an outcome.
    bool step(Inflated &result, qint64 limit)
    {
        const qint64 had = result.octets.size();
        // One more than is wanted tells whether there is more.
        const qint64 room = std::min(PieceOctets, limit + 1 - had);
        result.octets.resize(had + room);
        m_stream.next_out = reinterpret_cast<Bytef *>(result.octets.data() + had);
        m_stream.avail_out = static_cast<uInt>(room);
        const int status = ::inflate(&m_stream, Z_NO_FLUSH);
        const qint64 produced = room - static_cast<qint64>(m_stream.avail_out);
        result.octets.resize(had + produced);
        if (result.octets.size() > limit) {
            result.octets.resize(limit);
            result.outcome = Inflated::Outcome::TooLong;
            return true;
        }
        if (status == Z_STREAM_END) {
            result.outcome = Inflated::Outcome::Whole;
            return !startNextMember();
        }
        if (status == Z_BUF_ERROR
            || (status == Z_OK && m_stream.avail_in == 0 && produced < room)) {
            result.outcome = Inflated::Outcome::CutOff;
            return true;
        }
        result.outcome = Inflated::Outcome::Broken;
        return status != Z_OK;
    }

    bool startNextMember()
    {
        if (m_compression != Compression::Gzip || m_stream.avail_in < 2
            || m_stream.next_in[0] != 0x1f || m_stream.next_in[1] != 0x8b)
            return false;
        return inflateReset(&m_stream) == Z_OK;
    }

    z_stream m_stream{};
    Compression m_compression;
    QByteArrayView m_coded;
    bool m_isReady = false;
};

} // namespace

std::optional<Compression> compressionOf(QByteArrayView octets)
{
    if (octets.size() < 3)
        return std::nullopt;
    const int first = static_cast<quint8>(octets[0]);
    const int second = static_cast<quint8>(octets[1]);
    // RFC 1952 §2.3.1: ID1, ID2, and CM, where 8 is the only one in use.
    if (first == 0x1f && second == 0x8b && octets[2] == 8)
        return Compression::Gzip;
    // RFC 1950 §2.2: CM is 8, CINFO at most 7, no preset dictionary, and CMF and FLG as a number
    // are a multiple of 31.
    const bool isZlib = (first & 0x0f) == 8 && first >> 4 <= 7 && (second & 0x20) == 0
        && (first * 256 + second) % 31 == 0;
    return isZlib ? std::optional(Compression::Zlib) : std::nullopt;
}

Inflated inflated(QByteArrayView octets, Compression compression, qint64 limit)
{
    return Inflater(octets, compression).run(limit);
}

} // namespace Pushscope::Payload
