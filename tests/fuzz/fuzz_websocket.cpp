// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzz/require.h"
#include "protocol/websocket/frameserializer.h"
#include "protocol/websocket/reading.h"

#include <zlib.h>

#include <cstddef>
#include <cstdint>
#include <optional>

using namespace Pushscope;
using namespace Pushscope::WebSocket;

namespace {

constexpr qint64 MaxMessage = 4096; ///< Low, so that inputs of some kilobytes reach it.

/// What the first octet of the input chooses.
struct Options {
    Role sender;
    std::optional<DeflateParameters> deflate;
    qsizetype step; ///< Octets at a time, for the third reading.

    explicit Options(std::uint8_t choice)
        : sender((choice & 1) != 0 ? Role::Client : Role::Server)
        , step(2 + (choice >> 3))
    {
        if ((choice & 2) != 0)
            deflate = DeflateParameters{ (choice & 4) != 0, (choice & 4) != 0, 15, 15 };
    }
};

Reading read(const Options &options, QByteArrayView wire, const QList<qsizetype> &cuts)
{
    MessageReader reader(options.sender, options.deflate, MaxMessage);
    return readAll(reader, wire, cuts);
}

void requireSame(const Reading &a, const Reading &b)
{
    require(a.lines == b.lines);
    require(a.failure == b.failure);
    require(a.unparsed == b.unparsed);
    require(a.isInside == b.isInside);
}

/// Headers lie where they say and are written again as they were; frames leave no gap.
void checkFrames(const Options &options, QByteArrayView wire)
{
    FrameParser parser(options.sender, options.deflate ? Rsv1 : NoRsv, MaxMessage);
    parser.feed(wire);
    parser.finish();
    qint64 covered = 0;
    while (const std::optional<FrameEvent> event = parser.next()) {
        if (const auto *header = std::get_if<FrameHeader>(&*event)) {
            require(header->range.begin == covered);
            require(wire.sliced(covered, header->range.size()) == header->raw());
            if (header->isComplete) {
                require(header->maskingKey.has_value() == header->hasMaskBit());
                const FrameSpec again{ header->fin,          header->rsv,
                                       header->opcode,       header->maskingKey,
                                       header->lengthForm(), header->payloadLength };
                require(serializeHeader(again, 0) == header->raw());
            }
        } else if (const auto *end = std::get_if<FrameEnd>(&*event)) {
            require(end->range.begin == covered);
            require(end->range.end == parser.offset());
            covered = end->range.end;
        }
    }
    require(covered == wire.size() || parser.stopped());
    require((parser.unparsed() == ByteRange{ covered, wire.size() }));
}

/// What zlib makes of the payload of one compressed message. Spec: RFC 7692 §7.2.2.
class PlainInflater
{
public:
    PlainInflater() { require(inflateInit2(&m_stream, -15) == Z_OK); }
    PlainInflater(const PlainInflater &) = delete;
    PlainInflater &operator=(const PlainInflater &) = delete;
    ~PlainInflater() { inflateEnd(&m_stream); }

    void reset() { inflateReset(&m_stream); }
    /// The first of it, up to one octet more than a message may have; nullopt where a block says
    /// that it is the last: zlib goes no further, while messages do (§7.2.3.4).
    [[nodiscard]] std::optional<QByteArray> inflated(QByteArray payload)
    {
        payload += QByteArrayView("\x00\x00\xff\xff", 4);
        QByteArray out(MaxMessage + 1, '\0');
        m_stream.next_in = reinterpret_cast<Bytef *>(payload.data());
        m_stream.avail_in = static_cast<uInt>(payload.size());
        m_stream.next_out = reinterpret_cast<Bytef *>(out.data());
        m_stream.avail_out = static_cast<uInt>(out.size());
        if (inflate(&m_stream, Z_SYNC_FLUSH) == Z_STREAM_END)
            return std::nullopt;
        out.truncate(out.size() - static_cast<qsizetype>(m_stream.avail_out));
        return out;
    }

private:
    z_stream m_stream{};
};

/// Messages are inflated as zlib does it, up to the first fault.
void checkInflated(const Options &options, QByteArrayView wire)
{
    if (!options.deflate)
        return;
    MessageReader reader(options.sender, options.deflate, MaxMessage);
    reader.feed(wire);
    PlainInflater plain;
    QByteArray payload;
    while (const std::optional<Outcome> outcome = reader.next()) {
        if (const auto *fragment = std::get_if<Fragment>(&*outcome)) {
            if (!fragment->violations.isEmpty())
                return;
            payload += fragment->payload;
        } else if (const auto *message = std::get_if<Message>(&*outcome)) {
            if (!message->violations.isEmpty())
                return;
            if (message->isCompressed) {
                const std::optional<QByteArray> content = plain.inflated(payload);
                if (!content)
                    return;
                require(*content == message->content);
            }
            if (options.deflate->serverNoContextTakeover)
                plain.reset();
            payload.clear();
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const Options options(data[0]);
    const QByteArrayView wire(data + 1, static_cast<qsizetype>(size - 1));

    const Reading whole = read(options, wire, {});
    requireSame(read(options, wire, everyOctet(wire.size())), whole);
    QList<qsizetype> cuts;
    for (qsizetype at = options.step; at < wire.size(); at += options.step)
        cuts += at;
    requireSame(read(options, wire, cuts), whole);
    checkFrames(options, wire);
    checkInflated(options, wire);
    return 0;
}
