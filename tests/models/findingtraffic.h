// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/batchbuilder.h"
#include "capture/connectiontranscript.h"
#include "models/findingdetector.h"
#include "protocol/websocket/frameserializer.h"
#include "support/cannedstore.h"

#include <QCryptographicHash>
#include <QMetaType>
#include <QSemaphore>

#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace Pushscope {

inline constexpr qint64 FindingMs = 1'000'000;
inline const QByteArray FindingKey = "dGhlIHNhbXBsZSBub25jZQ==";

/// Connections of one session, written octet for octet at times given in ms, through the
/// transcripts that record real traffic.
class FindingTraffic
{
public:
    explicit FindingTraffic(CannedPages &pages, Role self = Role::Client)
        : m_pages(pages)
        , m_sink(pages)
        , m_batch(m_sink)
        , m_self(self)
    {
        Record start;
        start.kind = RecordKind::SessionStart;
        start.t = 0;
        start.session = 1;
        start.detail = self == Role::Client ? R"({"name":"it","role":"client"})"
                                            : R"({"name":"it","role":"mock"})";
        m_pages.add(start);
    }

    void open(quint32 connection)
    {
        m_transcripts[connection] = std::make_unique<ConnectionTranscript>(
            m_batch, &m_sink.counters(), ConnectionRecords::Ids{ 1, connection, 1 }, m_self,
            TranscriptOptions(), nullptr);
        turnTo(connection);
    }
    /// What follows happens on that one; after open() on the new one.
    void turnTo(quint32 connection) { m_transcript = m_transcripts.at(connection).get(); }
    /// Nothing was read from @p from to @p to; a record of no session.
    void stall(qint64 from, qint64 to)
    {
        Record record;
        record.kind = RecordKind::RecordingStall;
        record.t = to * FindingMs;
        record.detail = R"({"from_t":)" + QByteArray::number(from * FindingMs) + R"(,"to_t":)"
            + QByteArray::number(to * FindingMs) + '}';
        m_pages.add(record);
    }
    /// The time of day, RFC 3339; a record of no session.
    void clock(qint64 ms, const QByteArray &wall)
    {
        Record record;
        record.kind = RecordKind::Clock;
        record.t = ms * FindingMs;
        record.detail = QByteArray(R"({"wall":")" + wall + "\"}");
        m_pages.add(record);
    }
    void client(qint64 ms, const QByteArray &octets)
    {
        m_transcript->octets(Role::Client, octets, ms * FindingMs);
        m_batch.flush();
    }
    void server(qint64 ms, const QByteArray &octets)
    {
        m_transcript->octets(Role::Server, octets, ms * FindingMs);
        m_batch.flush();
    }
    void note(qint64 ms, RecordKind kind, const QByteArray &detail,
              std::optional<ErrorCode> code = std::nullopt)
    {
        Record record = m_transcript->records().make(kind, From::Nobody, ms * FindingMs);
        record.detail = detail;
        if (code)
            record.code = static_cast<qint32>(*code);
        m_transcript->records().add(std::move(record));
        m_batch.flush();
    }
    void error(qint64 ms, ErrorCode code, ErrorSite where, const QByteArray &more = {})
    {
        note(ms, RecordKind::Error,
             "{\"where\":\"" + errorSiteName(where) + "\",\"code\":\"" + errorCodeName(code) + '"'
                 + more + '}',
             code);
    }
    void reconnect(qint64 ms, const QByteArray &id)
    {
        note(ms, RecordKind::Reconnect,
             id.isEmpty() ? QByteArray(R"({"attempt":1,"delay_ms":3000})")
                          : QByteArray(R"({"attempt":1,"delay_ms":3000,"last_event_id":")" + id
                                       + "\"}"));
    }
    /// conn.close, and before it ws.closed where it was to be a WebSocket.
    void close(qint64 ms, QByteArrayView by, QByteArrayView how, bool isWebSocket = false,
               bool isRefused = false)
    {
        m_transcript->finish(Role::Client, ms * FindingMs);
        m_transcript->finish(Role::Server, ms * FindingMs);
        if (isWebSocket)
            m_transcript->addClosed({ Role::Server, how, std::nullopt }, isRefused, ms * FindingMs);
        note(ms, RecordKind::ConnClose,
             "{\"by\":\"" + by.toByteArray() + "\",\"how\":\"" + how.toByteArray() + "\"}");
    }

    // What is said often.
    void askStream(qint64 ms)
    {
        client(ms, "GET /sse HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n\r\n");
    }
    void beginStream(qint64 ms, bool isChunked = false)
    {
        server(ms,
               QByteArray("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n")
                   + (isChunked ? "Transfer-Encoding: chunked\r\n" : "") + "\r\n");
    }
    void openStream(quint32 connection, qint64 ms, bool isChunked = false)
    {
        open(connection);
        askStream(ms);
        beginStream(ms + 1, isChunked);
    }
    void askWebSocket(qint64 ms, const QByteArray &more = {})
    {
        client(ms,
               "GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
               "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                   + FindingKey + "\r\n" + more + "\r\n");
    }
    void acceptWebSocket(qint64 ms, const QByteArray &more = {}, const QByteArray &accept = {})
    {
        const QByteArray right
            = QCryptographicHash::hash(QByteArray(FindingKey + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"),
                                       QCryptographicHash::Sha1)
                  .toBase64();
        server(ms,
               "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
               "Sec-WebSocket-Accept: "
                   + (accept.isEmpty() ? right : accept) + "\r\n" + more + "\r\n");
    }
    void openWebSocket(quint32 connection, qint64 ms)
    {
        open(connection);
        askWebSocket(ms);
        acceptWebSocket(ms + 1);
    }
    static QByteArray frame(WebSocket::Opcode opcode, const QByteArray &payload,
                            bool isMasked = false, quint8 rsv = 0)
    {
        WebSocket::FrameSpec spec;
        spec.opcode = opcode;
        spec.rsv = rsv;
        if (isMasked)
            spec.maskingKey = WebSocket::MaskingKey{ 1, 2, 3, 4 };
        return WebSocket::serializeFrame(spec, payload);
    }

private:
    CannedPages &m_pages;
    CannedSink m_sink;
    BatchBuilder m_batch;
    Role m_self;
    std::map<quint32, std::unique_ptr<ConnectionTranscript>> m_transcripts;
    ConnectionTranscript *m_transcript = nullptr;
};

using FindingScene = std::function<void(FindingTraffic &)>;

/// @param firstRow the first that was kept; @p role: what the list of sessions says of the one.
inline Findings findingsOf(CannedPages &pages, qint64 firstRow = 0, QByteArrayView role = "client")
{
    FindingsDetector detector;
    detector.setRole(1, role);
    QSemaphore isRead;
    pages.requestRows(RecordPages::Everything, firstRow, 1'000'000,
                      [&](const RecordPages::Page &, std::span<const Record> records,
                          OctetSource &octets) {
                          for (const Record &record : records)
                              detector.add(record, octets);
                          isRead.release();
                      });
    isRead.acquire();
    return detector.findings();
}

inline Findings findingsOf(const FindingScene &scene, Role self = Role::Client)
{
    CannedPages pages;
    FindingTraffic traffic(pages, self);
    scene(traffic);
    return findingsOf(pages);
}

} // namespace Pushscope

Q_DECLARE_METATYPE(Pushscope::FindingScene)
