// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/cannedtraffic.h"

#include "capture/connectiontranscript.h"
#include "protocol/websocket/frameserializer.h"
#include "protocol/websocket/openinghandshake.h"

#include <QCryptographicHash>

#include <algorithm>
#include <memory>

namespace Pushscope {

namespace {

constexpr qint64 Ms = 1'000'000;
const QByteArray Key = "dGhlIHNhbXBsZSBub25jZQ==";

/// Runs what happens in order of time, whatever the order in which it was planned.
class Plan
{
public:
    void at(qint64 ms, std::function<void(qint64 t)> event)
    {
        m_events.emplace_back(ms * Ms, std::move(event));
    }
    void run()
    {
        std::ranges::stable_sort(m_events,
                                 [](const auto &a, const auto &b) { return a.first < b.first; });
        for (const auto &[t, event] : m_events)
            event(t);
    }

private:
    std::vector<std::pair<qint64, std::function<void(qint64)>>> m_events;
};

ConnectionRow makeRow(quint32 session, quint32 connection)
{
    ConnectionRow row;
    row.id = connection;
    row.session = session;
    row.stream = session;
    return row;
}

/// One connection and the transcript that records it.
class Line
{
public:
    Line(CannedPages &pages, BatchBuilder &batch, CaptureCounters *counters, quint32 session,
         quint32 connection, TranscriptOptions options)
        : m_pages(pages)
        , m_batch(batch)
        , m_row(makeRow(session, connection))
        , m_transcript(batch, counters, { session, connection, session }, Role::Client, options,
                       nullptr)
    {
    }

    void open(qint64 t, const QByteArray &url)
    {
        m_row.tAttempt = t;
        m_row.tOpen = t + 2 * Ms;
        note(RecordKind::ConnAttempt, t, R"({"role":"client","url":")" + url + "\"}");
        note(RecordKind::ConnOpen, t + 2 * Ms,
             R"({"local":"127.0.0.1:51544","remote":"127.0.0.1:8080","dns_ns":400000,)"
             R"("connect_ns":1200000})");
    }

    void client(qint64 t, const QByteArray &octets) { write(Role::Client, t, octets); }
    void server(qint64 t, const QByteArray &octets) { write(Role::Server, t, octets); }

    void note(RecordKind kind, qint64 t, const QByteArray &detail, qint32 code = Record::NoCode)
    {
        Record record = m_transcript.records().make(kind, From::Nobody, t);
        record.detail = detail;
        record.code = code;
        m_transcript.records().add(std::move(record));
        m_batch.flush();
    }

    void close(qint64 t, QByteArrayView how, bool isWebSocket)
    {
        m_transcript.finish(Role::Server, t);
        if (isWebSocket) {
            m_transcript.addClosed({ Role::Server, how, std::nullopt }, false, t);
            m_row.closeCode = how == QByteArrayView("fin") ? 1000 : 1006;
        }
        m_row.tClose = t;
        m_row.by = "server";
        m_row.how = how.toByteArray();
        note(RecordKind::ConnClose, t, R"({"by":"server","how":")" + how.toByteArray() + "\"}");
        publish();
    }
    void publish() { m_pages.addConnection(m_row); }

    ConnectionTranscript &transcript() { return m_transcript; }

private:
    void write(Role from, qint64 t, const QByteArray &octets)
    {
        if (from == Role::Client)
            m_transcript.records().willWrite(octets.size(), Cause::User);
        m_transcript.octets(from, octets, t);
        m_batch.flush();
    }

    CannedPages &m_pages;
    BatchBuilder &m_batch;
    ConnectionRow m_row;
    ConnectionTranscript m_transcript;
};

QByteArray frame(WebSocket::Opcode opcode, const QByteArray &payload, bool isMasked,
                 bool fin = true)
{
    WebSocket::FrameSpec spec;
    spec.fin = fin;
    spec.opcode = opcode;
    if (isMasked)
        spec.maskingKey = WebSocket::MaskingKey{ 0x37, 0xfa, 0x21, 0x3d };
    return WebSocket::serializeFrame(spec, payload);
}

QByteArray handshakeRequest()
{
    return "GET /v1/quotes?symbols=EURUSD HTTP/1.1\r\nHost: feed.example.com\r\n"
           "Upgrade: websocket\r\nConnection: keep-alive, Upgrade\r\nSec-WebSocket-Key: "
        + Key + "\r\nSec-WebSocket-Version: 13\r\nOrigin: https://app.example.com\r\n\r\n";
}

QByteArray handshakeResponse()
{
    const QByteArray accept = QCryptographicHash::hash(QByteArray(Key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"),
                                                       QCryptographicHash::Sha1)
                                  .toBase64();
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Accept: "
        + accept + "\r\n\r\n";
}

QByteArray quote(int n)
{
    return R"({"sym":"EURUSD","bid":1.0)" + QByteArray::number(8400 + n % 37) + R"(,"ask":1.0)"
        + QByteArray::number(8402 + n % 37) + R"(,"n":)" + QByteArray::number(n) + "}";
}

void planQuotes(Plan &plan, std::shared_ptr<Line> line, qint64 from, qint64 to)
{
    using WebSocket::Opcode;
    plan.at(from, [line](qint64 t) { line->open(t, "wss://feed.example.com/v1/quotes"); });
    plan.at(from + 4, [line](qint64 t) { line->client(t, handshakeRequest()); });
    plan.at(from + 40, [line](qint64 t) {
        line->server(t, handshakeResponse());
        line->note(RecordKind::State, t,
                   R"({"was":"CONNECTING","now":"OPEN","ready_state":1,"fires":"open"})");
    });
    int n = 0;
    for (qint64 ms = from + 300; ms < to; ms += 90 + (ms * 7919) % 610) {
        ++n;
        plan.at(ms, [line, n](qint64 t) { line->server(t, frame(Opcode::Text, quote(n), false)); });
        if (n % 9 == 0) {
            plan.at(ms + 20, [line](qint64 t) {
                line->client(t, frame(Opcode::Text, R"({"op":"more","n":12})", true));
            });
        }
        if (n % 11 == 0) {
            plan.at(ms + 30,
                    [line](qint64 t) { line->client(t, frame(Opcode::Ping, "p1", true)); });
            plan.at(ms + 68,
                    [line](qint64 t) { line->server(t, frame(Opcode::Pong, "p1", false)); });
        }
    }
}

void planBreak(Plan &plan, std::shared_ptr<Line> line, qint64 ms)
{
    using WebSocket::Opcode;
    plan.at(ms - 30, [line](qint64 t) {
        line->server(t,
                     frame(Opcode::Text, R"({"book":[[1.08411,2.5],)" + QByteArray(1000, ' '),
                           false, false));
    });
    plan.at(ms - 20, [line](qint64 t) {
        line->server(t, frame(Opcode::Continuation, QByteArray(1024, '7'), false, false));
    });
    plan.at(ms, [line](qint64 t) {
        line->note(RecordKind::Error, t,
                   R"({"where":"websocket","code":"reset","host":"feed.example.com","port":443})");
        line->close(t, "reset", true);
        line->note(RecordKind::Reconnect, t, R"({"attempt":1,"delay_ms":1000})");
    });
}

void planJobs(Plan &plan, std::shared_ptr<Line> line)
{
    plan.at(700, [line](qint64 t) { line->open(t, "https://feed.example.com/jobs"); });
    plan.at(705, [line](qint64 t) {
        line->client(t,
                     "GET /jobs HTTP/1.1\r\nHost: feed.example.com\r\n"
                     "Accept: text/event-stream\r\n\r\n");
    });
    plan.at(900, [line](qint64 t) {
        line->server(t,
                     "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                     "Transfer-Encoding: chunked\r\n\r\n");
    });
    const auto chunk = [](const QByteArray &data) -> QByteArray {
        return QByteArray::number(data.size(), 16) + "\r\n" + data + "\r\n";
    };
    int id = 100;
    for (qint64 ms = 1200; ms < 39000; ms += 1900) {
        if (ms > 13000 && ms < 23000)
            continue;
        ++id;
        plan.at(ms, [line, chunk, id](qint64 t) {
            line->server(t,
                         chunk("event: progress\nid: " + QByteArray::number(id)
                               + "\ndata: {\"job\":7,\"pct\":" + QByteArray::number(id - 95)
                               + "}\n\n"));
        });
    }
    plan.at(2000, [line, chunk](qint64 t) { line->server(t, chunk("retry: 2000\n: hello\n\n")); });
    plan.at(23900, [line, chunk](qint64 t) {
        line->server(t, chunk("event: testEvent\nid: testId\n\ndata: {\"a\":1}\nfoo: bar\n\n"));
    });
    plan.at(39500, [line](qint64) { line->publish(); });
}

void planStatus(Plan &plan, CannedPages &pages, BatchBuilder &batch, CaptureCounters *counters)
{
    for (int round = 1; round <= 18; ++round) {
        TranscriptOptions options;
        options.leavesBodiesToRounds = true;
        const auto connection = static_cast<quint32>(10 + round);
        auto line = std::make_shared<Line>(pages, batch, counters, 3, connection, options);
        const qint64 begin = 200 + (round - 1) * 2100;
        plan.at(begin, [line](qint64 t) {
            line->open(t, "https://feed.example.com/status");
            line->client(t + 3 * Ms,
                         "GET /status?since=3 HTTP/1.1\r\nHost: feed.example.com\r\n\r\n");
        });
        plan.at(begin + 180, [line, &pages, round, connection](qint64 t) {
            const QByteArray body = R"({"messages":[{"n":)" + QByteArray::number(round / 4) + "}]}";
            line->server(t,
                         "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                         "Content-Length: "
                             + QByteArray::number(body.size()) + "\r\n\r\n" + body);
            Record record
                = line->transcript().records().make(RecordKind::PollResult, From::Server, t);
            setStretches(record, line->transcript().http().lastBody());
            record.flags |= PrintsOctets;
            record.code = 200;
            record.detail = R"({"round":)" + QByteArray::number(round)
                + R"(,"outcome":"answered","status":200,"changed":)"
                + (round % 4 == 0 ? "true" : "false")
                + R"(,"empty":false,"duration_ns":180000000})";
            line->transcript().records().add(std::move(record));
            pages.addExchange({ .id = connection,
                                .connection = connection,
                                .session = 3,
                                .tRequest = t - 177 * Ms,
                                .tResponse = t - 60 * Ms,
                                .tEnd = t,
                                .status = 200 });
            line->close(t, "fin", false);
        });
    }
}

void planRefused(Plan &plan, std::shared_ptr<Line> line)
{
    plan.at(31000, [line](qint64 t) {
        line->note(RecordKind::ConnAttempt, t, R"({"role":"client","url":"ws://localhost:9/"})");
    });
    plan.at(31010, [line](qint64 t) {
        line->note(RecordKind::Error, t,
                   R"({"where":"tcp","code":"refused","host":"localhost","port":9})");
    });
}

} // namespace

void fillWithTraffic(CannedPages &pages)
{
    CannedSink sink(pages);
    BatchBuilder batch(sink);
    CaptureCounters *counters = &sink.counters();
    pages.addSession(
        { 1, 1, 0, "quotes", "client", "websocket", "wss://feed.example.com/v1/quotes", {} });
    pages.addSession({ 2, 1, 0, "jobs", "client", "sse", "https://feed.example.com/jobs", {} });
    pages.addSession(
        { 3, 1, 0, "status", "client", "short-poll", "https://feed.example.com/status", {} });
    pages.addSession({ 4, 1, 0, "dead", "client", "websocket", "ws://localhost:9/", {} });
    TranscriptOptions options;
    const auto line = [&](quint32 session, quint32 connection) {
        return std::make_shared<Line>(pages, batch, counters, session, connection, options);
    };
    Plan plan;
    const auto quotes = line(1, 1);
    planQuotes(plan, quotes, 100, 21400);
    planBreak(plan, quotes, 21402);
    const auto again = line(1, 2);
    planQuotes(plan, again, 22402, 39600);
    plan.at(39700, [again](qint64) { again->publish(); });
    planJobs(plan, line(2, 3));
    pages.addExchange({ .id = 90,
                        .connection = 3,
                        .session = 2,
                        .tRequest = 705 * Ms,
                        .tResponse = 900 * Ms,
                        .tEnd = -1,
                        .status = 200 });
    planStatus(plan, pages, batch, counters);
    planRefused(plan, line(4, 40));
    plan.run();
}

void fillWithFlood(CannedPages &pages, qint64 count)
{
    constexpr qint64 FrameOctets = 66;
    constexpr qint64 Gap = 10'000;
    pages.addSession({ 1, 1, 0, "flood", "client", "websocket", "ws://127.0.0.1:8080/ws", {} });
    ConnectionRow row = makeRow(1, 1);
    row.tOpen = 0;
    pages.addConnection(row);
    pages.generate(
        count,
        [](qint64 seq) {
            Record record;
            record.seq = seq;
            record.t = seq * Gap;
            record.kind = RecordKind::WsMessage;
            record.from = From::Server;
            record.flags = PrintsOctets;
            record.code = 1;
            record.session = 1;
            record.connection = 1;
            record.stream = 1;
            record.at = { (seq - 1) * FrameOctets, seq * FrameOctets };
            record.size = FrameOctets;
            return record;
        },
        [](ByteRange range) {
            const QByteArray number = QByteArray::number(range.begin / FrameOctets + 1);
            return frame(WebSocket::Opcode::Text,
                         R"({"n":)" + number + R"(,"bid":1.08411,"ask":1.08413,"pad":")"
                             + QByteArray(21 - number.size(), '.') + "\"}",
                         false)
                .left(range.size());
        });
}

} // namespace Pushscope
