// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/trafficline.h"

#include "protocol/websocket/frameserializer.h"
#include "support/traffic.h"

#include <QCryptographicHash>

#include <array>

namespace Pushscope {

namespace {

using WebSocket::Opcode;

const QByteArray Key = "dGhlIHNhbXBsZSBub25jZQ==";
constexpr quint32 StepsPerBreak = 20'000; ///< of one WebSocket, on average

constexpr std::array<const char *, 24> Words{
    "amber",  "basalt", "cobalt",  "delta",   "ember",  "fjord",  "granite", "harbour",
    "island", "jasper", "kelp",    "lantern", "meadow", "north",  "orchard", "pebble",
    "quartz", "river",  "saffron", "timber",  "umber",  "velvet", "willow",  "zephyr",
};

QByteArray acceptOf(const QByteArray &key)
{
    return QCryptographicHash::hash(QByteArray(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"),
                                    QCryptographicHash::Sha1)
        .toBase64();
}

} // namespace

TrafficLine::TrafficLine(BatchBuilder &batch, CaptureCounters &counters, Dice &dice,
                         const Place &place)
    : m_batch(batch)
    , m_counters(counters)
    , m_dice(dice)
    , m_place(place)
{
}

void TrafficLine::open(qint64 t)
{
    TranscriptOptions options;
    options.leavesBodiesToRounds = m_place.form == Form::Polling;
    m_transcript.emplace(
        m_batch, &m_counters,
        ConnectionRecords::Ids{ m_place.session, ++m_counters.connection, m_place.stream },
        m_place.self, options, nullptr);
    if (m_place.self == Role::Client)
        note(RecordKind::ConnAttempt, R"({"role":"client","url":"https://feed.example.com/"})", t);
    note(RecordKind::ConnOpen,
         R"({"local":"127.0.0.1:51544","remote":"127.0.0.1:8080","connect_ns":1200000})", t);
    if (m_place.form == Form::WebSocket)
        shakeHands(t);
    else if (m_place.form == Form::EventStream)
        startStream(t);
}

void TrafficLine::step(qint64 t)
{
    if (!m_transcript) {
        if (t >= m_opensAt)
            open(t);
        return;
    }
    ++m_number;
    switch (m_place.form) {
    case Form::WebSocket:
        return stepWebSocket(t);
    case Form::EventStream:
        return stepEvents(t);
    case Form::Polling:
        return stepPolling(t);
    }
}

void TrafficLine::close(qint64 t)
{
    if (!m_transcript)
        return;
    if (m_place.form == Form::WebSocket) {
        frame(Role::Server, Opcode::Close, WebSocket::serializeClosePayload(1001, "restart"), t);
        frame(Role::Client, Opcode::Close, WebSocket::serializeClosePayload(1001), t);
    }
    end("fin", t);
}

void TrafficLine::stepWebSocket(qint64 t)
{
    if (m_isAnswerDue) {
        m_isAnswerDue = false;
        return frame(Role::Server, Opcode::Pong, QByteArray::number(m_number - 1), t);
    }
    const quint32 what = m_dice.below(StepsPerBreak);
    if (what == 0)
        return breakOff(t);
    if (what < 5)
        return sendBroken(t);
    if (what < 60)
        return sendFragments(t);
    if (what < 500) {
        m_isAnswerDue = true;
        return frame(Role::Client, Opcode::Ping, QByteArray::number(m_number), t);
    }
    if (what < 600)
        return frame(Role::Server, Opcode::Binary, QByteArray(24 + int(what % 40), '\x93'), t);
    frame(what < 2500 ? Role::Client : Role::Server, Opcode::Text, message(), t);
}

void TrafficLine::stepEvents(qint64 t)
{
    const quint32 what = m_dice.below(1000);
    if (what < 5)
        return chunk(": keep-alive\n\n", t);
    if (what == 6) // Browsers drop it.
        return chunk("event: progress\nid: " + QByteArray::number(m_number) + "\n\n", t);
    const QByteArray type = what < 300 ? "event: price\n" : "";
    chunk(type + "id: " + QByteArray::number(m_number) + "\ndata: " + message() + "\n\n", t);
}

void TrafficLine::stepPolling(qint64 t)
{
    if (m_isAnswerDue)
        return answerPoll(t);
    ++m_round;
    m_askedAt = t;
    m_isAnswerDue = true;
    write(Role::Client,
          "GET /poll?since=" + QByteArray::number(m_round)
              + " HTTP/1.1\r\nHost: feed.example.com\r\nAccept: */*\r\n\r\n",
          t);
}

void TrafficLine::answerPoll(qint64 t)
{
    m_isAnswerDue = false;
    const QByteArray &body = message();
    write(Role::Server,
          "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
              + QByteArray::number(body.size()) + "\r\n\r\n" + body,
          t);
    if (m_place.self != Role::Client)
        return;
    Record record = m_transcript->records().make(RecordKind::PollResult, From::Server, t);
    setStretches(record, m_transcript->http().lastBody());
    record.flags |= PrintsOctets;
    record.code = 200;
    record.exchange = m_counters.exchange;
    record.detail = R"({"round":)" + QByteArray::number(m_round)
        + R"(,"outcome":"answered","overlapped":false,"status":200,"changed":true,"empty":false,)"
          R"("duration_ns":)"
        + QByteArray::number(t - m_askedAt) + '}';
    m_transcript->records().add(std::move(record));
}

void TrafficLine::shakeHands(qint64 t)
{
    write(Role::Client,
          "GET /ws HTTP/1.1\r\nHost: feed.example.com\r\nUpgrade: websocket\r\n"
          "Connection: Upgrade\r\nSec-WebSocket-Key: "
              + Key + "\r\nSec-WebSocket-Version: 13\r\n\r\n",
          t);
    write(Role::Server,
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          "Sec-WebSocket-Accept: "
              + acceptOf(Key) + "\r\n\r\n",
          t);
}

void TrafficLine::startStream(qint64 t)
{
    write(Role::Client,
          "GET /sse HTTP/1.1\r\nHost: feed.example.com\r\nAccept: text/event-stream\r\n\r\n", t);
    write(Role::Server,
          "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
          "Transfer-Encoding: chunked\r\n\r\n",
          t);
}

void TrafficLine::sendFragments(qint64 t)
{
    frame(Role::Server, Opcode::Text, message(), t, false);
    frame(Role::Server, Opcode::Continuation, message(), t, false);
    frame(Role::Server, Opcode::Continuation, message(), t);
}

void TrafficLine::sendBroken(qint64 t)
{
    WebSocket::FrameSpec spec;
    if (m_dice.oneIn(2))
        spec.rsv = 1;
    else
        spec.maskingKey = WebSocket::MaskingKey{ 1, 2, 3, 4 };
    write(Role::Server, WebSocket::serializeFrame(spec, message()), t);
}

void TrafficLine::breakOff(qint64 t)
{
    constexpr qint64 DelayNs = 1'000'000'000;
    const quint32 way = m_dice.below(4);
    if (way < 2) {
        const quint16 code = way == 0 ? 1001 : 1011;
        const QByteArray payload = WebSocket::serializeClosePayload(code, "see you");
        frame(Role::Server, Opcode::Close, payload, t);
        frame(Role::Client, Opcode::Close, payload, t);
    }
    end(way < 2 ? QByteArrayView("fin") : QByteArrayView("reset"), t);
    if (m_place.self == Role::Client)
        note(RecordKind::Reconnect, R"({"attempt":1,"delay_ms":1000})", t);
    m_opensAt = t + DelayNs;
    m_isAnswerDue = false;
    m_transcript.reset();
}

void TrafficLine::frame(Role from, Opcode opcode, QByteArrayView payload, qint64 t, bool isFinal)
{
    WebSocket::FrameSpec spec;
    spec.fin = isFinal;
    spec.opcode = opcode;
    if (from == Role::Client) {
        const quint32 key = m_dice.number();
        spec.maskingKey
            = WebSocket::MaskingKey{ static_cast<quint8>(key), static_cast<quint8>(key >> 8),
                                     static_cast<quint8>(key >> 16),
                                     static_cast<quint8>(key >> 24) };
    }
    m_octets.resize(0);
    WebSocket::appendFrame(m_octets, spec, payload);
    write(from, m_octets, t);
}

void TrafficLine::chunk(const QByteArray &data, qint64 t)
{
    write(Role::Server, QByteArray::number(data.size(), 16) + "\r\n" + data + "\r\n", t);
}

void TrafficLine::write(Role from, const QByteArray &octets, qint64 t)
{
    if (from == m_place.self)
        m_transcript->records().willWrite(octets.size(), Cause::Scenario);
    m_transcript->octets(from, octets, t);
}

void TrafficLine::end(QByteArrayView how, qint64 t)
{
    m_transcript->finish(Role::Client, t);
    m_transcript->finish(Role::Server, t);
    if (m_place.form == Form::WebSocket)
        m_transcript->addClosed({ Role::Server, how, std::nullopt }, false, t);
    note(RecordKind::ConnClose,
         R"({"by":"server","how":")" + how.toByteArray() + R"(","client_octets":)"
             + QByteArray::number(m_transcript->records().wireOctets(Role::Client))
             + R"(,"server_octets":)"
             + QByteArray::number(m_transcript->records().wireOctets(Role::Server)) + '}',
         t);
}

void TrafficLine::note(RecordKind kind, const QByteArray &detail, qint64 t, qint32 code)
{
    Record record = m_transcript->records().make(kind, From::Nobody, t);
    record.detail = detail;
    record.code = code;
    m_transcript->records().add(std::move(record));
}

const QByteArray &TrafficLine::message()
{
    const bool isMarked = m_dice.oneIn(Traffic::MarkerInterval);
    m_text.resize(0);
    m_text += R"({"n":)";
    m_text += QByteArray::number(m_number);
    m_text += R"(,"bid":1.0)";
    m_text += QByteArray::number(8000 + m_dice.below(999));
    m_text += R"(,"about":")";
    m_text += isMarked ? Traffic::MarkerWord : Words[m_dice.below(Words.size())];
    const quint32 more = m_dice.below(6);
    for (quint32 i = 0; i < more; ++i) {
        m_text += ' ';
        m_text += Words[m_dice.below(Words.size())];
    }
    m_text += "\"}";
    return m_text;
}

} // namespace Pushscope
