// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/contentdecoder.h"

#include <brotli/decode.h>
#include <zlib.h>

#include <array>

namespace Pushscope {

namespace {

constexpr int GzipWindowBits = 15 + 16; // As inflateInit2() wants it for the gzip wrapper.
constexpr int ZlibWindowBits = 15;
constexpr int RawWindowBits = -15;
constexpr std::size_t PieceOctets = 64 * 1024;

/// What every coding has in common: once broken it stays so, and content stands in a relation to
/// the octets that it came from.
class BoundedDecoder : public ContentDecoder
{
public:
    Outcome decode(QByteArrayView octets, const std::function<void(QByteArrayView)> &take) final;
    [[nodiscard]] bool hasSurplus() const final { return m_hasSurplus; }

protected:
    using Piece = std::array<uchar, PieceOctets>;
    struct Step {
        std::size_t produced = 0; ///< Octets in the piece.
        bool goesOn = false;      ///< More can come of what is at hand.
        bool isBroken = false;
    };

    /// @p octets are what the steps until the next call take from.
    virtual void begin(QByteArrayView octets) = 0;
    [[nodiscard]] virtual Step step(Piece &piece) = 0;
    /// The end was come to with octets left of what is at hand.
    [[nodiscard]] virtual bool isBeyondEnd() const = 0;

private:
    Piece m_piece {};
    qint64 m_codedOctets = 0;
    qint64 m_contentOctets = 0;
    bool m_isBroken = false;
    bool m_hasSurplus = false;
};

ContentDecoder::Outcome BoundedDecoder::decode(QByteArrayView octets,
                                               const std::function<void(QByteArrayView)> &take)
{
    if (m_isBroken)
        return Outcome::Broken;
    m_codedOctets += octets.size();
    begin(octets);
    Step done;
    do {
        done = step(m_piece);
        m_contentOctets += static_cast<qint64>(done.produced);
        if (m_contentOctets > FreeOctets && m_contentOctets / MaxRatio > m_codedOctets) {
            m_isBroken = true;
            return Outcome::TooLarge;
        }
        if (done.produced > 0)
            take(QByteArrayView(m_piece.data(), static_cast<qsizetype>(done.produced)));
        if (done.isBroken) {
            m_isBroken = true;
            return Outcome::Broken;
        }
    } while (done.goesOn);
    m_hasSurplus = m_hasSurplus || isBeyondEnd();
    return Outcome::Ok;
}

class ZlibDecoder final : public BoundedDecoder
{
public:
    ZlibDecoder(int windowBits, bool mayBeRaw)
        : m_mayBeRaw(mayBeRaw)
    {
        m_isUnusable = inflateInit2(&m_stream, windowBits) != Z_OK;
    }
    ~ZlibDecoder() override { inflateEnd(&m_stream); }
    ZlibDecoder(const ZlibDecoder &) = delete;
    ZlibDecoder &operator=(const ZlibDecoder &) = delete;

protected:
    void begin(QByteArrayView octets) override;
    Step step(Piece &piece) override;
    [[nodiscard]] bool isBeyondEnd() const override { return m_isDone && m_stream.avail_in > 0; }

private:
    void startRaw();

    z_stream m_stream {};
    QByteArray m_begin; ///< Octets that wait until it is known what they begin.
    bool m_mayBeRaw;
    bool m_isUnusable = false;
    bool m_isDone = false;
};

/// Some servers send `deflate` without its wrapper: the first two octets then are no zlib header
/// (RFC 1950 §2.2: CM is 8 and the two, as a number, are a multiple of 31).
void ZlibDecoder::startRaw()
{
    m_mayBeRaw = false;
    const int first = static_cast<uchar>(m_begin[0]);
    const int second = static_cast<uchar>(m_begin[1]);
    if ((first & 0x0F) != 8 || (first * 256 + second) % 31 != 0)
        m_isUnusable = inflateReset2(&m_stream, RawWindowBits) != Z_OK;
}

void ZlibDecoder::begin(QByteArrayView octets)
{
    if (m_mayBeRaw) {
        m_begin.append(octets);
        octets = m_begin;
        if (m_begin.size() < 2)
            octets = {};
        else
            startRaw();
    }
    // zlib does not write through next_in; its interface only lacks the const.
    m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(octets.data()));
    m_stream.avail_in = static_cast<uInt>(octets.size());
}

BoundedDecoder::Step ZlibDecoder::step(Piece &piece)
{
    if (m_isUnusable)
        return { 0, false, true };
    if (m_isDone)
        return {};
    m_stream.next_out = piece.data();
    m_stream.avail_out = static_cast<uInt>(piece.size());
    const int result = inflate(&m_stream, Z_SYNC_FLUSH);
    m_isDone = result == Z_STREAM_END;
    const bool isFull = m_stream.avail_out == 0;
    return { piece.size() - m_stream.avail_out,
             result == Z_OK && (m_stream.avail_in > 0 || isFull),
             result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR };
}

class BrotliDecoder final : public BoundedDecoder
{
public:
    BrotliDecoder()
        : m_state(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr))
    {
    }
    ~BrotliDecoder() override { BrotliDecoderDestroyInstance(m_state); }
    BrotliDecoder(const BrotliDecoder &) = delete;
    BrotliDecoder &operator=(const BrotliDecoder &) = delete;

protected:
    void begin(QByteArrayView octets) override
    {
        m_next = reinterpret_cast<const uchar *>(octets.data());
        m_left = static_cast<std::size_t>(octets.size());
    }
    Step step(Piece &piece) override;
    [[nodiscard]] bool isBeyondEnd() const override { return m_isDone && m_left > 0; }

private:
    BrotliDecoderState *m_state;
    const uchar *m_next = nullptr;
    std::size_t m_left = 0;
    bool m_isDone = false;
};

BoundedDecoder::Step BrotliDecoder::step(Piece &piece)
{
    if (!m_state)
        return { 0, false, true };
    if (m_isDone)
        return {};
    uchar *out = piece.data();
    std::size_t room = piece.size();
    BrotliDecoderResult result = BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT;
    // One octet at a time: with an error goes what was decoded in the same call, so that it would
    // depend on how the octets came what is seen of a broken body.
    do {
        std::size_t given = m_left > 0 ? 1 : 0;
        m_left -= given;
        result = BrotliDecoderDecompressStream(m_state, &given, &m_next, &room, &out, nullptr);
        m_left += given;
    } while (result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT && m_left > 0);
    m_isDone = result == BROTLI_DECODER_RESULT_SUCCESS;
    return { piece.size() - room, result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT,
             result == BROTLI_DECODER_RESULT_ERROR };
}

} // namespace

std::unique_ptr<ContentDecoder> ContentDecoder::create(QByteArrayView coding)
{
    const QByteArray name = coding.toByteArray().trimmed().toLower();
    if (name == "gzip" || name == "x-gzip")
        return std::make_unique<ZlibDecoder>(GzipWindowBits, false);
    if (name == "deflate")
        return std::make_unique<ZlibDecoder>(ZlibWindowBits, true);
    if (name == "br")
        return std::make_unique<BrotliDecoder>();
    return nullptr;
}

} // namespace Pushscope
