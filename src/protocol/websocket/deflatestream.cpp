// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/websocket/deflatestream.h"

#include <QtGlobal>

#include <zlib.h>

#include <algorithm>
#include <array>

namespace Pushscope::WebSocket {

namespace {

constexpr qsizetype ChunkOctets = 16 * 1024; ///< Of output asked of zlib at a time.
/// zlib counts in 32 bits; longer input goes in pieces.
constexpr qsizetype MaxInput = qsizetype{ 1 } << 30;
/// What §7.2.1 cuts off and §7.2.2 puts back: length and complement of an empty stored block.
constexpr QByteArrayView EmptyBlockTail("\x00\x00\xff\xff", 4);

void setInput(z_stream &stream, QByteArrayView octets)
{
    // zlib never writes there; its pointer lacks the const for old compilers' sake.
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(octets.data()));
    stream.avail_in = static_cast<uInt>(octets.size());
}

} // namespace

void Deflater::Release::operator()(z_stream_s *stream) const
{
    deflateEnd(stream);
    delete stream;
}

Deflater::Deflater(int windowBits, bool noContextTakeover, int level)
    : m_stream(new z_stream{})
    , m_noContextTakeover(noContextTakeover)
{
    constexpr int SmallestOfZlib = 9;
    constexpr int MemoryLevel = 8; // zlib's default.
    const int bits = std::clamp(windowBits, SmallestOfZlib, MaxWindowBits);
    const int result
        = deflateInit2(m_stream.get(), level, Z_DEFLATED, -bits, MemoryLevel, Z_DEFAULT_STRATEGY);
    if (result != Z_OK) // Out of memory; nothing else is left with these arguments.
        qBadAlloc();
}

Deflater::Deflater(Deflater &&) noexcept = default;
Deflater &Deflater::operator=(Deflater &&) noexcept = default;
Deflater::~Deflater() = default;

QByteArray Deflater::deflate(QByteArrayView content)
{
    // §7.2.3.6: nothing but the three bits and the padding of an empty stored block. zlib would
    // write no second one behind the first.
    if (content.isEmpty())
        return QByteArray(1, '\0');

    z_stream &stream = *m_stream;
    QByteArray out;
    qsizetype done = 0;
    do {
        const qsizetype count = std::min(content.size() - done, MaxInput);
        setInput(stream, content.sliced(done, count));
        done += count;
        const int flush = done == content.size() ? Z_SYNC_FLUSH : Z_NO_FLUSH;
        do {
            const qsizetype size = out.size();
            out.resize(size + ChunkOctets);
            stream.next_out = reinterpret_cast<Bytef *>(out.data() + size);
            stream.avail_out = ChunkOctets;
            ::deflate(&stream, flush);
            out.chop(static_cast<qsizetype>(stream.avail_out));
        } while (stream.avail_out == 0);
    } while (done < content.size());
    out.chop(EmptyBlockTail.size()); // §7.2.1, step 3; Z_SYNC_FLUSH ends with them.
    if (m_noContextTakeover)
        deflateReset(&stream);
    return out;
}

void Inflater::Release::operator()(z_stream_s *stream) const
{
    inflateEnd(stream);
    delete stream;
}

Inflater::Inflater(bool noContextTakeover)
    : m_stream(new z_stream{})
    , m_noContextTakeover(noContextTakeover)
{
    if (inflateInit2(m_stream.get(), -MaxWindowBits) != Z_OK)
        qBadAlloc();
}

Inflater::Inflater(Inflater &&) noexcept = default;
Inflater &Inflater::operator=(Inflater &&) noexcept = default;
Inflater::~Inflater() = default;

Inflater::Status Inflater::inflate(QByteArrayView octets, QByteArray &content, qint64 limit)
{
    while (m_status == Status::Ok && !octets.isEmpty()) {
        const QByteArrayView part = octets.first(std::min(octets.size(), MaxInput));
        octets = octets.sliced(part.size());
        m_status = run(part, content, limit);
    }
    return m_status;
}

Inflater::Status Inflater::run(QByteArrayView octets, QByteArray &content, qint64 limit)
{
    z_stream &stream = *m_stream;
    std::array<char, ChunkOctets> out;
    setInput(stream, octets);
    m_isFresh = false;
    for (;;) {
        stream.next_out = reinterpret_cast<Bytef *>(out.data());
        stream.avail_out = ChunkOctets;
        const int result = ::inflate(&stream, Z_SYNC_FLUSH);

        const qint64 produced = ChunkOctets - static_cast<qint64>(stream.avail_out);
        const qint64 room = std::max<qint64>(limit - content.size(), 0);
        content.append(out.data(), static_cast<qsizetype>(std::min(produced, room)));
        if (produced > room)
            return Status::LimitReached;

        if (result == Z_STREAM_END) {
            // §7.2.3.4: a block with BFINAL ends nothing here; what follows may refer back.
            inflateResetKeep(&stream);
            m_isFresh = stream.avail_in == 0;
            if (m_isFresh)
                return Status::Ok;
        } else if (result == Z_BUF_ERROR || (result == Z_OK && stream.avail_out != 0)) {
            return Status::Ok; // All input is used and nothing is left to write.
        } else if (result != Z_OK) {
            return Status::BadData;
        }
    }
}

bool Inflater::isAtBlockBoundary() const
{
    // zlib.h on inflate(): 128 is added right behind an end of block, 64 in the last block, and
    // the low bits count what is unused of the last octet.
    constexpr int BehindBlock = 128;
    return m_isFresh || (m_stream->data_type & 0xff) == BehindBlock;
}

Inflater::Ending Inflater::endMessage()
{
    auto ending = Ending::InsideBlock;
    if (m_status == Status::Ok) {
        if (isAtBlockBoundary()) {
            // The octets put back would begin a block here, and spoil the next message.
            ending = Ending::WithoutEmptyBlock;
        } else {
            // What they give in the middle of a block is no content.
            QByteArray ignored;
            const Status status = run(EmptyBlockTail, ignored, ChunkOctets);
            if (status == Status::Ok && ignored.isEmpty() && isAtBlockBoundary())
                ending = Ending::Proper;
        }
    }
    if (ending == Ending::InsideBlock || m_noContextTakeover)
        reset();
    m_status = Status::Ok;
    return ending;
}

void Inflater::reset()
{
    inflateReset(m_stream.get());
    m_isFresh = true;
    m_status = Status::Ok;
}

} // namespace Pushscope::WebSocket
