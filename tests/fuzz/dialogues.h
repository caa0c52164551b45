// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/batchbuilder.h"
#include "capture/connectiontranscript.h"

namespace Pushscope {

/// An event stream and a WebSocket, as their transcripts record them.
inline void recordDialogues(RecordSink &sink)
{
    BatchBuilder batch(sink);
    const auto run = [&](quint32 number, const QByteArray &client, const QByteArray &server) {
        ConnectionTranscript transcript(batch, &sink.counters(), { number, number, number },
                                        std::nullopt, {}, nullptr);
        transcript.octets(Role::Client, client, number * 1000);
        transcript.octets(Role::Server, server, number * 2000);
        transcript.finish(Role::Client, number * 3000);
        transcript.finish(Role::Server, number * 3000);
        batch.flush();
    };
    run(1, "GET /sse HTTP/1.1\r\nHost: a\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
        "13\r\nid: 1\ndata: first\n\n\r\n"
        "22\r\n: comment\nevent: tick\ndata: second\n\r\n0\r\n\r\n");
    QByteArray client("GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                      "Sec-WebSocket-Version: 13\r\n\r\n");
    client += QByteArray::fromHex("818537fa213d7f9f4d5158");
    QByteArray server("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                      "Connection: Upgrade\r\n"
                      "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");
    server += QByteArray::fromHex("010348656c80026c6f890548656c6c6f880203e8");
    run(2, client, server);
}

} // namespace Pushscope
