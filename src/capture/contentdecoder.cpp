// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/contentdecoder.h"

#include <brotli/decode.h>
#include <zlib.h>

#include <QByteArrayList>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace Pushscope {

namespace {

constexpr int GzipWindowBits = 15 + 16; // As inflateInit2() wants it for the gzip wrapper.
constexpr int ZlibWindowBits = 15;
constexpr int RawWindowBits = -15;
constexpr std::size_t PieceOctets = 64 * 1024;

/// More content than the coded octets justify.
bool isOutOfProportion(qint64 contentOctets, qint64 codedOctets)
{
    return contentOctets > ContentDecoder::FreeOctets
        && contentOctets / ContentDecoder::MaxRatio > codedOctets;
}

/// What every coding has in common: once broken it stays so, and content stands in a relation to
/// the octets that it came from.
class BoundedDecoder : public ContentDecoder
{
public:
    Outcome decode(QByteArrayView octets, const std::function<void(QByteArrayView)> &take) final;
    [[nodiscard]] bool isWhole() const final
    {
        return !m_isBroken && (m_codedOctets == 0 || isAtEnd());
    }

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
    /// All that came so far ends where the coding has an end.
    [[nodiscard]] virtual bool isAtEnd() const = 0;

private:
    Piece m_piece {};
    qint64 m_codedOctets = 0;
    qint64 m_contentOctets = 0;
    bool m_isBroken = false;
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
        if (isOutOfProportion(m_contentOctets, m_codedOctets)) {
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
    return Outcome::Ok;
}

class ZlibDecoder final : public BoundedDecoder
{
public:
    explicit ZlibDecoder(int windowBits)
        : m_mayBeRaw(windowBits == ZlibWindowBits)
        , m_hasMembers(windowBits == GzipWindowBits)
    {
        m_isUnusable = inflateInit2(&m_stream, windowBits) != Z_OK;
    }
    ~ZlibDecoder() override { inflateEnd(&m_stream); }
    ZlibDecoder(const ZlibDecoder &) = delete;
    ZlibDecoder &operator=(const ZlibDecoder &) = delete;

protected:
    void begin(QByteArrayView octets) override;
    Step step(Piece &piece) override;
    [[nodiscard]] bool isAtEnd() const override { return m_isDone; }

private:
    void startRaw();
    void goOnBehindEnd();

    z_stream m_stream {};
    QByteArray m_begin; ///< Octets that wait until it is known what they begin.
    bool m_mayBeRaw;
    bool m_hasMembers; ///< Its end may be followed by a beginning.
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

/// RFC 1952 §2.2: "A gzip file consists of a series of 'members' [...]. The members simply appear one
/// after another in the file, with no additional information before, between, or after them." What
/// does not begin as a member is found by zlib to be none.
void ZlibDecoder::goOnBehindEnd()
{
    m_isDone = false;
    m_isUnusable = !m_hasMembers || inflateReset(&m_stream) != Z_OK;
}

BoundedDecoder::Step ZlibDecoder::step(Piece &piece)
{
    if (m_isDone && m_stream.avail_in == 0)
        return {};
    if (m_isDone)
        goOnBehindEnd();
    if (m_isUnusable)
        return { 0, false, true };
    m_stream.next_out = piece.data();
    m_stream.avail_out = static_cast<uInt>(piece.size());
    const int result = inflate(&m_stream, Z_SYNC_FLUSH);
    m_isDone = result == Z_STREAM_END;
    const bool isFull = m_stream.avail_out == 0;
    return { piece.size() - m_stream.avail_out,
             m_isDone ? m_stream.avail_in > 0
                      : result == Z_OK && (m_stream.avail_in > 0 || isFull),
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
    [[nodiscard]] bool isAtEnd() const override { return m_isDone; }

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
    // RFC 7932 §9.2: the stream ends with its last meta-block; nothing may follow it.
    if (m_isDone)
        return { 0, false, m_left > 0 };
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
    return { piece.size() - room,
             result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT || (m_isDone && m_left > 0),
             result == BROTLI_DECODER_RESULT_ERROR };
}

/// Several codings, one on top of the other.
class StackedDecoder final : public ContentDecoder
{
public:
    using Layers = std::vector<std::unique_ptr<ContentDecoder>>; ///< The last applied first.

    explicit StackedDecoder(Layers layers)
        : m_layers(std::move(layers))
    {
    }

    Outcome decode(QByteArrayView octets, const std::function<void(QByteArrayView)> &take) override;
    [[nodiscard]] bool isWhole() const override;

private:
    Outcome pass(std::size_t layer, QByteArrayView octets,
                 const std::function<void(QByteArrayView)> &take);

    Layers m_layers;
    qint64 m_codedOctets = 0;
    qint64 m_contentOctets = 0;
    bool m_isBroken = false;
};

ContentDecoder::Outcome StackedDecoder::decode(QByteArrayView octets,
                                               const std::function<void(QByteArrayView)> &take)
{
    if (m_isBroken)
        return Outcome::Broken;
    m_codedOctets += octets.size();
    const Outcome outcome = pass(0, octets, take);
    m_isBroken = outcome != Outcome::Ok;
    return outcome;
}

ContentDecoder::Outcome StackedDecoder::pass(std::size_t layer, QByteArrayView octets,
                                             const std::function<void(QByteArrayView)> &take)
{
    if (layer == m_layers.size()) {
        m_contentOctets += octets.size();
        // Each layer may inflate as much as one alone; together they may not.
        if (isOutOfProportion(m_contentOctets, m_codedOctets))
            return Outcome::TooLarge;
        take(octets);
        return Outcome::Ok;
    }
    Outcome below = Outcome::Ok;
    const Outcome own = m_layers[layer]->decode(octets, [&](QByteArrayView piece) {
        if (below == Outcome::Ok)
            below = pass(layer + 1, piece, take);
    });
    return below == Outcome::Ok ? own : below;
}

bool StackedDecoder::isWhole() const
{
    return !m_isBroken && std::ranges::all_of(m_layers, [](const auto &layer) {
        return layer->isWhole();
    });
}

std::unique_ptr<ContentDecoder> makeDecoder(const QByteArray &name)
{
    if (name == "gzip" || name == "x-gzip")
        return std::make_unique<ZlibDecoder>(GzipWindowBits);
    if (name == "deflate")
        return std::make_unique<ZlibDecoder>(ZlibWindowBits);
    if (name == "br")
        return std::make_unique<BrotliDecoder>();
    return nullptr;
}

/// The codings of a Content-Encoding value in the order in which they were applied.
QByteArrayList codingsOf(QByteArrayView value)
{
    QByteArrayList names;
    for (const QByteArray &member : value.toByteArray().toLower().split(',')) {
        const QByteArray name = member.trimmed();
        if (!name.isEmpty() && name != "identity")
            names.append(name);
    }
    return names;
}

} // namespace

bool ContentDecoder::isIdentity(QByteArrayView coding)
{
    return codingsOf(coding).isEmpty();
}

std::unique_ptr<ContentDecoder> ContentDecoder::create(QByteArrayView coding)
{
    const QByteArrayList names = codingsOf(coding);
    if (names.isEmpty() || names.size() > MaxCodings)
        return nullptr;
    // RFC 9110 §8.4: "If one or more encodings have been applied to a representation, the sender that
    // applied the encodings MUST generate a Content-Encoding header field that lists the content
    // codings in the order in which they were applied."
    StackedDecoder::Layers layers;
    for (auto name = names.crbegin(); name != names.crend(); ++name) {
        layers.push_back(makeDecoder(*name));
        if (!layers.back())
            return nullptr;
    }
    if (layers.size() == 1)
        return std::move(layers.front());
    return std::make_unique<StackedDecoder>(std::move(layers));
}

} // namespace Pushscope
