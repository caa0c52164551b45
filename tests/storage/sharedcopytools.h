// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "storage/sharedcopy.h"

#include "capture/batchbuilder.h"
#include "capture/connectiontranscript.h"
#include "capture/jsonlines.h"
#include "storage/stores.h"

#include "capturetools.h"

#include <QFile>

#include <future>
#include <memory>

#include <zlib.h>

namespace Pushscope {

inline const QByteArray Secret = "Xq7Secret9zK";

/// Some dialogues cut it in two.
inline bool tells(const QByteArray &octets)
{
    return octets.contains(Secret.first(5)) || octets.contains(Secret.last(7));
}

inline QByteArray masked(const QByteArray &payload, quint8 opcode)
{
    const QByteArray key = QByteArray::fromHex("37fa213d");
    QByteArray frame(1, static_cast<char>(0x80 | opcode));
    frame.append(static_cast<char>(0x80 | payload.size()));
    frame.append(key);
    for (qsizetype i = 0; i < payload.size(); ++i)
        frame.append(static_cast<char>(payload[i] ^ key[i % 4]));
    return frame;
}

/// As a server sends it, of at most 125 octets.
inline QByteArray frameOf(const QByteArray &payload)
{
    QByteArray frame(1, '\x81');
    frame.append(static_cast<char>(payload.size())).append(payload);
    return frame;
}

/// @p windowBits: 31 gzip, -15 as in a WebSocket message.
inline QByteArray deflated(const QByteArray &octets, int windowBits)
{
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY);
    QByteArray out(octets.size() + 1024, '\0');
    QByteArray in = octets;
    stream.next_in = reinterpret_cast<Bytef *>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, windowBits > 0 ? Z_FINISH : Z_SYNC_FLUSH);
    out.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return windowBits > 0 ? out : out.chopped(4);
}

inline QByteArray chunk(const QByteArray &octets)
{
    return QByteArray(QByteArray::number(octets.size(), 16) + "\r\n" + octets + "\r\n");
}

inline QByteArray response(const QByteArray &type, const QByteArray &body,
                           const QByteArray &more = {})
{
    return QByteArray("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n" + more
                      + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
}

inline const QByteArray Get = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
inline const QByteArray Upgrade = "GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n"
                                  "Connection: Upgrade\r\n"
                                  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                  "Sec-WebSocket-Version: 13\r\n";
inline const QByteArray Switch = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                                 "Connection: Upgrade\r\n"
                                 "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n";
inline const QByteArray Deflate = "Sec-WebSocket-Extensions: permessage-deflate\r\n";

inline QByteArrayList linesOf(CaptureStore &store)
{
    QByteArrayList lines;
    std::promise<void> isRead;
    store.pages().requestRows(
        RecordPages::Everything, 0, 1000,
        [&](const RecordPages::Page &, std::span<const Record> rows, OctetSource &octets) {
            JsonLineWriter writer(octets, {});
            for (const Record &record : rows) {
                QByteArray line;
                writer.write(record, line);
                lines.append(line);
            }
            isRead.set_value();
        });
    isRead.get_future().wait();
    return lines;
}

inline Result<bool> share(const QString &from, const QString &to, const SecretNames &names = {})
{
    const std::atomic_bool isCancelled{ false };
    return writeSharedCopy(from, to, names, isCancelled, [](int) {});
}

inline QByteArray fileOctets(const QString &path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

/// Records a dialogue into a capture that is being recorded into; null where that fails.
inline std::unique_ptr<CaptureStore> recordDialogue(const QString &path, const QByteArray &client,
                                                    const QByteArray &server)
{
    auto store = createCapture({ path });
    if (!store)
        return nullptr;
    BatchBuilder batch(*(*store)->sink());
    ConnectionTranscript transcript(batch, &(*store)->sink()->counters(), { 1, 1, 1 }, std::nullopt,
                                    {}, nullptr);
    // Cut as reads may cut: a secret lies across them.
    constexpr qsizetype Read = 31;
    for (qsizetype at = 0; at < client.size(); at += Read)
        transcript.octets(Role::Client, client.mid(at, Read), at);
    for (qsizetype at = 0; at < server.size(); at += Read)
        transcript.octets(Role::Server, server.mid(at, Read), 1000 + at);
    transcript.finish(Role::Client, 9'000'000);
    transcript.finish(Role::Server, 9'000'000);
    batch.flush();
    return std::move(*store);
}

} // namespace Pushscope
