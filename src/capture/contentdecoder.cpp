// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/contentdecoder.h"

#include <zlib.h>

#include <array>

namespace Pushscope {

namespace {

constexpr int GzipWindowBits = 15 + 16; // As inflateInit2() wants it for the gzip wrapper.
constexpr int ZlibWindowBits = 15;
constexpr int RawWindowBits = -15;
constexpr std::size_t PieceOctets = 64 * 1024;

class ZlibDecoder final : public ContentDecoder
{
public:
    ZlibDecoder(int windowBits, bool mayBeRaw)
        : m_mayBeRaw(mayBeRaw)
    {
        m_isBroken = inflateInit2(&m_stream, windowBits) != Z_OK;
    }
    ~ZlibDecoder() override { inflateEnd(&m_stream); }
    ZlibDecoder(const ZlibDecoder &) = delete;
    ZlibDecoder &operator=(const ZlibDecoder &) = delete;

    Outcome decode(QByteArrayView octets,
                   const std::function<void(QByteArrayView)> &take) override;

private:
    [[nodiscard]] bool startRaw(QByteArrayView octets);

    z_stream m_stream {};
    std::array<Bytef, PieceOctets> m_piece {};
    qint64 m_codedOctets = 0;
    qint64 m_contentOctets = 0;
    bool m_mayBeRaw;
    bool m_isBroken = false;
    bool m_isDone = false;
};

/// Some servers send `deflate` without its wrapper: the first two octets then are no zlib header
/// (RFC 1950 §2.2: CM is 8 and the two, as a number, are a multiple of 31).
bool ZlibDecoder::startRaw(QByteArrayView octets)
{
    m_mayBeRaw = false;
    if (octets.size() < 2)
        return true;
    const int first = static_cast<uchar>(octets[0]);
    const int second = static_cast<uchar>(octets[1]);
    if ((first & 0x0F) == 8 && (first * 256 + second) % 31 == 0)
        return true;
    return inflateReset2(&m_stream, RawWindowBits) == Z_OK;
}

ContentDecoder::Outcome ZlibDecoder::decode(QByteArrayView octets,
                                            const std::function<void(QByteArrayView)> &take)
{
    if (m_isBroken)
        return Outcome::Broken;
    if (m_mayBeRaw && !startRaw(octets))
        return Outcome::Broken;
    m_codedOctets += octets.size();
    // zlib does not write through next_in; its interface only lacks the const.
    m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(octets.data()));
    m_stream.avail_in = static_cast<uInt>(octets.size());
    bool isOutputFull = false;
    while ((m_stream.avail_in > 0 || isOutputFull) && !m_isDone) {
        m_stream.next_out = m_piece.data();
        m_stream.avail_out = static_cast<uInt>(m_piece.size());
        const int result = inflate(&m_stream, Z_SYNC_FLUSH);
        const std::size_t produced = m_piece.size() - m_stream.avail_out;
        m_contentOctets += static_cast<qint64>(produced);
        if (m_contentOctets > FreeOctets && m_contentOctets / MaxRatio > m_codedOctets) {
            m_isBroken = true;
            return Outcome::TooLarge;
        }
        if (produced > 0)
            take(QByteArrayView(m_piece.data(), static_cast<qsizetype>(produced)));
        isOutputFull = m_stream.avail_out == 0;
        m_isDone = result == Z_STREAM_END;
        if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) {
            m_isBroken = true;
            return Outcome::Broken;
        }
        if (result == Z_BUF_ERROR)
            break;
    }
    return Outcome::Ok;
}

} // namespace

std::unique_ptr<ContentDecoder> ContentDecoder::create(QByteArrayView coding)
{
    const QByteArray name = coding.toByteArray().trimmed().toLower();
    if (name == "gzip" || name == "x-gzip")
        return std::make_unique<ZlibDecoder>(GzipWindowBits, false);
    if (name == "deflate")
        return std::make_unique<ZlibDecoder>(ZlibWindowBits, true);
    return nullptr;
}

} // namespace Pushscope
